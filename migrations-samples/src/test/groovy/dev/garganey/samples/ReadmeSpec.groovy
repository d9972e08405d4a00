package dev.garganey.samples

import dev.garganey.shell.Main
import dev.garganey.testing.TestDatabase
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Runs the code blocks of the README.
 *
 * <ul>
 *   <li>{@code groovy file=shop/migrations/002_x.groovy} (or sql, csv): is written to that file
 *   <li>{@code console}: every line {@code $ ./garganey …} is run, what follows is its output; {@code console exit=3} expects
 *       the last command to end like that
 *   <li>{@code sh}: what to type in a real shell; only looked at
 *   <li>{@code java}: is part of EmbeddingExample
 * </ul>
 *
 * With -Dreadme.write=true the outputs are written into the README instead of compared.
 */
class ReadmeSpec extends Specification {
    @Shared @TempDir Path folder
    @Shared Path readme = Sample.checkout().resolve('README.md')

    def "every code block says how it is tested"() {
        expect:
        Block.of(Files.readString(readme))*.kind.every { it in ['console', 'sh', 'groovy', 'sql', 'java'] }
        Block.of(Files.readString(readme)).findAll { it.kind in ['groovy', 'sql'] }.every { it.file }
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

    def "every command of the README prints what the README says"() {
        given:
        def text = Files.readString(readme)
        Sample.copy(Sample.checkout().resolve('migrations-samples'), folder.resolve('migrations-samples'))

        when:
        def rewritten = text
        def blocks = Block.of(text)
        blocks.each { block ->
            if (block.file) {
                def file = folder.resolve(block.file)
                Files.createDirectories(file.parent)
                Files.writeString(file, block.lines.join('\n') + '\n')
            } else if (block.kind == 'console') {
                def printed = run(block)
                // Where only a time differs, the README keeps the one it has.
                if (masked(printed) != masked(block.text)) rewritten = rewritten.replace(block.text, printed)
            }
        }
        if (Boolean.getBoolean('readme.write')) {
            Files.writeString(readme, rewritten)
            text = rewritten
        }
        def differences = differences(masked(text), masked(rewritten))

        then:
        blocks.count { it.kind == 'console' } >= 5
        differences == []
    }

    private String run(Block block) {
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

    /** Lines that stand in one text only, marked like those of a patch. */
    private static List<String> differences(String said, String printed) {
        def before = said.readLines()
        def after = printed.readLines()
        (before - after).collect { '- ' + it } + (after - before).collect { '+ ' + it }
            ?: (before == after ? [] : ['the same lines in another order'])
    }

    /** Times, dates and people differ. */
    private static String masked(String text) {
        text.replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)?/, '<when>')
            .replaceAll(/\b\d+([.,]\d+)? ?(ms|s|min)\b/, '<time>')
            .replace(System.getProperty('user.name'), '<user>')
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
