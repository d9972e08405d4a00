-- # a generated column reads a column that is new
CREATE TABLE item (id integer PRIMARY KEY, total integer GENERATED ALWAYS AS (id * 2) STORED);
INSERT INTO item (id) VALUES (1);
-- to
CREATE TABLE item (id integer PRIMARY KEY, total integer GENERATED ALWAYS AS (id * price) STORED, price integer DEFAULT 3);

-- # a generated column goes with the column that it reads
CREATE TABLE item (id integer PRIMARY KEY, price integer, total integer GENERATED ALWAYS AS (price * 2) STORED);
-- to
CREATE TABLE item (id integer PRIMARY KEY);

-- # what a generated column reads gets another type
CREATE TABLE item (id integer PRIMARY KEY, price integer, total integer GENERATED ALWAYS AS (price * 2) STORED);
INSERT INTO item VALUES (1, 5);
-- to
CREATE TABLE item (id integer PRIMARY KEY, price bigint, total integer GENERATED ALWAYS AS (price * 2) STORED);

-- # what a generated column with a check and an index reads gets another type
CREATE TABLE item (id integer PRIMARY KEY, price integer, total integer GENERATED ALWAYS AS (price * 2) STORED CHECK (total > 0));
CREATE INDEX item_total ON item (total) WHERE total > 10;
CREATE VIEW totals AS SELECT id, total FROM item;
COMMENT ON COLUMN item.total IS 'twice the price';
-- to
CREATE TABLE item (id integer PRIMARY KEY, price numeric(10,2), total integer GENERATED ALWAYS AS (price * 2) STORED CHECK (total > 0));
CREATE INDEX item_total ON item (total) WHERE total > 10;
CREATE VIEW totals AS SELECT id, total FROM item;
COMMENT ON COLUMN item.total IS 'twice the price';

-- # a column that a generated one reads gets another type, and is one of several
CREATE TABLE person (id integer PRIMARY KEY, first varchar(20), last varchar(20),
  full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED,
  initials text GENERATED ALWAYS AS (left(first, 1) || left(last, 1)) STORED);
-- to
CREATE TABLE person (id integer PRIMARY KEY, first text, last varchar(40),
  full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED,
  initials text GENERATED ALWAYS AS (left(first, 1) || left(last, 1)) STORED);

-- # a check reads a column that gets another type
CREATE TABLE item (id integer PRIMARY KEY, flag integer CHECK (flag IN (0, 1)), name text);
INSERT INTO item VALUES (1, 1, 'a');
-- to
CREATE TABLE item (id integer PRIMARY KEY, flag boolean CHECK (flag), name text);

-- # a check, the same in both, reads a column that gets another type
CREATE TABLE item (id integer PRIMARY KEY, code text, CONSTRAINT short CHECK (length(code) < 5));
-- to
CREATE TABLE item (id integer PRIMARY KEY, code varchar(10), CONSTRAINT short CHECK (length(code) < 5));

-- # a partial index reads a column that becomes an enum, and back
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE job (id integer PRIMARY KEY, state text DEFAULT 'new' NOT NULL, at timestamp);
CREATE INDEX open_jobs ON job (at) WHERE state = 'new';
INSERT INTO job VALUES (1, 'new', now());
-- to
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE job (id integer PRIMARY KEY, state state DEFAULT 'new' NOT NULL, at timestamp);
CREATE INDEX open_jobs ON job (at) WHERE state = 'new';

-- # an enum loses a value that checks, indexes, defaults, policies and functions name
CREATE TYPE state AS ENUM ('new', 'old', 'done');
CREATE TABLE job (id integer PRIMARY KEY, state state DEFAULT 'new' NOT NULL, at timestamp, CONSTRAINT known CHECK (state <> 'old' OR at IS NULL));
CREATE INDEX open_jobs ON job (at) WHERE state = 'new';
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON job USING (state <> 'old');
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT s = 'new' $$;
CREATE FUNCTION first_state() RETURNS state LANGUAGE sql IMMUTABLE AS $$ SELECT 'new'::state $$;
CREATE VIEW open_ones AS SELECT id FROM job WHERE is_open(state);
INSERT INTO job VALUES (1, 'new', now());
-- to
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE job (id integer PRIMARY KEY, state state DEFAULT 'new' NOT NULL, at timestamp, CONSTRAINT known CHECK (state <> 'done' OR at IS NULL));
CREATE INDEX open_jobs ON job (at) WHERE state = 'new';
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON job USING (state <> 'done');
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT s = 'new' $$;
CREATE FUNCTION first_state() RETURNS state LANGUAGE sql IMMUTABLE AS $$ SELECT 'new'::state $$;
CREATE VIEW open_ones AS SELECT id FROM job WHERE is_open(state);

-- # an enum array column whose enum loses a value
CREATE TYPE state AS ENUM ('new', 'old', 'done');
CREATE TABLE job (id integer PRIMARY KEY, states state[] DEFAULT '{new}' NOT NULL);
-- to
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE job (id integer PRIMARY KEY, states state[] DEFAULT '{new}' NOT NULL);

