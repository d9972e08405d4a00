package dev.garganey

import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.AutoCleanup
import spock.lang.Specification

/** A rollback goes the way back that was recorded, and it is told when a file says another one by now. */
class EditedDownSpec extends Specification {

    @AutoCleanup
    Project project = Project.on(Product.SQLITE)

    def "#what is #verdict"() {
        given:
        project.file('001_t.groovy', "up { createTable('t') { id() } }\ndown { dropTable 't' }")
        reading { it.apply(ApplyOptions.DEFAULT) }

        when:
        project.file('001_t.groovy', "up { createTable('t') { id() } }\n$now")
        def problems = reading { it.verify() }.problems()
        def line = reading { it.status() }.migrations()[0]

        then:
        problems*.id() == (told ? ['001_t'] : [])
        problems*.message().every { it.contains('another way to undo it') }
        line.state() == MigrationState.APPLIED
        line.note().present == told

        where:
        what                      | now                                           || told
        'another way back'        | "down { sql 'select 1'; dropTable 't' }"      || true
        'a way back that is gone' | "irreversible 'it is needed'"                 || true
        'the same way back'       | "down {\n    dropTable('t')  // gone\n}"      || false
        verdict = told ? 'told' : 'no news'
    }

    private <T> T reading(Closure<T> question) {
        Garganey.open(project.configuration()) { }.withCloseable { question(it) }
    }
}
