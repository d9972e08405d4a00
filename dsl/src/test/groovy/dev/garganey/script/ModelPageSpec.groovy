package dev.garganey.script

import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.testing.Models
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Runs the code blocks of docs/model.md. */
class ModelPageSpec extends Specification {
    @TempDir
    Path project

    static final Path PAGE = Path.of('..', 'docs', 'model.md').toAbsolutePath().normalize()

    def "the files of the page are one project: #product"() {
        given:
        def blocks = blocks()
        def files = blocks.findAll { it.head.startsWith('groovy file=') }.collectEntries { [it.head - 'groovy file=', it.text] }

        when:
        def model = new Models(project, product).of(files)

        then:
        blocks.every { it.head.startsWith('groovy file=') || it.head.startsWith('sql view=') }
        files.size() == blocks.size() - 1
        model.schema().tables().size() == 7
        model.seeds().size() == 2
        model.queries().size() == 5
        blocks.findAll { it.head.startsWith('sql view=') }.every {
            model.schema().view(ObjectName.of(it.head - 'sql view=')).definition() == it.text.trim()
        }

        and: 'it is written and read again without loss'
        def rendered = ModelRenderer.render(model.schema(), product)
        new Models(project, product).of(rendered.collectEntries { name, text -> ["schema/$name".toString(), text] }).schema() == model.schema()

        where:
        product << Product.values()
    }

    private static List<Map<String, String>> blocks() {
        (Files.readString(PAGE) =~ /(?ms)^```(\S[^\n]*)\n(.*?)^```$/).collect { [head: it[1], text: it[2]] }
    }
}
