package dev.garganey.samples

import dev.garganey.ApplyOptions
import dev.garganey.Configuration
import dev.garganey.Garganey
import dev.garganey.Plan
import dev.garganey.RollbackOptions
import dev.garganey.RunReport
import dev.garganey.Status
import dev.garganey.Target
import dev.garganey.dialect.ConnectionTarget
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection

/** A copy of a sample, and a fresh database that it is applied to. */
class Sample implements AutoCloseable {
    final Path project
    final TestDatabase database

    private Sample(Path project, TestDatabase database) {
        this.project = project
        this.database = database
    }

    static Sample copied(String name, Path folder, TestDatabase database) {
        def project = folder.resolve(name)
        copy(checkout().resolve("migrations-samples/$name"), project)
        new Sample(project, database)
    }

    Status status() {
        open { it.status() }
    }

    Plan plan() {
        open { it.plan(ApplyOptions.DEFAULT) }
    }

    RunReport apply() {
        open { it.apply(ApplyOptions.DEFAULT) }
    }

    RunReport applyTo(String id) {
        open { it.apply(new ApplyOptions(Target.to(id), false)) }
    }

    /** Undoes the last migrations, and may lose the data of the tables and columns named. */
    RunReport rollback(int steps, String... losing) {
        open { it.rollback(new RollbackOptions(Target.steps(steps), losing as Set)) }
    }

    /** The SQL that an apply would send, in order. */
    List<String> plannedSql() {
        plan().migrations().collectMany { it.statements()*.action()*.text() }
    }

    List<Map<String, Object>> rows(CharSequence query) {
        connected { Connection connection ->
            def found = connection.createStatement().executeQuery(query.toString())
            def names = (1..found.metaData.columnCount).collect { found.metaData.getColumnLabel(it) }
            def rows = []
            while (found.next()) {
                rows << names.collectEntries { [it, found.getObject(it)] }
            }
            rows
        }
    }

    /** The first column of all rows. */
    List<Object> column(CharSequence query) {
        rows(query)*.values()*.first()
    }

    Object one(CharSequence query) {
        column(query).first()
    }

    void run(CharSequence statement) {
        connected { Connection connection -> connection.createStatement().execute(statement.toString()) }
    }

    @Override
    void close() {
        database.close()
    }

    @Override
    String toString() {
        "$project.fileName on $database"
    }

    private <T> T open(Closure<T> action) {
        def target = new ConnectionTarget(database.url(), given(database.user()), given(database.password()))
        def garganey = Garganey.open(Configuration.of(target, project)) {}
        try {
            action(garganey)
        } finally {
            garganey.close()
        }
    }

    private <T> T connected(Closure<T> action) {
        def connection = database.connect()
        try {
            if (database.url().startsWith('jdbc:sqlite:')) connection.createStatement().execute('pragma foreign_keys = on')
            action(connection)
        } finally {
            connection.close()
        }
    }

    private static Optional<String> given(String text) {
        text ? Optional.of(text) : Optional.empty()
    }

    /** The folder that holds the modules, from wherever the specs are started. */
    static Path checkout() {
        def folder = Path.of('').toAbsolutePath()
        while (!Files.exists(folder.resolve('migrations-samples/quickstart'))) folder = folder.parent
        folder
    }

    /** Copies the files of a folder, but no database that somebody made there. */
    static void copy(Path from, Path to) {
        Files.walk(from).withCloseable { files ->
            files.filter { !(it.fileName.toString() =~ /\.db(-\w+)?$/) }.forEach { file ->
                def target = to.resolve(from.relativize(file).toString())
                Files.isDirectory(file) ? Files.createDirectories(target) : Files.copy(file, target)
            }
        }
    }
}
