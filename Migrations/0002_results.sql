-- What a finished report becomes. Filled by COPY only: no foreign keys, no triggers, no unique constraint but the key.

CREATE TYPE gongbao.measure   AS ENUM ('level', 'change', 'completion', 'rank', 'gap');
CREATE TYPE gongbao.basis     AS ENUM ('yoy', 'pop', 'annual_average', 'since');
CREATE TYPE gongbao.qualifier AS ENUM ('exact', 'approximate', 'at_least', 'at_most', 'range');
CREATE TYPE gongbao.status    AS ENUM ('actual', 'estimate', 'target');

CREATE TABLE gongbao.extraction (
    report_id         bigint      PRIMARY KEY,
    job_id            bigint      NOT NULL,
    extracted_at      timestamptz NOT NULL DEFAULT now(),
    period_start      date,
    period_end        date,
    section_count     integer     NOT NULL,
    observation_count integer     NOT NULL,
    extractor_version text        NOT NULL,
    kind              text,
    ref_area          text,
    title             text,
    quality_flags     text[]      NOT NULL DEFAULT '{}',
    body              text
);

CREATE TABLE gongbao.section (
    report_id    bigint   NOT NULL,
    ordinal      integer  NOT NULL,
    parent       integer,
    char_start   integer  NOT NULL,
    char_end     integer  NOT NULL,
    number       integer,
    duplicate_of integer,
    level        smallint NOT NULL,
    marker       text,
    title        text,
    PRIMARY KEY (report_id, ordinal)
);

CREATE TABLE gongbao.observation (
    report_id     bigint            NOT NULL,
    ordinal       integer           NOT NULL,
    section       integer           NOT NULL,
    char_start    integer           NOT NULL,
    char_end      integer           NOT NULL,
    relates_to    integer,
    duplicate_of  integer,
    measure       gongbao.measure   NOT NULL,
    basis         gongbao.basis,
    qualifier     gongbao.qualifier NOT NULL,
    status        gongbao.status    NOT NULL,
    period_start  date,
    period_end    date,
    redacted      boolean           NOT NULL DEFAULT false,
    value         numeric,
    value_low     numeric,
    value_high    numeric,
    unit          text              NOT NULL,
    name          text              NOT NULL,
    indicator     text,
    period_text   text,
    ref_area      text,
    compared_with text,
    surface       text              NOT NULL,
    PRIMARY KEY (report_id, ordinal)
);
