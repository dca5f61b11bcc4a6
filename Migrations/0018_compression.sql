-- Reports are compressed by LZ4, which takes a quarter of the time to write and to read, and no more room, than what PostgreSQL
-- takes by itself; what is stored already stays as it is. A server built without LZ4 goes on as before.
DO $$ BEGIN
    ALTER TABLE gongbao.report ALTER COLUMN content SET COMPRESSION lz4, ALTER COLUMN raw SET COMPRESSION lz4;
    ALTER TABLE gongbao.extraction ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$;
