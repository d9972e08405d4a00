package dev.garganey.samples

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir

/** The whole program as one jar, which needs neither the launcher nor anything beside it. */
class OneFileSpec extends Specification {

    @TempDir
    Path folder

    def "it applies plain scripts, scripts that need Groovy, and SQL"() {
        given:
        def migrations = Files.createDirectories(folder.resolve('migrations'))
        Files.writeString(migrations.resolve('001_users.groovy'), "up { createTable('users') { id() } }")
        Files.writeString(migrations.resolve('002_parts.groovy'), "up { ['wheel', 'door'].each { part -> createTable(part) { id() } } }")
        Files.writeString(migrations.resolve('003_teams.sql'), 'create table teams (id integer primary key);')

        expect:
        with(run('apply')) {
            code == 0
            err == ''
            out.contains('3 migrations')
        }
        run('status', '--check').code == 0
    }

    def "it has a shell, which a pipe may speak to"() {
        expect:
        with(run('shell', '--command', 'select 6 * 7 as answer;', '--as', 'csv')) {
            code == 0
            out.readLines() == ['answer', '42']
        }
    }

    def "it knows both databases"() {
        expect: "the driver of the other is there: nobody listens at that port"
        with(run('status', '--url', 'postgresql://127.0.0.1:1/none')) {
            code != 0
            err.contains('127.0.0.1')
            err.contains('refused')
        }
    }

    private Map run(String... arguments) {
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def jar = folder.resolve('elsewhere.jar')
        if (!Files.exists(jar)) {
            Files.copy(Path.of('../shell/target/garganey.jar'), jar)
        }
        def process = new ProcessBuilder([java, '-jar', jar.toString(), '-C', folder.toString(), *arguments]).start()
        def out = new StringBuilder()
        def err = new StringBuilder()
        process.consumeProcessOutput(out, err)
        assert process.waitFor(120, TimeUnit.SECONDS)
        process.waitForProcessOutput()
        [code: process.exitValue(), out: out.toString(), err: err.toString()]
    }
}
