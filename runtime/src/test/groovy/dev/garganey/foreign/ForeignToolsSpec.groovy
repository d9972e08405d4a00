package dev.garganey.foreign

import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.testing.Workbench
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Other tools are known by the tables that they make, and by what stands in them. */
class ForeignToolsSpec extends Specification {

    @Shared
    @AutoCleanup('close')
    Workbench sqlite = Workbench.fresh(Product.SQLITE)

    @Shared
    @AutoCleanup('close')
    Workbench postgresql = Workbench.fresh(Product.POSTGRESQL)

    def cleanup() {
        sqlite.clear()
        postgresql.clear()
    }

    def "#tool on #product stands at #last with #applied applied"() {
        given:
        def bench = bench(product)
        bench.execute('create table users (id integer primary key)')
        def before = bench.inspect()

        when:
        (tables + rows).each { bench.execute(it) }
        def found = read(bench)

        then:
        found*.tool() == [tool]
        found[0].last().orElse(null) == last
        found[0].applied().orElse(null) == applied
        found[0].obstacles() == []

        and: 'what is left is what was there without it'
        ForeignTools.without(bench.inspect(), Schema.EMPTY) == before

        and: 'a model that has these tables keeps them'
        ForeignTools.without(bench.inspect(), bench.inspect()) == bench.inspect()

        where:
        [tool, product, tables, rows, last, applied] << layouts()
    }

    def "#tool on #product is not done while #why"() {
        given:
        def bench = bench(product)
        (tables + rows).each { bench.execute(it) }

        when:
        def obstacles = read(bench)*.obstacles().flatten()

        then:
        obstacles.size() == 1
        obstacles[0].contains(says)

        where:
        [tool, product, tables, rows, why, says] << troubles()
    }

    def "what a tool tells beside that is noted: #note"() {
        given:
        def bench = bench('SQLite')
        (tables + rows).each { bench.execute(it) }

        expect:
        read(bench)*.notes().flatten() == [note]

        where:
        tables           | rows                                                                    || note
        rails(false)     | ["insert into schema_migrations values ('20240101000000')",
                            "insert into ar_internal_metadata values ('environment', 'production', 1, 1)"] || 'its environment is production'
        alembic()        | ["insert into alembic_version values ('a1'), ('b2')"]                   || 'it is at 2 branches, which were not merged'
    }

    def "a table of the same name and another shape is no history: #table"() {
        given:
        def bench = bench('SQLite')
        bench.execute("create table $table")

        expect:
        read(bench) == []
        ForeignTools.without(bench.inspect(), Schema.EMPTY) == bench.inspect()

        where:
        table << [
            'schema_migrations (version integer primary key, inserted_at text)',
            'schema_migrations (version text primary key, dirty boolean, note text)',
            'schema_version (version integer)',
            'alembic_version (version_num text, note text)',
            'databasechangelog (id integer primary key, what text)',
        ]
    }

    def "#tool's table with a column more is the application's"() {
        given:
        def bench = bench('SQLite')
        tables.each { bench.execute(it) }
        def theirs = read(bench).first().tables().first()

        when:
        bench.execute("alter table ${bench.dialect().quote(theirs)} add column tenant text")

        then:
        !read(bench)*.tables().flatten().contains(theirs)
        ForeignTools.without(bench.inspect(), Schema.EMPTY).findTable(theirs).present

        where:
        [tool, tables] << layouts().findAll { it[1] == 'SQLite' && it[4] }.collect { [it[0], it[2]] }
    }

    def "Rails is known by both of its tables; one like the second is the application's"() {
        given:
        def bench = bench('SQLite')
        bench.execute('create table schema_migrations (version varchar not null primary key)')
        bench.execute('create table ar_internal_metadata (key text primary key, value text)')

        expect:
        read(bench)*.tool() == ['dbmate']
        ForeignTools.without(bench.inspect(), Schema.EMPTY).tables()*.name()*.name() == ['ar_internal_metadata']
    }

