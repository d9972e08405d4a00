package dev.garganey

import dev.garganey.compare.SchemaSource
import dev.garganey.dialect.ConnectionTarget
import dev.garganey.dialect.Dialects
import dev.garganey.execute.DatabaseUnavailable
import dev.garganey.execute.GarganeyException
import dev.garganey.execute.Refused
import dev.garganey.model.Product
import dev.garganey.scratch.Scratch
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Names that nobody would choose, parts of a database, and databases that do not let themselves be read. */
class PullInputSpec extends Specification {

    static final List<String> ODD = [
        "it's", 'say "hi"', 'a\nb', 'Größe ☃ 表 🐘', 'جدول', 'select', 'table', 'User', 'user', 'a.b', ' lead', '$x${y}', 'back\\slash', '%s', 'x' * 63, '1st', 'con', 'a/b'
    ]

    @TempDir
    Path project

    def "names of every kind come back as they were, in #product"() {
        given:
        def database = product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
        ODD.findAll { product == Product.POSTGRESQL || it != 'User' }.each { name ->
            def quoted = '"' + name.replace('"', '""') + '"'
            run(database, "create table $quoted ($quoted integer primary key, \"b c\" integer default 7 check ($quoted > 0))")
            run(database, "create view ${'"v ' + quoted[1..-1]} as select $quoted from $quoted")
            run(database, "create index ${'"i' + quoted[1..-1]} on $quoted ($quoted)")
        }

        when:
        def pulled = pull(database)
        def folder = write(pulled)
        def model = garganey(database).schema(new SchemaSource.Model(folder))

        then:
        pulled.schema().tables()*.name()*.name().containsAll(ODD - (product == Product.SQLITE ? ['User'] : []))
        model == pulled.schema()
        Scratch.open(Dialects.accepting(target(database)), target(database)).withCloseable { it.make(model); it.inspect() } == model

        cleanup:
        database?.close()

        where:
        product << Product.values()
    }

    def "a schema is taken with what it needs from others, and without what it cannot have"() {
        given:
        def database = TestDatabase.postgresql()
        run(database, '''
            create schema shop; create schema other;
            create type other.mood as enum ('happy', 'sad');
            create table other.teams (id integer primary key);
            create function other.one() returns integer language sql immutable as 'select 1';
            create table shop.users (id serial primary key, mood other.mood, team_id integer references other.teams, n integer default other.one());
            create view shop.both as select u.id from shop.users u join other.teams t on t.id = u.team_id;
            create view shop.happy as select id from shop.users where mood = 'happy';
            create table plain (id integer);
            grant select on shop.users to public;
        ''')

        when:
        def pulled = pull(database, new PullOptions(['shop'] as Set, [] as Set, [] as Set))
        def model = garganey(database).schema(new SchemaSource.Model(write(pulled)))

        then:
        model == pulled.schema()
        model.tables()*.name()*.toString() == ['shop.users']
        model.views()*.name()*.toString() == ['shop.happy']
        model.enums()*.name()*.toString() == ['other.mood']
        model.functions()*.name()*.toString() == ['other.one']
        model.natives()*.kind() == ['grants']
        pulled.leftOut().toSorted() == [
            'The foreign key `shop.users(team_id)` refers to `other.teams`, and was left out with it',
            'The view shop.both needs the table other.teams, and was left out with it']
        Scratch.open(Dialects.accepting(target(database)), target(database)).withCloseable { it.make(model); it.inspect() } == model

        and: 'public is the one that is meant without a name'
        pull(database, new PullOptions(['public'] as Set, [] as Set, [] as Set)).files().keySet() == ['plain.groovy'] as Set

        cleanup:
        database?.close()
    }

    def "who may not read the catalogue is told so"() {
        given:
        def database = TestDatabase.postgresql()
        run(database, "do \$\$ begin create role garganey_nobody login password 'x'; exception when duplicate_object then null; end \$\$")
        run(database, 'create table t (id integer); revoke select on pg_catalog.pg_class from public')
        def nobody = new ConnectionTarget(database.url(), Optional.of('garganey_nobody'), Optional.of('x'))

        when:
        Garganey.open(Configuration.of(nobody, project), {}).pull(new SchemaSource.Database(nobody), PullOptions.ALL)

        then:
        def failure = thrown(DatabaseUnavailable)
        failure.message.contains('permission denied for')
        failure.message.contains('pg_class')

        cleanup:
        database?.close()
    }

    def "an SQLite file that is #what is said to be that"() {
        given:
        def file = project.resolve('shop.db')
        def target = new ConnectionTarget("jdbc:sqlite:$file", Optional.empty(), Optional.empty())
        java.sql.DriverManager.getConnection("jdbc:sqlite:$file").withCloseable { connection ->
            (1..50).each { connection.createStatement().execute("create table t_$it (id integer primary key, name text)") }
        }
        spoil(file)

        when:
        Garganey.open(Configuration.of(target, project), {}).pull(new SchemaSource.Database(target), PullOptions.ALL)

        then:
        def failure = thrown(GarganeyException)
        failure.message.contains('shop.db')
        failure.message.lines().count() == 1

        where:
        what             | spoil
        'no database'    | { Path f -> Files.writeString(f, 'This is a letter. ' * 100) }
        'cut in half'    | { Path f -> new RandomAccessFile(f.toFile(), 'rw').withCloseable { it.length = 2048 } }
        'overwritten'    | { Path f -> new RandomAccessFile(f.toFile(), 'rw').withCloseable { it.seek(100); it.write(new byte[3000]) } }
    }

    private static void run(TestDatabase database, String sql) {
        database.connect().withCloseable { it.createStatement().execute(sql) }
    }

    private Path write(Pulled pulled) {
        def folder = Files.createDirectories(project.resolve('schema'))
        pulled.files().each { name, text -> Files.writeString(folder.resolve(name), text) }
        folder
    }

    private Pulled pull(TestDatabase database, PullOptions options = PullOptions.ALL) {
        garganey(database).pull(new SchemaSource.Database(target(database)), options)
    }

    private Garganey garganey(TestDatabase database) {
        Garganey.open(Configuration.of(target(database), project), {})
    }

    private static ConnectionTarget target(TestDatabase database) {
        new ConnectionTarget(database.url(), Optional.of(database.user()).filter { it }, Optional.of(database.password()).filter { it })
    }
}
