package dev.garganey.shell.interactive

import dev.garganey.shell.ShellProject
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The shell without a terminal: lines come from a pipe, results are plain, and the exit code tells. */
class PipeSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
            .file('garganey.groovy', "database 'sqlite:app.db'\nenvironments { prod { database 'sqlite:prod.db'; confirm byName } }")
            .migration('001_init', "up { createTable('users') { id(); text('name') } }")
            .migration('002_more', "up { createTable('teams') { id() } }")
    }

    def "commands and SQL go together"() {
        expect:
        project.typing('apply --to 001_init', "insert into users (name) values ('Ann'), ('Bob');", 'select name from users order by id;', 'status --check').run('shell') == 3
        project.out.contains('2 rows changed')
        project.out.contains(' Ann\n Bob\n')
        project.out.contains('002_more')
    }

    def "lines may end as Windows ends them"() {
        expect:
        project.typing('select 1 as a,\r', '2 as b; --format csv\r', 'status\r').run('shell') == 0
        project.out.startsWith('a,b\n1,2\n')
    }

    def "the first error ends it with its code; --continue goes on, and ends with the same: #first"() {
        expect:
        project.typing(first, 'select 42 as answer;').run('shell') == code
        !project.out.contains('42')
        project.err.lines().count() >= 1

        and:
        project.typing(first, 'select 42 as answer;').run('shell', '--continue') == code
        project.out.contains('42')

        where:
        first                || code
        'select nothing;'    || 1
        'statu'              || 2
        'apply --to 009_no'  || 2
        'source nowhere.sql' || 2
        '\\nothing'          || 2
    }

    def "an error shows its place, and no stack"() {
        given:
        project.typing('select 1,', '  missing + 1;').run('shell')

        expect:
        project.err.contains('error: no such column: missing')
        project.err.contains('  missing + 1\n    ^')
        !project.err.contains('at dev.garganey')
    }

    def "what stands there without its semicolon when the lines end is run as well"() {
        expect:
        project.typing('select 42 as answer').run('shell') == 0
        project.out.contains('42')
    }

    def "a bracket that is not closed when the lines end is told"() {
        expect:
        project.typing("createTable('t') {").run('shell') == 2
        project.err.contains('The lines end before a closing bracket')
    }

    def "what is to be run can be given as an argument, or in a file"() {
        given:
        project.file('report.sql', 'select 1 as a;\nselect 2 as a;\n')

        expect:
        project.run('shell', '--command', 'select 1 as a;', '-c', 'select 2 as b', '--as', 'csv') == 0
        project.out == 'a\n1\nb\n2\n'
        project.run('shell', '--file', folder.resolve('report.sql').toString(), '--as', 'json') == 0
        project.out == '[\n{"a":1}\n]\n[\n{"a":2}\n]\n'
        project.run('shell', '-c', 'source report.sql', '--as', 'csv') == 0
        project.out == 'a\n1\na\n2\n'
    }

    def "results go to files and programs"() {
        expect:
        project.typing("select 'x' as a; --format csv > out.csv", "select 'y' as a; --format csv >> out.csv", 'status > status.txt', 'select 1 as a; | cat > piped.txt').run('shell') == 0
        project.out == ''
        Files.readString(folder.resolve('out.csv')) == 'a\nx\na\ny\n'
        Files.readString(folder.resolve('status.txt')).contains('001_init')
    }

    def "a file that cannot be written is told, and the query is not run in vain: #where"() {
        expect:
        project.typing("select 1; > $where").run('shell') == 2
        project.err.contains('cannot be written: ' + reason)

        where:
        where             || reason
        'nowhere/out.csv' || 'there is no folder'
        '.'               || 'Is a directory'
    }

    def "an environment that wants its name typed takes no change from a pipe without --yes"() {
        expect:
        project.typing('create table t (a int);').run('shell', '--env', 'prod') == 4
        project.err.contains('start the shell with --yes')
        project.typing('select 1;').run('shell', '--env', 'prod') == 0
        project.typing('create table t (a int);', 'apply').run('shell', '--env', 'prod', '--yes') == 0
    }

    def "another environment is used from the next line on"() {
        expect:
        project.typing('create table here (a int);', 'use prod', "select count(*) as n from sqlite_schema where name = 'here'; --format csv", 'use nowhere').run('shell') == 2
        project.out.contains('n\n0\n')
        project.err.contains('nowhere')
    }

    def "a transaction that is open when the lines end is rolled back"() {
        given:
        project.typing('create table t (a int);', 'begin;', 'insert into t values (1);').run('shell')

        expect:
        project.run('shell', '-c', 'select count(*) as n from t', '--as', 'csv') == 0
        project.out == 'n\n0\n'
    }

    def "switches hold for what follows"() {
        expect:
        project.typing('\\x', 'select 1 as a;', '\\x off', '\\format markdown', 'select 2 as b;').run('shell') == 0
        project.out == '── row 1 ' + '─' * 20 + '\na │ 1\n| b |\n|--:|\n| 2 |\n'
    }

    def "help lists the words, and explains each"() {
        expect:
        project.typing('help').run('shell') == 0
        project.out.contains('watch SECONDS LINE')
        project.out.contains('\\timing')
        project.typing("help $word").run('shell') == 0
        project.out.contains(word)
        project.out.toLowerCase().contains('example')

        where:
        word << ['watch', 'use', 'apply', 'status', 'source', 'quit']
    }

    def "quit leaves, and what follows is not read"() {
        expect:
        project.typing('select 1 as a; --format csv', 'quit', 'select 2;').run('shell') == 0
        project.out == 'a\n1\n'
    }

    def "ten thousand lines of one statement are not read anew with each line"() {
        given:
        def values = (1..20_000).collect { "($it)" }

        expect:
        project.typing('create table t (a int);', 'insert into t values', *values.collate(20_000)[0].withIndex().collect { v, i -> i < 19_999 ? v + ',' : v + ';' }, 'select count(*) as n from t; --format csv').run('shell') == 0
        project.out.endsWith('n\n20000\n')
    }

    def "garganey shell --help shows an example, and the shell is in the list of commands"() {
        expect:
        project.run('shell', '--help') == 0
        project.out.contains("garganey shell --command 'select count(*) from users;'")
        project.run('--help') == 0
        project.out.contains('shell')
    }
}