    def "a history that #what of the application needs stays with it, in #product"() {
        given:
        def bench = bench(product)
        bench.execute('create table schema_migrations (version bigint not null primary key, dirty boolean not null)')
        bench.execute('create table alembic_version (version_num varchar(32) not null primary key)')
        bench.execute(needing)

        when:
        def whole = bench.inspect()
        def rest = ForeignTools.without(whole, Schema.EMPTY)

        then: 'it alone'
        whole.tables()*.name()*.name() - rest.tables()*.name()*.name() == ['alembic_version']

        where:
        what         | product      | needing
        'a view'     | 'SQLite'     | 'create view version as select max(version) as version from schema_migrations'
        'a key'      | 'SQLite'     | 'create table releases (version bigint primary key references schema_migrations)'
        'a view'     | 'PostgreSQL' | 'create view version as select max(version) as version from schema_migrations'
        'a key'      | 'PostgreSQL' | 'create table releases (version bigint primary key references schema_migrations)'
        'a function' | 'PostgreSQL' | "create function version_now() returns bigint language sql as 'select max(version) from schema_migrations'"
    }

    private Workbench bench(String product) {
        product == 'SQLite' ? sqlite : postgresql
    }

    private static List<ForeignHistory> read(Workbench bench) {
        ForeignTools.read(bench.inspect(), bench.connection(), bench.dialect())
    }

    // --- What each tool makes ----------------------------------------------------------------------

    private static List<List> layouts() {
        ['SQLite', 'PostgreSQL'].collectMany { product ->
            boolean pg = product == 'PostgreSQL'
            [
                ['Flyway', product, flyway(pg), [
                    flywayRow(0, null, '<< Flyway Schema Creation >>', 'SCHEMA', pg),
                    flywayRow(1, '1', 'init', 'SQL', pg),
                    flywayRow(2, '2.1', 'add teams', 'SQL', pg),
                    flywayRow(3, null, 'views', 'SQL', pg)], '2.1 add teams', 3L],
                ['Liquibase', product, liquibase(pg), [
                    liquibaseRow('1', 1, 'EXECUTED'), liquibaseRow('2', 2, 'MARK_RAN'), lock(pg ? 'false' : '0')],
                 'db/changelog.xml::2::ada', 2L],
                ['Alembic', product, alembic(), ["insert into alembic_version values ('ae1027a6acf')"], 'ae1027a6acf', null],
                ['Drizzle', product, drizzle(pg), [
                    "insert into ${drizzleTable(pg)} (hash, created_at) values ('abc', 1700000000000), ('def', 1700000000001)".toString()],
                 '1700000000001 (def)', 2L],
                ['Rails', product, rails(pg), ["insert into schema_migrations values ('20240102000000'), ('20240101000000'), ('9'), ('010')"], '20240102000000', 4L],
                ['golang-migrate', product, golangMigrate(pg), ["insert into schema_migrations values (7, false)"], '7', null],
                ['dbmate', product, dbmate(pg), ["insert into schema_migrations values ('20240101')"], '20240101', 1L],
                ['Prisma', product, prisma(pg), [
                    prismaRow('1', '20240101_init', true, false),
                    prismaRow('2', '20240102_teams', false, true),
                    prismaRow('3', '20240102_teams', true, false)], '20240102_teams', 2L],
                ['Flyway', product, flyway(pg), [], null, 0L],
            ]
        }
    }

    private static List<List> troubles() {
        ['SQLite', 'PostgreSQL'].collectMany { product ->
            boolean pg = product == 'PostgreSQL'
            [
                ['Flyway', product, flyway(pg), [flywayRow(1, '1', 'init', 'SQL', pg, false)], 'a migration failed', 'V1__init.sql failed'],
                ['Liquibase', product, liquibase(pg), [liquibaseRow('1', 1, 'EXECUTED'), lock(pg ? 'true' : '1')],
                 'it is locked', 'it is locked by ada (127.0.0.1)'],
                ['Liquibase', product, liquibase(pg), [liquibaseRow('1', 1, 'FAILED')], 'a change set failed', 'db/changelog.xml::1::ada failed'],
                ['golang-migrate', product, golangMigrate(pg), ["insert into schema_migrations values (7, true)"], 'it is dirty', 'version 7 failed'],
                ['Prisma', product, prisma(pg), [prismaRow('1', 'init', false, false)], 'a migration is not finished', 'init was begun and not finished'],
                ['Prisma', product, prisma(pg), [prismaRow('1', 'init', false, true)], 'a migration was rolled back', 'init was rolled back and not applied again'],
            ]
        }
    }

