package dev.garganey.shell.interactive

import dev.garganey.shell.ShellProject
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Whole sessions, as files that can be read: what was typed stands behind a prompt, what follows is what was seen.
 *
 * <p>Lines before the first prompt that begin with {@code #} say what it is about. Times are written as … there. With
 * -Dsessions.write=true the files are written anew.
 */
class SessionsSpec extends Specification {
    static final Path FOLDER = Path.of(System.getProperty('basedir', '.')).resolve('src/test/resources/sessions')

    @TempDir
    Path folder

    def "#session on #product"() {
        given:
        def file = FOLDER.resolve(session)
        def text = Files.readString(file)
        def database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        def project = new ShellProject(folder)
            .migration('001_customers', "up { createTable('customers') { id(); text('email').notNull().unique(); text('name') } }")
            .migration('002_orders', "up { createTable('orders') { id(); reference('customer'); decimal('total', 10, 2).notNull() } }")
        project.on(database)

        when:
        def typed = text.readLines().findAll { it =~ PROMPT || it =~ MORE }.collect { it.replaceFirst(PROMPT, '').replaceFirst(MORE, '') }
        project.typing(*typed).run('shell', '--echo', '--continue')
        def seen = plain(project.out.replace(folder.toString() + '/', ''), database)
        def head = text.readLines().takeWhile { it.startsWith('#') }.join('\n') + '\n'
        if (Boolean.getBoolean('sessions.write')) {
            Files.writeString(file, head + seen)
            text = head + seen
        }

        then:
        typed.size() > 3
        head + seen == text

        cleanup:
        database?.close()

        where:
        session << ['sqlite.session', 'postgresql.session', 'trial-sqlite.session', 'trial-postgresql.session']
        product = session.contains('sqlite') ? 'SQLite' : 'PostgreSQL'
    }

    static final String PROMPT = /^db[a-z0-9 ()]*> /
    static final String MORE = /^ +… /

    /** Without what is another each time: the name of the database, and times. */
    private static String plain(String out, TestDatabase database) {
        def name = database.url().replaceFirst(/\?.*/, '').replaceFirst('.*[/:]', '')
        out.replace(database.url(), 'URL').replaceAll(/(?m)^\Q$name\E(?=[a-z0-9 ()]*> )/, 'db').replace(name, 'db')
            .replaceAll(/(?m)^ {${name.length() - 2},}(?= *… )/) { ' ' * (it.length() - name.length() + 2) }
            .replaceAll(/\b\d+ ms|\b\d+\.\d s/, '…')
            .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?Z?)?/, 'DATE TIME')
    }
}
