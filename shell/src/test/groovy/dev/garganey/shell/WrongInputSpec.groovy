package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** What is typed wrongly gets one message, a code, and no stack trace. */
class WrongInputSpec extends Specification {
    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
        project.migration('001_a', "up { createTable('a') { id() } }")
    }

    def "#args ends with 2 and says `#message`"() {
        expect:
        project.run(*args) == 2
        project.err.contains(message)
        project.err.readLines().size() == 1
        project.out == ''

        where:
        args                                      || message
        ['aply']                                  || 'did you mean `apply`?'
        ['stauts']                                || 'did you mean `status`?'
        ['frobnicate']                            || 'There is no command `frobnicate`'
        ['help', 'aply']                          || 'did you mean `apply`?'
        ['status', '--chek']                      || 'did you mean `--check`?'
        ['--chek', 'status']                      || 'did you mean `--check`?'
        ['--projct', 'x', 'apply']                || 'did you mean `--project`?'
        ['--bogus']                               || 'There is no option `--bogus`'
        []                                        || 'No command was given'
        ['status', 'extra']                       || 'takes no argument'
        ['status', '@extra']                      || 'takes no argument, but was given `@extra`'
        ['new']                                   || 'wants NAME'
        ['new', 'a', 'b']                         || 'was given a b'
        ['new', '!!!']                            || 'no letter or digit'
        ['mark', '001_a']                         || 'either --applied or --pending'
        ['mark', '001_a', '--applied', '--pending'] || 'either --applied or --pending'
        ['mark', 'zzz', '--applied']              || 'There is no migration `zzz`'
        ['baseline']                              || 'wants ID'
        ['baseline', 'zzz']                       || 'There is no migration `zzz`'
        ['plan', '--to', 'zzz']                   || 'There is no migration `zzz`'
        ['plan', '--to', '1', '--steps', '1']     || 'do not go together'
        ['plan', '--steps', '0']                  || 'a whole number from 1 up'
        ['plan', '--steps', 'two']                || 'a whole number from 1 up'
        ['plan', '--steps', '99999999999']        || 'a whole number from 1 up'
        ['plan', '--steps']                       || '--steps wants N, and was given nothing'
        ['plan', '--steps', '--to']               || '--steps wants N, and was given nothing'
        ['plan', '--to', '']                      || '--to wants ID, and was given nothing'
        ['status', '-C', '']                      || '--project wants DIR, and was given nothing'
        ['status', '--lock-timeout', '-1']        || '--lock-timeout wants seconds'
        ['status', '--lock-timeout', 'NaN']       || '--lock-timeout wants seconds'
        ['status', '--lock-timeout', '1e300']     || '--lock-timeout wants seconds'
        ['status', '--format', 'xml']             || '--format is text or json'
        ['status', '--lock-timeout', 'soon']      || '--lock-timeout wants seconds'
        ['status', '--env', 'prod']               || 'There is no environment `prod`'
        ['status', '--url', 'app.db']             || 'A database is named by a URL'
        ['status', '--url', 'sqlite://app.db']    || 'write sqlite:FILE'
        ['status', '--url', 'oracle:thin:x']      || 'no URL of a database that Garganey knows'
        ['status', '--url', 'sqlite:']            || 'No file is named'
        ['status', '--url', 'postgresql://h:99999/x'] || 'from 1 to 65535'
    }

    def "a password that is typed in the wrong place is not repeated: #args"() {
        expect:
        project.run(*args) == 2
        !(project.err + project.out).contains('ecret')

        where:
        args << [
            ['status', 'postgresql://ann:s/ecret@host/db'],
            ['postgresql://ann:secret@host/db'],
            ['new', 'x', 'postgresql://host/db?password=secret'],
            ['status', '--url', 'postgresql:ann:secret@host/db'],
            ['status', '--url', 'postgresql:/ann:secret@host/db'],
            ['status', '--password=secret'],
        ]
    }

    def "a password in --url is warned of, for others see it; elsewhere it is not"() {
        given:
        project.variables = variables

        expect:
        project.run(*(['status'] + options)) == 1
        project.err.contains('list of processes') == warned
        !project.err.contains('secret')

        where:
        options                                               | variables                                              || warned
        ['--url', 'postgresql://ann:secret@localhost:1/none'] | [:]                                                    || true
        ['--url', 'postgresql://ann@localhost:1/none']        | [GARGANEY_PASSWORD: 'secret']                          || false
        []                                                    | [GARGANEY_URL: 'postgresql://ann:secret@localhost:1/none'] || false
    }

    def "a file is no project, and no folder of migrations either"() {
        given:
        project.file('letter', 'Dear Ada')
        def letter = folder.resolve('letter').toString()

        expect:
        project.bare('-C', letter, 'status') == 2
        project.err.contains('letter` is a file; a project is a folder')
        project.bare('-C', letter, 'init') == 2
        project.err.contains('letter is a file, and a folder is wanted there')
        project.run('new', 'x', '--migrations', 'letter') == 2
        project.err.contains('letter is a file, and a folder is wanted there')
    }

    def "a folder that is not there is a wrong usage"() {
        expect:
        project.bare('-C', folder.resolve('nowhere').toString(), 'status') == 2
        project.err.contains('There is no folder')
    }

    def "without any argument the help is shown, and that is a wrong usage"() {
        expect:
        project.bare() == 2
        project.out.contains('Usage: garganey')
    }

    def "a database that cannot be opened is a failure with a message: #url"() {
        expect:
        project.run('status', '--url', url) == 1
        project.err.contains('Cannot open')
        project.err.readLines().size() == 1

        where:
        url << ['postgresql://nobody@localhost:1/none', 'sqlite:/nowhere/at/all.db']
    }

    def "a host that nobody knows is named"() {
        expect:
        project.run('status', '--url', 'postgresql://nowhere.invalid/app') == 1
        project.err.contains('no host is known by the name nowhere.invalid')
    }

    def "a table that only has the name of the history is left alone, and #command says what to do"() {
        given: 'the history of something else'
        project.file('garganey.groovy', "database 'sqlite:app.db'\nhistory table: 'events'")
        project.migration('001_a', "up { sql 'create table garganey_history (id integer)', down: 'drop table garganey_history' }")
        project.run('apply')
        project.file('garganey.groovy', "database 'sqlite:app.db'")

        expect:
        project.run(*command) == 1
        project.err.contains("its table garganey_history is not Garganey's")
        project.err.contains("history table: '…'")
        project.err.readLines().size() == 1

        where:
        command << [['status'], ['plan'], ['apply'], ['rollback'], ['verify'], ['history'], ['baseline', '001_a']]
    }

    def "a failing statement is shown with its place and what was kept, traces only with --verbose"() {
        given:
        project.migration('002_b', "up { sql 'insert into nowhere values (1)', down: 'select 1' }")

        expect:
        project.run('apply') == 1
        project.err.contains('migrations/002_b.groovy:1:6')
        project.err.contains('insert into nowhere values (1)')
        !project.err.contains('\tat ')

        and:
        project.run('apply', '--verbose') == 1
        project.err.contains('\tat ')
    }

    def "what is not a database is left as it is"() {
        given:
        project.file('garganey.db', 'This is a letter to a friend, and no database. ' * 40)
        def before = Files.readAllBytes(folder.resolve('garganey.db'))

        expect:
        project.run('apply') == 1
        !project.err.contains('should not have happened')
        Files.readAllBytes(folder.resolve('garganey.db')) == before
    }

    def "broken settings are shown with file and line"() {
        given:
        project.file('garganey.groovy', "\ndatabaes 'sqlite:app.db'\n")

        expect:
        project.run('status') == 1
        project.err.contains('garganey.groovy:2')
        project.err.contains('did you mean `database`?')
    }
}
