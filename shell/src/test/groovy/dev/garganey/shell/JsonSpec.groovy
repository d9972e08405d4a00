package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** With --format json there is one document on standard output, whatever happens. */
class JsonSpec extends Specification {
    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_a', "up { createTable('a') { id() } }")
        project.migration('002_b', "up { createTable('b') { id() } }")
        project.run('apply', '--to', '001')
    }

    def "#command yields the fields #fields"() {
        expect:
        project.run(*(command + ['--format', 'json'])) == 0
        project.json().keySet().toList() == fields

        where:
        command                     || fields
        ['status']                  || ['database', 'product', 'pending', 'migrations']
        ['plan']                    || ['database', 'product', 'notices', 'migrations']
        ['export']                  || ['database', 'product', 'notices', 'migrations']
        ['apply', '--dry-run']      || ['database', 'product', 'notices', 'migrations']
        ['apply']                   || ['database', 'done', 'byOthers', 'notices', 'millis']
        ['rollback']                || ['database', 'done', 'byOthers', 'notices', 'millis']
        ['redo']                    || ['database', 'done', 'byOthers', 'notices', 'millis']
        ['verify']                  || ['database', 'checked', 'unread', 'problems']
        ['history']                 || ['revisions']
        ['baseline', '002_b']       || ['recorded']
        ['mark', '002', '--applied'] || ['id', 'state', 'changed']
        ['new', 'x']                || ['file']
    }

    def "init yields what it made"() {
        expect:
        project.bare('-C', folder.resolve('other').toString(), 'init', '--format=json') == 0
        project.json().made.size() == 3
    }

    def "status counts and names the states"() {
        when:
        project.run('status', '--format', 'json')

        then:
        project.json().pending == 1
        project.json().migrations*.id == ['001_a', '002_b']
        project.json().migrations*.state == ['applied', 'pending']
    }

    def "a plan has its stages, statements, locks and hazards"() {
        given:
        project.migration('003_c', "up { dropTable 'a' }")

        when:
        project.run('plan', '--format', 'json')
        def last = project.json().migrations.last()

        then:
        last.direction == 'up'
        last.stages*.transaction == [true]
        last.stages[0].statements.any { it.sql == 'DROP TABLE "a"' && it.lock == 'database' }
        last.hazards[0].code == 'drops-table'
        last.hazards[0].object == 'a'
        last.hazards[0].destructive
    }

    def "an error is a document too, and has the exit code: #command"() {
        expect:
        project.run(*(command + ['--format', 'json'])) == exit
        project.json().error.exitCode == exit
        project.json().error.message
        project.err == ''

        where:
        command                  || exit
        ['aply']                 || 2
        ['plan', '--to', 'zzz']  || 2
        ['plan', '--steps', '0'] || 2
        ['status', '--chekc']    || 2
        ['--env', 'x', 'status'] || 2
    }

    def "a wrong script is reported mistake by mistake"() {
        given:
        project.migration('002_b', "up {\n    createTabel('b') { id() }\n    dropTabel 'c'\n}")

        expect:
        project.run('apply', '--format', 'json') == 1
        with(project.json().error) {
            kind == 'ScriptMistakes'
            mistakes*.line == [2, 3]
            mistakes*.file.unique() == ['migrations/002_b.groovy']
        }
    }

    def "a statement that failed is there with what was kept"() {
        given:
        project.migration('002_b', "up { sql 'insert into nowhere values (1)', down: 'select 1' }")

        expect:
        project.run('apply', '--format', 'json') == 1
        with(project.json().error) {
            migration == '002_b'
            at == 'migrations/002_b.groovy:1:6'
            sql == 'insert into nowhere values (1)'
            kept
        }
    }

    def "a variable chooses JSON as well, and an option overrules it"() {
        given:
        project.variables = [GARGANEY_FORMAT: 'json']

        expect:
        project.run('status') == 0
        project.json().pending == 1
        project.run('status', '--format', 'text') == 0
        project.out.contains('1 applied, 1 pending')

        and: 'a failure is told in the same way'
        project.run('plan', '--to', 'zzz') == 2
        project.json().error
        project.run('plan', '--to', 'zzz', '--format', 'text') == 2
        project.out == ''
        project.err.contains('zzz')
    }

    def "a blank variable chooses nothing, a wrong one is named"() {
        given:
        project.variables = [GARGANEY_FORMAT: format]

        expect:
        project.run('status') == exit
        project.err.contains('GARGANEY_FORMAT is text or json') == (exit == 2)

        where:
        format || exit
        ''     || 0
        ' '    || 0
        'JSON' || 2
    }
}
