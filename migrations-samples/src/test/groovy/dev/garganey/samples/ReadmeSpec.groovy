package dev.garganey.samples

import dev.garganey.shell.Main
import dev.garganey.testing.TestDatabase
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Runs the code blocks of the README, and of the page beside it that takes over a database.
 *
 * <ul>
 *   <li>{@code groovy file=shop/migrations/002_x.groovy} (or sql, csv): is written to that file
 *   <li>{@code sql database=shop/garganey.db}: is run on that SQLite file, as somebody else would have
 *   <li>{@code console}: every line {@code $ ./garganey …} is run, what follows is its output; {@code console exit=3} expects
 *       the last command to end like that
 *   <li>{@code session project=DIR}: what is typed into the shell on that project stands behind its prompt, what follows is its
 *       output
 *   <li>{@code sh}: what to type in a real shell; only looked at
 *   <li>{@code java}: is part of EmbeddingExample
 * </ul>
 *
 * With -Dreadme.write=true the outputs are written into the page instead of compared.
 */
class ReadmeSpec extends Specification {
    @Shared @TempDir Path folder
    @Shared Path readme = Sample.checkout().resolve('README.md')

    /** What the shell shows before a line, and before the lines that belong to it. */
    static final String PROMPT = /^(\S+\.db[a-z0-9 ()]*>|\s+…) /

    static final List<String> PAGES = ['README.md', 'docs/adopt.md']

    def "every code block of #page says how it is tested"() {
        given:
        def blocks = Block.of(Files.readString(Sample.checkout().resolve(page)))

        expect:
        blocks*.kind.every { it in ['console', 'session', 'sh', 'groovy', 'sql', 'java'] }
        blocks.findAll { it.kind in ['groovy', 'sql'] }.every { it.file || it.database }

        where:
        page << PAGES
    }

