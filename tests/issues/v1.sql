-- A state of version 1, as it was: never change it.  It has one issue of the series that
-- tests/issues/run makes.
CREATE TABLE series (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE issues (id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series, number INTEGER NOT NULL, title TEXT NOT NULL, identifier TEXT NOT NULL, first INTEGER, until INTEGER, after INTEGER NOT NULL, day_from TEXT NOT NULL, day_to TEXT NOT NULL, date INTEGER NOT NULL, version TEXT NOT NULL, kept INTEGER NOT NULL, pending INTEGER NOT NULL, UNIQUE (series, number), UNIQUE (series, title)) STRICT;
CREATE TABLE articles (series INTEGER NOT NULL REFERENCES series, issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, place INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, forgotten INTEGER NOT NULL DEFAULT 0, marked INTEGER NOT NULL, path TEXT NOT NULL, sum TEXT NOT NULL, url TEXT NOT NULL, aliases TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, published INTEGER, chars INTEGER NOT NULL, pictures INTEGER NOT NULL, scheme INTEGER NOT NULL, simhash INTEGER NOT NULL, exact INTEGER NOT NULL, raw INTEGER NOT NULL, PRIMARY KEY (issue, place), UNIQUE (series, key, version)) STRICT;
CREATE TABLE files (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, path TEXT NOT NULL, staged TEXT NOT NULL, device TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL, sum TEXT NOT NULL, PRIMARY KEY (issue, path)) STRICT;
CREATE TABLE inputs (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, kind TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL, sum TEXT NOT NULL, PRIMARY KEY (issue, kind, path)) STRICT;
INSERT INTO series VALUES (1, 'urn:uuid:00000000-0000-5000-8000-000000000001');
INSERT INTO issues VALUES (1, 1, 1, '周刊 第1期', 'urn:uuid:00000000-0000-5000-8000-000000000002', NULL, 1609689600, 1609689600, '2020-12-28', '2021-01-03', 1609600000, '0.1.0', 0, 0);
INSERT INTO articles VALUES (1, 1, 0, 'example.com/a/1', 0, 0, 0, 'posts/1.md', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'https://example.com/a/1', '', '旧文', '甲', 1609600000, 300, 0, 1, 1, 2, 3);
INSERT INTO files VALUES (1, 'out/old-001.epub', 'out/.zhbook-1/old-001.epub', 'generic', 'epub', 1000, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
INSERT INTO inputs VALUES (1, 'post', 'posts/1.md', 100, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
PRAGMA user_version = 1;