    private static List<String> flyway(boolean pg) {
        def when = pg ? 'timestamp default now() not null' : "text not null default (strftime('%Y-%m-%d %H:%M:%f','now'))"
        ["""create table "flyway_schema_history" (
            "installed_rank" int not null primary key, "version" varchar(50), "description" varchar(200) not null,
            "type" varchar(20) not null, "script" varchar(1000) not null, "checksum" int, "installed_by" varchar(100) not null,
            "installed_on" $when, "execution_time" int not null, "success" boolean not null)""".toString(),
         'create index "flyway_schema_history_s_idx" on "flyway_schema_history" ("success")']
    }

    private static String flywayRow(int rank, String version, String description, String type, boolean pg, boolean success = true) {
        def of = version ? "'$version'" : 'null'
        def script = "V${version}__${description}.sql"
        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success) " +
            "values ($rank, $of, '$description', '$type', '$script', 'ada', 12, ${pg ? success : success ? 1 : 0})"
    }

    private static List<String> liquibase(boolean pg) {
        def at = pg ? 'timestamp without time zone' : 'text'
        ["""create table DATABASECHANGELOG (ID varchar(255) not null, AUTHOR varchar(255) not null, FILENAME varchar(255) not null,
            DATEEXECUTED $at not null, ORDEREXECUTED int not null, EXECTYPE varchar(10) not null, MD5SUM varchar(35),
            DESCRIPTION varchar(255), COMMENTS varchar(255), TAG varchar(255), LIQUIBASE varchar(20), CONTEXTS varchar(255),
            LABELS varchar(255), DEPLOYMENT_ID varchar(10))""".toString(),
         """create table DATABASECHANGELOGLOCK (ID int not null, LOCKED boolean not null, LOCKGRANTED $at, LOCKEDBY varchar(255),
            constraint PK_DATABASECHANGELOGLOCK primary key (ID))""".toString()]
    }

    private static String liquibaseRow(String id, int order, String type) {
        "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype) " +
            "values ('$id', 'ada', 'db/changelog.xml', '2024-01-0$order 00:00:00', $order, '$type')"
    }

    private static String lock(String locked) {
        "insert into databasechangeloglock values (1, $locked, '2024-01-01 00:00:00', 'ada (127.0.0.1)')"
    }

    private static List<String> alembic() {
        ['create table alembic_version (version_num varchar(32) not null, constraint alembic_version_pkc primary key (version_num))']
    }

    private static String drizzleTable(boolean pg) {
        pg ? '"drizzle"."__drizzle_migrations"' : '"__drizzle_migrations"'
    }

    private static List<String> drizzle(boolean pg) {
        pg ? ['create schema drizzle', "create table ${drizzleTable(pg)} (id serial primary key, hash text not null, created_at bigint)".toString()]
            : ["create table ${drizzleTable(pg)} (id serial primary key, hash text not null, created_at numeric)".toString()]
    }

    private static List<String> rails(boolean pg) {
        def at = pg ? 'timestamp(6) without time zone' : 'datetime(6)'
        ['create table "schema_migrations" ("version" varchar not null primary key)',
         """create table "ar_internal_metadata" ("key" varchar not null primary key, "value" varchar,
            "created_at" $at not null, "updated_at" $at not null)""".toString()]
    }

    private static List<String> golangMigrate(boolean pg) {
        pg ? ['create table schema_migrations (version bigint not null primary key, dirty boolean not null)']
            : ['create table schema_migrations (version uint64, dirty bool)', 'create unique index version_unique on schema_migrations (version)']
    }

    private static List<String> dbmate(boolean pg) {
        [pg ? 'create table schema_migrations (version varchar primary key)' : 'create table "schema_migrations" (version varchar(128) primary key)']
    }

    private static List<String> prisma(boolean pg) {
        def at = pg ? 'timestamptz' : 'datetime'
        ["""create table "_prisma_migrations" ("id" ${pg ? 'varchar(36)' : 'text'} primary key not null, "checksum" ${pg ? 'varchar(64)' : 'text'} not null,
            "finished_at" $at, "migration_name" ${pg ? 'varchar(255)' : 'text'} not null, "logs" text, "rolled_back_at" $at,
            "started_at" $at not null default ${pg ? 'now()' : 'current_timestamp'},
            "applied_steps_count" integer ${pg ? '' : 'unsigned'} not null default 0)""".toString()]
    }

    private static String prismaRow(String id, String name, boolean finished, boolean rolledBack) {
        def at = "'2024-01-0$id 00:00:00'"
        "insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, rolled_back_at) " +
            "values ('$id', 'c', '$name', $at, ${finished ? at : 'null'}, ${rolledBack ? at : 'null'})"
    }
}
