-- # a check names its own table
CREATE TABLE t (a INTEGER, b TEXT, CHECK (t.a > 0), CONSTRAINT named CHECK ("t".b <> 'x' OR t.a > 1));
INSERT INTO t VALUES (1, 'y');
-- to
CREATE TABLE t (a TEXT, b TEXT NOT NULL, CHECK (t.a > 0), CONSTRAINT named CHECK ("t".b <> 'x' OR t.a > 1));

-- # an index names its own table
CREATE TABLE t (a INTEGER, b INTEGER);
CREATE INDEX t_a ON t (a) WHERE t.b > 0;
-- to
CREATE TABLE t (a TEXT, b INTEGER);
CREATE INDEX t_a ON t (a) WHERE t.b > 1;

-- # a generated column reads a column that is new, and one reads the other
CREATE TABLE t (a INTEGER PRIMARY KEY, g INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL);
INSERT INTO t (a) VALUES (3);
-- to
CREATE TABLE t (a INTEGER PRIMARY KEY, g INTEGER GENERATED ALWAYS AS (a * b) VIRTUAL, b INTEGER DEFAULT 2, h INTEGER GENERATED ALWAYS AS (g + i) STORED, i INTEGER AS (b + 1));

-- # a generated column goes with what it reads
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, g INTEGER GENERATED ALWAYS AS (b * 2) VIRTUAL, h INTEGER GENERATED ALWAYS AS (g * 2) VIRTUAL);
CREATE INDEX t_h ON t (h);
-- to
CREATE TABLE t (a INTEGER PRIMARY KEY, c TEXT);

-- # the key of a table without a rowid gets another type
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID;
INSERT INTO t VALUES (1, 'x'), (2, 'y');
-- to
CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;

-- # a table without a rowid gets another key
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO t VALUES (1, 'x'), (2, 'y');
-- to
CREATE TABLE t (a INTEGER, b TEXT NOT NULL, c INTEGER, PRIMARY KEY (b, a)) WITHOUT ROWID;

-- # the key column of a table without a rowid goes
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL) WITHOUT ROWID;
-- to
CREATE TABLE t (b TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- # a table gets and loses its rowid, and becomes strict
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
CREATE TABLE u (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;
CREATE TABLE v (a INT, b TEXT);
INSERT INTO t VALUES (1, 'x');
INSERT INTO u VALUES ('a', 'x');
-- to
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID;
CREATE TABLE u (a TEXT PRIMARY KEY, b TEXT, c ANY) STRICT;
CREATE TABLE v (a INT, b TEXT) STRICT;

-- # full text and r-tree tables come, change and go
CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE search USING fts5(title, body, content='doc', content_rowid='id');
CREATE VIRTUAL TABLE gone USING fts5(x);
CREATE TRIGGER doc_ai AFTER INSERT ON doc BEGIN INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body); END;
CREATE TRIGGER doc_ad AFTER DELETE ON doc BEGIN INSERT INTO search(search, rowid, title, body) VALUES('delete', old.id, old.title, old.body); END;
-- to
CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT '', body TEXT, author TEXT);
CREATE VIRTUAL TABLE search USING fts5(title, body, content='doc', content_rowid='id');
CREATE VIRTUAL TABLE places USING rtree(id, x0, x1, y0, y1, +label TEXT);
CREATE TRIGGER doc_ai AFTER INSERT ON doc BEGIN INSERT INTO search(rowid, title, body) VALUES (new.id, new.title, new.body || new.author); END;
CREATE TRIGGER doc_ad AFTER DELETE ON doc BEGIN INSERT INTO search(search, rowid, title, body) VALUES('delete', old.id, old.title, old.body); END;

-- # names with quotes, brackets, line ends and words of the language
CREATE TABLE "the ""table""" ("order" INTEGER PRIMARY KEY, [a b] INTEGER, `line
end` TEXT, CONSTRAINT "check ""it""" CHECK ([a b] > 0));
CREATE INDEX "an index" ON "the ""table""" ([a b]) WHERE `line
end` <> 'x''y';
CREATE VIEW "select" AS SELECT "order", "line
end" FROM "the ""table""";
CREATE TRIGGER "on ""it""" AFTER UPDATE OF [a b] ON "the ""table""" WHEN new.[a b] > 1 BEGIN SELECT CASE WHEN old."order" > 1 THEN RAISE(ABORT, 'no; END') END; END;
-- to
CREATE TABLE "the ""table""" ("order" INTEGER PRIMARY KEY, [a b] TEXT, `line
end` TEXT NOT NULL DEFAULT '', CONSTRAINT "check ""it""" CHECK ([a b] > 1));
CREATE INDEX "an index" ON "the ""table""" ([a b] COLLATE NOCASE DESC) WHERE `line
end` <> 'x''y';
CREATE VIEW "select" AS SELECT "order", "line
end" FROM "the ""table""";
CREATE TRIGGER "on ""it""" AFTER UPDATE OF [a b] ON "the ""table""" WHEN new.[a b] > 1 BEGIN SELECT CASE WHEN old."order" > 2 THEN RAISE(ABORT, 'no; END') END; END;

-- # views over views, and triggers on them, over a table that is rebuilt
CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT * FROM v WHERE b > 1;
CREATE TRIGGER v_ins INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a, new.b); END;
-- to
CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b <> ''));
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT * FROM v WHERE b > 1;
CREATE TRIGGER v_ins INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a, new.b); END;

-- # expression indexes over columns that come, change and go
CREATE TABLE t (a INTEGER, b TEXT, j TEXT);
CREATE INDEX t_low ON t (lower(b), a DESC);
CREATE INDEX t_j ON t (json_extract(j, '$.x')) WHERE j IS NOT NULL;
-- to
CREATE TABLE t (a INTEGER, b TEXT COLLATE NOCASE, k TEXT);
CREATE INDEX t_low ON t (lower(b), a DESC);
CREATE INDEX t_k ON t (json_extract(k, '$.x')) WHERE k IS NOT NULL;

-- # foreign keys in a circle, to themselves, and deferred
CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id) DEFERRABLE INITIALLY DEFERRED, up INTEGER REFERENCES a ON DELETE CASCADE);
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id) ON UPDATE SET NULL);
-- to
CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, up INTEGER REFERENCES a ON DELETE SET NULL);
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id) ON UPDATE CASCADE, c INTEGER REFERENCES c (x));
CREATE TABLE c (x INTEGER UNIQUE, b INTEGER REFERENCES b);

-- # keys with collations, conflict clauses and autoincrement
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE UNIQUE ON CONFLICT REPLACE, b TEXT NOT NULL ON CONFLICT IGNORE DEFAULT 'x');
INSERT INTO t (a) VALUES ('q');
-- to
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE RTRIM UNIQUE ON CONFLICT IGNORE, b TEXT NOT NULL DEFAULT 'x', c DEFAULT (datetime('now')));
