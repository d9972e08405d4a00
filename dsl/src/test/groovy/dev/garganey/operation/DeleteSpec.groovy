package dev.garganey.operation

import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.ObjectName
import dev.garganey.model.Schema
import dev.garganey.model.SchemaMistake
import dev.garganey.model.Table
import dev.garganey.model.Value
import spock.lang.Specification

/** Rows to remove are known by their columns, which must be there. */
class DeleteSpec extends Specification {
    static final ObjectName USERS = ObjectName.of('users')

    def "a column that is not there is told, where rows are #what by it"() {
        given:
        def schema = new CreateTable(Table.of(USERS, [Column.of('name', new ColumnType.Text())])).applyTo(Schema.EMPTY)

        when:
        new Delete(USERS, Optional.empty(), matching, expected).applyTo(schema)

        then:
        def mistake = thrown(SchemaMistake)
        mistake.message.contains('nam')
        mistake.message.contains('did you mean `users.name`')

        where:
        what         | matching               | expected
        'found'      | [nam: Value.of('Ann')]  | [:]
        'recognized' | [name: Value.of('Ann')] | [nam: Value.of('Ann')]
    }
}
