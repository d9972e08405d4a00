package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** The page about snapshots, whose example is what the program prints. */
class SnapshotPageSpec extends Specification {

    @TempDir
    Path folder

    def "the example of the page is printed as it stands there, and is read back"() {
        given:
        def page = Files.readString(checkout().resolve('docs/snapshot.md'))
        def migration = (page =~ /(?s)```groovy file=(\S+)\n(.*?)```/)[0]
        def json = (page =~ /(?s)```json\n(.*?)```/)[0][1]
        def project = new ShellProject(folder)
        project.file(migration[1], migration[2])

        expect:
        project.run('snapshot') == 0
        project.out == json

        when:
        project.file('before.json', json)

        then:
        project.run('diff', folder.resolve('before.json').toString(), 'migrations', '--check') == 0
    }

    def "a later version, and what is no snapshot, is refused in one sentence: #text"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_a', "up { createTable('a') { id() } }")
        project.file('other.json', text)

        expect:
        project.run('diff', folder.resolve('other.json').toString(), 'migrations') == 1
        project.err.contains(message)

        where:
        text                                         || message
        '{"format": "garganey-schema", "version": 2}' || 'this version of Garganey reads `garganey-schema` of version 1'
        '{"format": "other", "version": 1}'           || 'This is `other` of version 1'
        '[]'                                          || 'This is no snapshot'
    }

    private static Path checkout() {
        def here = Path.of('').toAbsolutePath()
        Files.exists(here.resolve('docs/snapshot.md')) ? here : here.parent
    }
}
