-- When workers mark near duplicates.

COMMENT ON FUNCTION gongbao.link_duplicates(integer) IS
    'Marks near duplicates and superseded versions among the reports of at most so many jobs, those settled since the last call; returns of how many. Workers call it as they go; one at a time does it';
