-- What the codes in observation mean: the dictionaries of whoever started last, `gongbao migrate` or a worker. Plain tables
-- without references to them, so that an unknown code is never an error. A code that has left the dictionaries stays, because
-- observations may have it.

CREATE TABLE gongbao.indicator (
    code      text    PRIMARY KEY,
    name      text    NOT NULL,
    dimension text    NOT NULL,
    nature    text    NOT NULL,
    aliases   text[]  NOT NULL,
    listed    boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE gongbao.indicator IS 'Canonical indicators; observation.indicator joins with code';
COMMENT ON COLUMN gongbao.indicator.code IS 'The code, such as general_public_budget_revenue';
COMMENT ON COLUMN gongbao.indicator.name IS 'Its usual name, such as 一般公共预算收入';
COMMENT ON COLUMN gongbao.indicator.dimension IS 'What it is measured in: money, count, ratio, area …, as in unit.dimension; quotient is one quantity for each of another';
COMMENT ON COLUMN gongbao.indicator.nature IS 'stock where figures hold at a day, flow where they hold over days';
COMMENT ON COLUMN gongbao.indicator.aliases IS 'Other names that reports use';
COMMENT ON COLUMN gongbao.indicator.listed IS 'Whether the dictionary still has it; false: older observations may';

CREATE TABLE gongbao.unit (
    code      text    PRIMARY KEY,
    name      text    NOT NULL,
    dimension text    NOT NULL,
    surfaces  text[]  NOT NULL,
    listed    boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE gongbao.unit IS 'Units; observation.unit joins with code. Measure words (家, 件) are their own codes, compounds (元/人) are not listed';
COMMENT ON COLUMN gongbao.unit.code IS 'The code, such as CNY or km2';
COMMENT ON COLUMN gongbao.unit.name IS 'Its usual name, such as 元';
COMMENT ON COLUMN gongbao.unit.dimension IS 'What it measures: money, count, ratio, area …';
COMMENT ON COLUMN gongbao.unit.surfaces IS 'All words that reports write it with';
COMMENT ON COLUMN gongbao.unit.listed IS 'Whether the dictionary still has it; false: older observations may';

CREATE TABLE gongbao.place (
    code         text    PRIMARY KEY,
    name         text    NOT NULL,
    level        text    NOT NULL,
    parent       text,
    former_names text[]  NOT NULL,
    is_current   boolean NOT NULL,
    listed       boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE gongbao.place IS 'Provinces, prefectures and counties with their administrative codes of GB/T 2260, former ones too; extraction.place_code joins with code';
COMMENT ON COLUMN gongbao.place.code IS 'The code, six digits, such as 440305';
COMMENT ON COLUMN gongbao.place.name IS 'Its name, such as 南山区; several places may have it';
COMMENT ON COLUMN gongbao.place.level IS 'province, prefecture or county';
COMMENT ON COLUMN gongbao.place.parent IS 'Code of the place around it; null for provinces';
COMMENT ON COLUMN gongbao.place.former_names IS 'Names that the code had before';
COMMENT ON COLUMN gongbao.place.is_current IS 'Whether there still is such a place';
COMMENT ON COLUMN gongbao.place.listed IS 'Whether the dictionary still has it; false: older extractions may';

CREATE TABLE gongbao.dictionary (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    checksum   text        NOT NULL,
    loaded_at  timestamptz NOT NULL DEFAULT now(),
    loaded_by  text        NOT NULL DEFAULT session_user
);
COMMENT ON TABLE gongbao.dictionary IS 'Which dictionaries indicator, unit and place were filled from';
COMMENT ON COLUMN gongbao.dictionary.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN gongbao.dictionary.checksum IS 'Tells these dictionaries from others';
COMMENT ON COLUMN gongbao.dictionary.loaded_at IS 'When they were loaded';
COMMENT ON COLUMN gongbao.dictionary.loaded_by IS 'The role that loaded them';
