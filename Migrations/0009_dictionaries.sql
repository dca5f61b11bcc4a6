-- What the codes in observation mean. Filled from Config by `gongbao migrate`, in a transaction of its own; plain tables without
-- references to them, so that an unknown code is never an error.

CREATE TABLE gongbao.indicator (
    code      text PRIMARY KEY,
    name      text NOT NULL,
    name_en   text,
    unit      text,
    dimension text,
    domain    text
);
COMMENT ON TABLE gongbao.indicator IS 'Canonical indicators; observation.indicator joins with code';
COMMENT ON COLUMN gongbao.indicator.code IS 'The code, such as general_public_budget_revenue';
COMMENT ON COLUMN gongbao.indicator.name IS 'Its usual name, such as 一般公共预算收入';
COMMENT ON COLUMN gongbao.indicator.name_en IS 'Its name in English';
COMMENT ON COLUMN gongbao.indicator.unit IS 'The unit that reports usually give it in, such as 亿元';
COMMENT ON COLUMN gongbao.indicator.dimension IS 'What it measures: money, ratio, area …';
COMMENT ON COLUMN gongbao.indicator.domain IS 'The field it belongs to: macro, fiscal, industry …';

CREATE TABLE gongbao.unit (
    code      text PRIMARY KEY,
    name      text NOT NULL,
    name_en   text,
    dimension text
);
COMMENT ON TABLE gongbao.unit IS 'Units with a code; observation.unit joins with code. A measure word (家, 件) is its own unit and is not listed';
COMMENT ON COLUMN gongbao.unit.code IS 'The code, such as CNY or km2';
COMMENT ON COLUMN gongbao.unit.name IS 'Its usual name, such as 元';
COMMENT ON COLUMN gongbao.unit.name_en IS 'Its name in English';
COMMENT ON COLUMN gongbao.unit.dimension IS 'What it measures: money, ratio, area …';