    def "what a newcomer types in a shell is there to be typed"() {
        given:
        def commands = Block.of(Files.readString(readme)).findAll { it.kind == 'sh' }
            .collectMany { it.lines }*.replaceAll(/\s*#.*/, '').findAll { it }

        expect:
        '$ ' + commands.join('\n$ ') != '$ '
        commands.every { it ==~ /(git clone|cd|mvn|\.\/garganey) .*/ }
        commands.findAll { it.startsWith('./garganey') }.every {
            def project = (it =~ /-C (\S+)/)
            !project || Files.isDirectory(Sample.checkout().resolve(project[0][1]))
        }
        commands.contains('mvn verify')
        commands.contains('./garganey -C migrations-samples/quickstart apply')
    }

    def "the Java code of the README runs"() {
        given:
        def source = Sample.checkout()
            .resolve('migrations-samples/src/test/java/dev/garganey/samples/EmbeddingExample.java').toFile().text
        def code = Block.of(Files.readString(readme)).find { it.kind == 'java' }
        def sample = Sample.copied('quickstart', folder.resolve('service'), TestDatabase.sqlite())

        expect:
        source.contains(code.lines.collect { '    ' + it }.join('\n'))
        EmbeddingExample.migrate(sample.database.url(), sample.project) == ['001_init', '002_display_names']
        EmbeddingExample.migrate(sample.database.url(), sample.project) == []

        cleanup:
        sample.close()
    }

    def "every command of #page prints what the page says"() {
        given:
        def file = Sample.checkout().resolve(page)
        def text = Files.readString(file)
        def folder = Files.createDirectory(folder.resolve(page.replaceAll(/\W/, '-')))
        Sample.copy(Sample.checkout().resolve('migrations-samples'), folder.resolve('migrations-samples'))

        when:
        def rewritten = text
        def blocks = Block.of(text)
        blocks.each { block ->
            if (block.file) {
                write(folder.resolve(block.file), block)
            } else if (block.database) {
                execute(folder.resolve(block.database), block)
            } else if (block.kind in ['console', 'session']) {
                def printed = block.kind == 'console' ? run(block, folder) : hold(block, folder)
                // Where only a time differs, the README keeps the one it has.
                if (masked(printed) != masked(block.text)) rewritten = rewritten.replace(block.text, printed)
            }
        }
        if (Boolean.getBoolean('readme.write')) {
            Files.writeString(file, rewritten)
            text = rewritten
        }
        def differences = differences(masked(text), masked(rewritten))

        then:
        blocks.count { it.kind == 'console' } >= (page == 'README.md' ? 5 : 2)
        differences == []

        where:
        page << PAGES
    }

    private static void write(Path file, Block block) {
        Files.createDirectories(file.parent)
        Files.writeString(file, block.lines.join('\n') + '\n')
    }

    private static void execute(Path database, Block block) {
        Files.createDirectories(database.parent)
        DriverManager.getConnection("jdbc:sqlite:$database").withCloseable {
            it.createStatement().executeUpdate(block.lines.join('\n'))
        }
    }

    private static String run(Block block, Path folder) {
        def exit = 0
        def lines = []
        block.lines.findAll { it.startsWith('$ ') }.each { line ->
            assert exit == 0: "a command before `$line` failed"
            def words = (line.substring(2) =~ /'[^']*'|\S+/).collect { it.toString().replace("'", '') }
            assert words.remove(0) == './garganey'
            def at = words.indexOf('-C')
            if (at >= 0) words[at + 1] = folder.resolve(words[at + 1]).toString()
            def out = new ByteArrayOutputStream()
            def stream = new PrintStream(out, true, StandardCharsets.UTF_8)
            exit = Main.run(words as String[], InputStream.nullInputStream(), stream, stream, [:], false)
            lines << line
            lines.addAll(out.toString(StandardCharsets.UTF_8).replace(folder.toString() + '/', '').readLines()*.stripTrailing())
        }
        assert exit == block.exit: "exit code of\n" + lines.join('\n')
        block.opening + '\n' + lines.join('\n') + '\n```'
    }

    private static String hold(Block block, Path folder) {
        def typed = block.lines.findAll { it =~ PROMPT }.collect { it.replaceFirst(PROMPT, '') }
        def out = new ByteArrayOutputStream()
        def stream = new PrintStream(out, true, StandardCharsets.UTF_8)
        def lines = new ByteArrayInputStream(typed.collect { it + '\n' }.join().getBytes(StandardCharsets.UTF_8))
        Main.run(['-C', folder.resolve(block.project).toString(), 'shell', '--echo', '--continue'] as String[], lines, stream, stream, [:], false)
        def seen = out.toString(StandardCharsets.UTF_8).replace(folder.toString() + '/', '').readLines()*.stripTrailing()
        block.opening + '\n' + seen.join('\n') + '\n```'
    }

    /** Lines that stand in one text only, marked like those of a patch. */
    private static List<String> differences(String said, String printed) {
        def before = said.readLines()
        def after = printed.readLines()
        (before - after).collect { '- ' + it } + (after - before).collect { '+ ' + it }
            ?: (before == after ? [] : ['the same lines in another order'])
    }

    /** Times, dates, people and versions differ. */
    private static String masked(String text) {
        text.replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)?/, '<when>')
            .replaceAll(/\b\d+([.,]\d+)? ?(ms|s|min)\b/, '<time>')
            .replace(System.getProperty('user.name'), '<user>')
            .replaceAll(/SQLite \d[\d.]+/, 'SQLite <version>')
            .replaceAll(/ +/, ' ')
    }

    /** A fenced block, and what its info string says. */
    static class Block {
        String opening
        List<String> lines = []

        static List<Block> of(String markdown) {
            def blocks = []
            Block open = null
            markdown.readLines().each { line ->
                if (open == null && line.startsWith('```')) {
                    open = new Block(opening: line)
                } else if (line == '```') {
                    blocks << open
                    open = null
                } else {
                    open?.lines?.add(line)
                }
            }
            assert open == null: 'a code block is not closed'
            blocks
        }

        String getKind() {
            opening.substring(3).split(' ')[0]
        }

        String getDatabase() {
            setting('database')
        }

        String getProject() {
            setting('project')
        }

        String getFile() {
            setting('file')
        }

        int getExit() {
            (setting('exit') ?: '0') as int
        }

        String getText() {
            ([opening] + lines + ['```']).join('\n')
        }

        private String setting(String name) {
            def found = opening =~ / $name=(\S+)/
            found ? found[0][1] : null
        }
    }
}
