package dev.garganey.script

import dev.garganey.model.Product
import dev.garganey.model.ReferentialAction
import groovy.lang.DelegatesTo
import java.lang.reflect.Modifier
import spock.lang.Specification

class EditorHelpSpec extends Specification {

  static final BUILDERS = [MigrationBuilder, OperationsBuilder, TableBuilder, AlterColumnBuilder, BackfillBuilder, RowsBuilder, ViewBuilder,
    ModelBuilder, SeedsBuilder, ModelTableBuilder, ModelViewBuilder, SeedBuilder, QueriesBuilder]

  def "every block of #builder.simpleName tells editors what it delegates to"() {
    expect:
    builder.methods.findAll { Builder.isAssignableFrom(it.declaringClass) && it.declaringClass != Builder && !(it.name in ['data', 'only']) }.every { method ->
      method.parameters.findAll { it.type == Body }.every { p ->
        def delegate = p.getAnnotation(DelegatesTo)
        delegate != null && delegate.strategy() == Closure.DELEGATE_ONLY && Modifier.isPublic(delegate.value().modifiers)
      }
    }

    where:
    builder << BUILDERS
  }

  def "the description for IntelliJ names a class and constants that exist"() {
    given:
    def text = getClass().getResource('/garganey.gdsl').text

    expect:
    [MigrationBuilder, ModelBuilder, SeedsBuilder].every { text.contains("'${it.name}'") }
    Product.values().every { text.contains("'${it.name()}'") }
    ReferentialAction.values().every { text.contains("'${it.name()}'") }
    new GroovyShell().parse(text) != null
  }
}
