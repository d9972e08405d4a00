package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Every command, on an SQLite file. */
class CommandSpec extends Specification {
    static final String NOTES = "up { createTable('notes') { id(); text('title').notNull() } }"
    static final String TAGS = "up { createTable('tags') { id(); text('name') } }"

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
    }

    private void twoMigrations() {
        project.migration('001_notes', NOTES).migration('002_tags', TAGS)
    }

    def "init makes a project whose first migration can be applied at once"() {
        when:
        def made = project.run('init')

        then:
        made == 0
        project.out.contains('001_init.groovy')
        project.out.contains('Next:')
        Files.readString(folder.resolve('.gitignore')).contains('garganey.db')

        and:
        project.run('apply') == 0
        project.out.contains('001_init')
    }

    def "init makes the folder that is not there yet"() {
        expect:
        project.bare('-C', folder.resolve('a/b').toString(), 'init') == 0
        Files.exists(folder.resolve('a/b/garganey.groovy'))
    }

    def "init adds settings to a project that went without, and no migration to its own"() {
        given:
        twoMigrations()

        expect:
        project.run('init') == 0
        Files.exists(folder.resolve('garganey.groovy'))
        project.run('status') == 0
        project.out.contains('2 pending')
    }

    def "init leaves what is there as it is"() {
        given:
        project.file('garganey.groovy', '// mine').file('.gitignore', 'mine')

        expect:
        project.run('init') == 2
        project.err.contains('is there already')
        Files.readString(folder.resolve('garganey.groovy')) == '// mine'
        Files.readString(folder.resolve('.gitignore')) == 'mine'
        !Files.exists(folder.resolve('migrations'))
    }

    def "new takes the next number and a name that suits a file: #name after #present"() {
        given:
        Files.createDirectories(folder.resolve('migrations'))
        present.each { project.migration(it, NOTES) }

        expect:
        project.run('new', name) == 0
        project.out.trim() == folder.resolve("migrations/$file").toString()

        where:
        present                   | name          || file
        []                        | 'init'        || '001_init.groovy'
        ['001_a']                 | 'Add Teams!'  || '002_add_teams.groovy'
        ['009_a', '003_b']        | 'x'           || '010_x.groovy'
        ['0041_a']                | 'x'           || '0042_x.groovy'
        ['999_a']                 | 'x'           || '1000_x.groovy'
        ['20250101000001_a']      | 'x'           || '20250101000002_x.groovy'
        ['views']                 | "it's"        || '001_it_s.groovy'
    }

    def "what new writes can be filled and applied, whatever its title: #title"() {
        given:
        project.run('new', title)
        def file = Path.of(project.out.trim())

        when:
        Files.writeString(file, Files.readString(file).replace('up {', "up { sql 'select 1', down: 'select 1'"))

        then:
        project.run('apply') == 0

        where:
        title << ['plain', "it's", 'back\\slash', 'a "b" $c', '${x}']
    }

    def "new writes SQL on request, and the time where the settings ask for it"() {
        given:
        project.file('garganey.groovy', "numbering 'timestamp'")

        expect:
        project.run('new', 'views', '--sql') == 0
        project.out.trim() ==~ /.*\d{14}_views\.sql/
    }

    def "status names the state of each, and --check makes it an exit code"() {
        given:
        twoMigrations()

        expect:
        project.run('status') == 0
        project.out.contains('2 pending')
        project.run('status', '--check') == 3

        and:
        project.run('apply', '--to', '001') == 0
        project.run('status', '--check') == 3
        project.out.contains('1 applied, 1 pending')

        and:
        project.run('apply') == 0
        project.run('status', '--check') == 0
    }

    def "plan shows statement, reason, place and lock, and changes nothing"() {
        given:
        twoMigrations()

        expect:
        project.run('plan') == 0
        project.out.contains('CREATE TABLE "notes"')
        project.out.contains('create table notes')
        project.out.contains('migrations/001_notes.groovy:1:6')
        project.out.contains('one transaction')
        project.out.contains('every writer of the database waits')
        project.run('status', '--check') == 3
    }

    def "plan goes as far as it is told: #args"() {
        given:
        twoMigrations()

        expect:
        project.run(*(['plan'] + args)) == 0
        project.out.contains('"notes"')
        project.out.contains('"tags"') == both

        where:
        args             || both
        []               || true
        ['--to', '001']  || false
        ['--steps', '1'] || false
        ['--steps', '2'] || true
    }

    def "#command is a script that the database's own client runs"() {
        given:
        twoMigrations()

        expect:
        project.run(*command) == 0
        def lines = project.out.readLines().findAll { it && !it.startsWith('--') }
        lines.first() == 'BEGIN;'
        lines.last() == 'COMMIT;'
        lines.count('BEGIN;') == 2

        where:
        command << [['plan', '--sql'], ['export']]
    }

    def "the script of a rebuild switches foreign keys off around its transaction, as apply does"() {
        given:
        project.migration('001_notes', NOTES)
            .migration('002_lines', "up { createTable('lines') { id(); reference('note').references('notes', 'id') } }")
        project.run('apply')
        project.migration('003_change', "up { alterColumn('notes', 'title') { type varchar(80) } }")

        expect:
        project.run('plan', '--sql') == 0
        def lines = project.out.readLines().findAll { it in ['BEGIN;', 'COMMIT;'] || it.contains('foreign_keys') }
        lines == ['PRAGMA foreign_keys = OFF;', 'BEGIN;', 'COMMIT;', 'PRAGMA foreign_keys = ON;']
    }

    def "apply says what it did, and that there is nothing to do"() {
        given:
        twoMigrations()

        expect:
        project.run('apply') == 0
        project.out =~ /✓ applied +001_notes +1 statement /
        project.out =~ /✓ applied +002_tags +1 statement /
        project.out.contains('2 migrations on ')

        and:
        project.run('apply') == 0
        project.out.startsWith('Nothing to apply')
    }

    def "a dry run of #command changes nothing and says so"() {
        given:
        twoMigrations()
        project.run('apply', '--to', '001')

        expect:
        project.run(*command) == 0
        project.out.contains('nothing was changed')
        project.run('status') == 0
        project.out.contains('1 applied, 1 pending')

        where:
        command << [['apply', '--dry-run'], ['rollback', '--dry-run']]
    }

    def "rollback undoes the last one without its file, redo applies it again"() {
        given:
        twoMigrations()
        project.run('apply')

        expect:
        project.run('redo') == 0
        project.out.contains('✓ undone')
        project.out.contains('✓ applied')

        when:
        Files.delete(folder.resolve('migrations/002_tags.groovy'))

        then:
        project.run('rollback') == 0
        project.out =~ /✓ undone +002_tags/
    }

    def "rollback drops no rows that nobody named"() {
        given:
        project.migration('001_notes', NOTES).migration('002_row', "up { insert 'notes', title: 'kept' }")
        project.run('apply')
        project.run('mark', '002_row', '--pending')

        expect:
        project.run('rollback') == 4
        project.err.contains('--allow-data-loss')
        project.err.contains('notes')
        project.run('history') == 0
        project.out.contains('001_notes')

        and:
        project.run('rollback', '--allow-data-loss', 'other,notes') == 0
    }

    def "verify ends with 4 when an applied file says something else now"() {
        given:
        twoMigrations()
        project.run('apply')

        expect:
        project.run('verify') == 0
        project.out.contains('files and history agree')

        when:
        project.migration('001_notes', NOTES.replace('title', 'heading'))

        then:
        project.run('verify') == 4
        project.out.contains('001_notes')
        project.out.contains('heading')
    }

    def "a reformatted file is not a changed one"() {
        given:
        twoMigrations()
        project.run('apply')

        when:
        project.migration('001_notes', '// a remark\n' + NOTES.replace('{ ', '{\n    '))

        then:
        project.run('verify') == 0
    }

    def "baseline and mark record without running, and history lists it"() {
        given:
        twoMigrations()

        expect:
        project.run('baseline', '001_notes') == 0
        project.out.contains('recorded as applied: 001_notes')
        project.run('mark', '002_tags', '--applied') == 0
        project.run('history') == 0
        project.out =~ /001_notes .* baseline/
        project.out =~ /002_tags .* marked/

        and: 'nothing ran, so there is no table to drop'
        project.run('mark', '002_tags', '--pending') == 0
        project.run('status', '--check') == 3
    }

    def "a destructive operation is warned of where nobody has to confirm"() {
        given:
        twoMigrations()
        project.migration('003_less', "up { dropTable 'tags' }")

        expect:
        project.run('apply') == 0
        project.err.contains('warning: migrations/003_less.groovy:1:6: drops-table')
    }

    def "an environment that wants a yes refuses to #command without one, and names what is at stake"() {
        given:
        twoMigrations()
        project.file('garganey.groovy', "environments { prod { database 'sqlite:prod.db'; confirm byName } }")
        project.run('--env', 'prod', '--yes', 'apply')
        project.migration('003_less', "up { dropTable 'tags' }")

        expect:
        project.run(*(command + ['--env', 'prod'])) == 4
        project.err.contains('prod')
        project.err.contains('prod.db')
        project.err.contains('--yes')
        project.err.contains('tags')

        and:
        project.run(*(command + ['--env', 'prod', '--yes'])) == 0

        where:
        command << [['apply'], ['rollback'], ['redo']]
    }

    def "a command that shows what #command would do is named, and shows it"() {
        given:
        twoMigrations()
        project.file('garganey.groovy', "environments { prod { confirm byName } }")
        project.run('--env', 'prod', '--yes', 'apply', '--to', '001')

        expect:
        project.run(command, '--env', 'prod') == 4
        project.err.contains("Look at garganey $look, then say --yes")
        project.run(*look.split(' ')) == 0
        project.out.contains(id)

        where:
        command    | look                 | id
        'apply'    | 'plan --env prod'               | '002_tags'
        'rollback' | 'rollback --dry-run --env prod' | '001_notes'
        'redo'     | 'rollback --dry-run --env prod' | '001_notes'
    }

    def "history itself is not changed without a yes either: #command"() {
        given: 'a database that was there before its history, so that nothing could be applied to it'
        twoMigrations()
        project.file('garganey.groovy', "environments { prod { database 'sqlite:prod.db'; confirm byName } }")
        project.run('--env', 'prod', '--yes', 'apply')
        ['001_notes', '002_tags'].each { project.run('--env', 'prod', '--yes', 'mark', it, '--pending') }

        expect:
        project.run(*(command + ['--env', 'prod'])) == 4
        project.err.contains('The environment `prod`')
        project.err.contains('as applied; say --yes')
        project.run('--env', 'prod', 'history') == 0
        project.out.contains('Nothing is applied')

        and:
        project.run(*(command + ['--env', 'prod', '--yes'])) == 0

        where:
        command << [['baseline', '002'], ['mark', '001', '--applied']]
    }
}