-- # a function that a check, a default, an index and a generated column call returns something else
CREATE FUNCTION rank(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n + 1 $$;
CREATE TABLE item (id integer PRIMARY KEY, n integer DEFAULT rank(1), CONSTRAINT ranked CHECK (rank(n) > 0), g integer GENERATED ALWAYS AS (rank(id)) STORED);
CREATE INDEX item_rank ON item (rank(n));
CREATE VIEW ranks AS SELECT rank(n) AS r FROM item;
-- to
CREATE FUNCTION rank(n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT n + 1 $$;
CREATE TABLE item (id integer PRIMARY KEY, n integer DEFAULT rank(1), CONSTRAINT ranked CHECK (rank(n) > 0), g integer GENERATED ALWAYS AS (rank(id)) STORED);
CREATE INDEX item_rank ON item (rank(n));
CREATE VIEW ranks AS SELECT rank(n) AS r FROM item;

-- # a function that a policy and a trigger call returns something else
CREATE TABLE item (id integer PRIMARY KEY, n integer);
CREATE FUNCTION may(n integer) RETURNS boolean LANGUAGE sql AS $$ SELECT n > 1 $$;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON item USING (may(n));
-- to
CREATE TABLE item (id integer PRIMARY KEY, n integer);
CREATE FUNCTION may(m integer) RETURNS boolean LANGUAGE sql AS $$ SELECT m > 1 $$;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON item USING (may(n));

-- # a function that gets other arguments is called by a default and a check
CREATE FUNCTION made(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n $$;
CREATE TABLE item (id integer PRIMARY KEY DEFAULT made(1), n integer CHECK (made(n) > 0));
-- to
CREATE FUNCTION made(n integer, m integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT n * m $$;
CREATE TABLE item (id integer PRIMARY KEY DEFAULT made(1, 2), n integer CHECK (made(n, 3) > 0));

-- # policies name tables and functions that are new
CREATE TABLE item (id integer PRIMARY KEY, owner text);
-- to
CREATE TABLE item (id integer PRIMARY KEY, owner text);
CREATE TABLE member (name text PRIMARY KEY, item integer REFERENCES item);
CREATE FUNCTION is_member(who text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT FROM member WHERE name = who) $$;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON item FOR SELECT USING (is_member(owner) AND EXISTS (SELECT FROM member m WHERE m.item = item.id));
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY items ON member FOR UPDATE USING (EXISTS (SELECT FROM item i WHERE i.id = member.item)) WITH CHECK (true);

-- # a policy of one table reads a column of another that gets another type
CREATE TABLE item (id integer PRIMARY KEY, owner text);
CREATE TABLE member (name text PRIMARY KEY, grade integer);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON item FOR SELECT USING (EXISTS (SELECT FROM member m WHERE m.name = owner AND m.grade > 3));
-- to
CREATE TABLE item (id integer PRIMARY KEY, owner text);
CREATE TABLE member (name text PRIMARY KEY, grade bigint);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON item FOR SELECT USING (EXISTS (SELECT FROM member m WHERE m.name = owner AND m.grade > 3));

-- # a policy reads a column that another table loses
CREATE TABLE item (id integer PRIMARY KEY, owner text);
CREATE TABLE member (name text PRIMARY KEY, grade integer);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON item FOR SELECT USING (EXISTS (SELECT FROM member m WHERE m.name = owner AND m.grade > 3));
-- to
CREATE TABLE item (id integer PRIMARY KEY, owner text);
CREATE TABLE member (name text PRIMARY KEY);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON item FOR SELECT USING (EXISTS (SELECT FROM member m WHERE m.name = owner));

-- # an identity becomes another, and a serial an identity
CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n integer);
CREATE TABLE b (id serial PRIMARY KEY, n integer);
CREATE TABLE c (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 5) PRIMARY KEY);
INSERT INTO a (n) VALUES (1);
INSERT INTO b (n) VALUES (1);
-- to
CREATE TABLE a (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY, n integer);
CREATE TABLE b (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n integer);
CREATE TABLE c (id bigserial PRIMARY KEY);

-- # a column gets another collation with an index, a check and a unique key over it
CREATE TABLE item (id integer PRIMARY KEY, name text COLLATE "C" UNIQUE, CONSTRAINT low CHECK (name < 'zz'));
CREATE INDEX item_name ON item (lower(name) text_pattern_ops);
CREATE VIEW names AS SELECT name FROM item;
-- to
CREATE TABLE item (id integer PRIMARY KEY, name text COLLATE "POSIX" UNIQUE, CONSTRAINT low CHECK (name < 'zz'));
CREATE INDEX item_name ON item (lower(name) text_pattern_ops);
CREATE VIEW names AS SELECT name FROM item;

-- # a default of NULL with a length
CREATE TABLE item (id integer PRIMARY KEY, code varchar(20) DEFAULT NULL, tags varchar(5)[] DEFAULT NULL);
-- to
CREATE TABLE item (id integer PRIMARY KEY, code text, tags text[]);

-- # a default that is NULL of another length
CREATE TABLE item (id integer PRIMARY KEY, code varchar(255) DEFAULT NULL);
-- to
CREATE TABLE item (id integer PRIMARY KEY, code varchar(63) DEFAULT '' NOT NULL);

-- # numbers become booleans and times texts, with defaults
CREATE TABLE item (id integer PRIMARY KEY, flag smallint DEFAULT 0 NOT NULL, at integer DEFAULT 0, size text DEFAULT '12', day date DEFAULT '2020-01-01');
INSERT INTO item VALUES (1, 1, 5, '7', '2021-02-03');
-- to
CREATE TABLE item (id integer PRIMARY KEY, flag boolean DEFAULT false NOT NULL, at bigint DEFAULT 0, size integer DEFAULT 12, day timestamp with time zone DEFAULT '2020-01-01 00:00:00+00');

-- # an exclusion constraint, an index with INCLUDE, a deferrable key and NULLS NOT DISTINCT over columns that get other types
CREATE TABLE stay (id integer PRIMARY KEY, room integer, during tsrange, code varchar(5),
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE (room > 0),
  CONSTRAINT one_code UNIQUE NULLS NOT DISTINCT (code, room) INCLUDE (during) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX stay_room ON stay (room DESC NULLS LAST) INCLUDE (code) WHERE code IS NOT NULL;
-- to
CREATE TABLE stay (id integer PRIMARY KEY, room bigint, during tsrange, code text,
  CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE (room > 0),
  CONSTRAINT one_code UNIQUE NULLS NOT DISTINCT (code, room) INCLUDE (during) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX stay_room ON stay (room DESC NULLS LAST) INCLUDE (code) WHERE code IS NOT NULL;

-- # ON DELETE SET NULL for some columns comes and changes
CREATE TABLE parent (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE child (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id));
CREATE TABLE other (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET NULL (parent));
-- to
CREATE TABLE parent (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE child (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET NULL (parent));
CREATE TABLE other (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET DEFAULT (parent) ON UPDATE CASCADE);

-- # a table with ON DELETE SET NULL for some columns is new, before the one that it names
-- to
CREATE TABLE zparent (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE achild (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES zparent (tenant, id) ON DELETE SET NULL (parent));

-- # the key under ON DELETE SET NULL for some columns gets other types
CREATE TABLE parent (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE child (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET NULL (parent));
-- to
CREATE TABLE parent (tenant text, id text, PRIMARY KEY (tenant, id));
CREATE TABLE child (id integer PRIMARY KEY, tenant text NOT NULL, parent text, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET NULL (parent));

-- # the table that ON DELETE SET NULL for some columns names goes
CREATE TABLE parent (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE child (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer, CONSTRAINT of FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id) ON DELETE SET NULL (parent));
-- to
CREATE TABLE child (id integer PRIMARY KEY, tenant integer NOT NULL, parent integer);

-- # a materialized view with indexes reads a view over a column that gets another type
CREATE TABLE item (id integer PRIMARY KEY, n integer);
CREATE VIEW plain AS SELECT id, n FROM item;
CREATE MATERIALIZED VIEW kept AS SELECT id, n * 2 AS m FROM plain;
CREATE UNIQUE INDEX kept_id ON kept (id);
CREATE INDEX kept_m ON kept (m) WHERE m > 3;
COMMENT ON MATERIALIZED VIEW kept IS 'it''s kept';
COMMENT ON COLUMN kept.m IS 'twice';
-- to
CREATE TABLE item (id integer PRIMARY KEY, n bigint);
CREATE VIEW plain AS SELECT id, n FROM item;
CREATE MATERIALIZED VIEW kept AS SELECT id, n * 2 AS m FROM plain;
CREATE UNIQUE INDEX kept_id ON kept (id);
CREATE INDEX kept_m ON kept (m) WHERE m > 3;
COMMENT ON MATERIALIZED VIEW kept IS 'it''s kept';
COMMENT ON COLUMN kept.m IS 'twice';

-- # a column loses its length and keeps a default of NULL that was cast to what it was
CREATE TABLE person (id integer PRIMARY KEY, phone varchar(20) DEFAULT NULL);
INSERT INTO person VALUES (1, '1');
-- to
CREATE TABLE person (id integer PRIMARY KEY, phone varchar(20) DEFAULT NULL);
ALTER TABLE person ALTER phone TYPE text;

-- # a column with a default of NULL gets a length, in which it is kept
CREATE TABLE person (id integer PRIMARY KEY, phone text DEFAULT NULL);
-- to
CREATE TABLE person (id integer PRIMARY KEY, phone varchar(20) DEFAULT NULL);

-- # a column has the default of its domain no more
CREATE DOMAIN five AS integer DEFAULT 5;
CREATE TABLE item (id integer PRIMARY KEY, price five);
-- to
CREATE DOMAIN five AS integer DEFAULT 5;
CREATE TABLE item (id integer PRIMARY KEY, price five DEFAULT NULL);
