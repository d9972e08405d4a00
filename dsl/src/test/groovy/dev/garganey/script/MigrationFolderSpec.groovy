package dev.garganey.script

import dev.garganey.model.SchemaMistake
import dev.garganey.testing.Child
import dev.garganey.testing.ReadsFolder
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class MigrationFolderSpec extends Specification {
    @TempDir
    Path project

    Path folder

    def setup() {
        folder = Files.createDirectory(project.resolve('migrations'))
    }

    private Path write(String name, String text = '-- ' + name) {
        Files.writeString(folder.resolve(name), text)
    }

    def 'a file is known by its name without ending, and shown with its folder'() {
        given:
        write('001_init.groovy', 'up { }')
        write('002_more.sql', 'select 1')

        when:
        def files = MigrationFolder.read(folder).files()

        then:
        files*.id() == ['001_init', '002_more']
        files*.shownPath() == ['migrations/001_init.groovy', 'migrations/002_more.sql']
        files*.isSql() == [false, true]
        files*.text() == ['up { }', 'select 1']
        files[1].checksum() == '822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f'
    }

    def 'the checksum is SHA-256 over the bytes'() {
        given:
        write('001_abc.sql', 'abc')

        expect: 'the value that FIPS 180-4 gives as its example'
        MigrationFolder.read(folder).files()*.checksum() ==
            ['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']
    }

    def 'migrations are ordered by number, whatever its width, then by the rest'() {
        given:
        names.shuffled(new Random(7)).each { write(it + '.sql') }

        expect:
        MigrationFolder.read(folder).files()*.id() == names

        where:
        names << [
            ['1_a', '002_b', '2_c', '3_c', '010_d', '11_e', '100_f'],
            ['0001_a', '20260101120000_b', '20260101120001_c', '99999999999999999999999999_d'],
            ['1', '1_1', '1_2', '2'],
            ['01_x', '1_x', '5_y', 'no_number', 'other'],
        ]
    }

    def 'only migrations are read'() {
        given:
        ['.hidden.sql', 'readme.md', '003_c.sql~', '004.txt', 'groovy'].each { write(it) }
        Files.createDirectory(folder.resolve('old.sql'))
        write('001_a.sql')

        expect:
        MigrationFolder.read(folder).files()*.id() == ['001_a']
    }

    def 'two files with one id are refused: #first and #second'() {
        given:
        write(first)
        write(second)

        when:
        MigrationFolder.read(folder)

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains("$first and $second are one migration by name")

        where:
        first          | second
        '001_a.groovy' | '001_a.sql'
        '001_A.sql'    | '001_a.sql'
        '001_A.groovy' | '001_a.sql'
    }

    def 'a name that this locale cannot read is refused, for under it the migration would be applied twice'() {
        given:
        write('001_plain.groovy', 'up {}')
        write('002_gr\uFFFD\uFFFDe.groovy', 'up {}')

        when:
        MigrationFolder.read(folder)

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains('002_gr\uFFFD\uFFFDe.groovy cannot be read in this locale. Set LC_ALL')
    }

    def 'a folder that is not there is named, and so is the way out'() {
        when:
        MigrationFolder.read(project.resolve('none'))

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.startsWith("There is no folder `${project.resolve('none')}`")
        mistake.message.contains('garganey init')
    }

    def 'a file in place of the folder is not a folder'() {
        when:
        MigrationFolder.read(write('001_a.sql'))

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains('is not a folder')
    }

    def 'ten thousand migrations keep their order and their checksums'() {
        given:
        (1..10_000).each { write("${it}_m.sql", "select $it") }

        when:
        def files = MigrationFolder.read(folder).files()

        then:
        files*.id() == (1..10_000).collect { "${it}_m" as String }
        files*.checksum().toSet().size() == 10_000
        files[4321].checksum() == 'select 4322'.bytes.digest('SHA-256')
    }

    def 'text that is not UTF-8 is refused by line and column'() {
        given:
        Files.write(folder.resolve('001_a.sql'), bytes as byte[])

        when:
        MigrationFolder.read(folder).files()[0].text()

        then:
        def mistake = thrown(ScriptMistakes)
        mistake.message == "migrations/001_a.sql:$place: This is not UTF-8: the byte 0x$wrong cannot stand here\n" +
            '  Save the file in the encoding UTF-8.'

        where:
        bytes                                         | place | wrong
        [0xff, 0xfe, 0x41, 0]                         | '1:1' | 'FF'
        'a\nöb'.getBytes('ISO-8859-1')                | '2:1' | 'F6'
        'aä\r\nb'.bytes.toList() + [0x63, 0xc3]       | '2:3' | 'C3'
        'x\n'.bytes.toList() + [0xed, 0xa0, 0x80]     | '2:1' | 'ED'
    }

    def 'a byte order mark is skipped, and line endings stay'() {
        given:
        Files.write(folder.resolve('001_a.sql'), ([0xef, 0xbb, 0xbf] + 'a\r\nß'.getBytes('UTF-8').toList()) as byte[])

        expect:
        MigrationFolder.read(folder).files()[0].text() == 'a\r\nß'
    }

    def 'hashing loads no Groovy class'() {
        given:
        write('001_a.groovy', 'up { }')

        when:
        def log = Child.loadedClasses(ReadsFolder, folder.toString())

        then:
        log.contains('migrations: 1')
        log.contains('dev.garganey.script.MigrationFolder')
        !log.contains(' groovy.')
        !log.contains(' org.codehaus.groovy.')
        !log.contains(' org.apache.groovy.')
    }
}
