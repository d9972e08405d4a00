package dev.garganey.shell

import java.sql.DriverManager

/** The examples of the help, made to be typed in a project of a spec. */
class ModelExamples {

    /** Makes the model, and the database, that an example speaks of. */
    static void prepare(ShellProject project, String example) {
        if (example.startsWith('adopt')) {
            project.folder.resolve('migrations').toFile().deleteDir()
            database(project, 'create table users (id integer primary key, name text)')
            if (example =~ /missing|later/) {
                project.file('schema/users.groovy', "table('users') { integer('id').primaryKey(); text('name'); index('name') }")
            }
        }
        if (example.startsWith('push')) {
            project.file('schema/users.groovy', "table('users') { id(); text('name') }")
            if (example.contains('legacy_note')) {
                database(project, 'create table users (id integer primary key autoincrement, name text, legacy_note text)')
                database(project, "insert into users (legacy_note) values ('x')")
            }
        }
        if (example == 'push --seed') {
            project.file('schema/roles.groovy', "table('roles') { id(); text('name').notNull() }")
            project.file('seeds/roles.groovy', "seed('roles') { row id: 1, name: 'admin' }")
        } else if (example =~ /\bseed\b/) {
            project.migration('005_roles', "up { createTable('roles') { id(); text('name').notNull() } }")
            project.file('seeds/roles.groovy', "seed('roles') { exactly(); row id: 1, name: 'admin' }")
            example.startsWith('apply') || project.run('apply')
        }
        if (example =~ /^(describe|history|count|head|find|show|erd)\b/) {
            project.migration('005_people', "up { createTable('users') { id(); text('email') }; createTable('teams') { id() } }")
            project.run('apply')
        }
        if (example.contains('--against')) {
            repository(project)
        }
        if (!(example =~ /^(generate|diff$)/)) {
            return
        }
        project.migration('005_old', '''
            up {
                createTable('users') { id(); text('name'); text('legacy_note') }
                createTable('old_table') { id() }
            }
        '''.stripIndent())
        def users = [
            names  : "text('full_name'); text('legacy_note')",
            cleanup: "text('name')",
            phones : "text('name'); text('legacy_note'); text('phone').notNull()",
        ]
        def name = example.split(' ').size() > 1 ? example.split(' ')[1] : ''
        def columns = users.getOrDefault(name, "text('name'); text('legacy_note')")
        def tables = ['001_init', '002_users', '003_teams', '004_add_teams'].collect { "table('t_$it') { id() }" }
        tables << "table('users') { id(); $columns }"
        if (name != 'cleanup') {
            tables << "table('old_table') { id() }"
        }
        project.file('schema/all.groovy', tables.join('\n'))
    }

    /** Commits the project to a branch of the name that examples use. */
    private static void repository(ShellProject project) {
        def commit = ['-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-q', '-m', 'all']
        [['init', '-q', '-b', 'main'], ['add', '.'], commit].each {
            assert new ProcessBuilder(['git'] + it).directory(project.folder.toFile()).start().waitFor() == 0
        }
    }

    /** The words of an example, without what the shell does with them. */
    static List<String> words(String example) {
        if (example.startsWith('diff') && example.contains('git:') || example.contains('example.org')) {
            // No repository and no such server are here: another database does as well.
            example = example.replaceAll(/git:\S+/, 'database').replaceAll(/postgresql:\S+/, 'sqlite:other.db')
        }
        example.replaceAll(/ > .*/, '')
            .findAll(/"[^"]*"|'[^']*'|\S+/)
            .collect { it.startsWith('"') ? it[1..-2] : it.startsWith("'") ? it[1..-2].replace(' ', '_') : it }
    }

    private static void database(ShellProject project, String sql) {
        DriverManager.getConnection("jdbc:sqlite:${project.folder.resolve('garganey.db')}").withCloseable {
            it.createStatement().execute(sql)
        }
    }
}
