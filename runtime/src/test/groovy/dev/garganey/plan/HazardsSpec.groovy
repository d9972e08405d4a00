package dev.garganey.plan

import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.ObjectName
import dev.garganey.model.Schema
import dev.garganey.model.Table
import dev.garganey.model.Value
import dev.garganey.operation.AlterColumn
import dev.garganey.operation.ColumnChange
import dev.garganey.operation.Delete
import dev.garganey.operation.DropColumn
import dev.garganey.operation.DropTable
import dev.garganey.operation.Operation
import dev.garganey.operation.RawSql
import dev.garganey.operation.RunCode
import dev.garganey.operation.Update
import spock.lang.Specification

import static dev.garganey.plan.HazardKind.*

class HazardsSpec extends Specification {

    static final ObjectName USERS = ObjectName.of('users')

    def "#operation.describe() bears #kinds"(Operation operation, List<HazardKind> kinds) {
        expect:
        Hazards.of(operation, Schema.EMPTY)*.kind() == kinds

        where:
        operation                                                    || kinds
        new DropTable(USERS, false)                                  || [DROPS_TABLE]
        new DropColumn(USERS, 'email', false)                        || [DROPS_COLUMN]
        new Delete(USERS, Optional.empty(), [:])                     || [DELETES_EVERY_ROW]
        new Delete(USERS, Optional.of('id = 1'), [:])                || []
        new Delete(USERS, Optional.empty(), [id: Value.of(1)])       || []
        new Update(USERS, [a: Value.of(1)], Optional.empty())        || [UPDATES_EVERY_ROW]
        new Update(USERS, [a: Value.of(1)], Optional.of('id = 1'))   || []
        new AlterColumn(USERS, 'a', [converted()])                   || [CHANGES_VALUES]
        new RawSql('vacuum', Optional.empty(), true)                 || [OPAQUE]
        new RunCode('db.execute()')                                  || [OPAQUE]
    }

    def "a hazard names what would be lost"() {
        expect:
        Hazards.of(new DropColumn(ObjectName.parse('app.users'), 'email', false), Schema.EMPTY)*.object() == ['app.users.email']
    }

    def "from #from to #to #verdict"(ColumnType from, ColumnType to, String verdict) {
        given:
        def before = Schema.EMPTY.with(Table.of(USERS, [Column.of('c', from)]))
        def change = new AlterColumn(USERS, 'c', [new ColumnChange.Type(to, Optional.empty())])

        expect:
        Hazards.of(change, before)*.kind() == (verdict == 'narrows' ? [NARROWS_TYPE] : [])

        where:
        from                         | to                              || verdict
        varchar(320)                 | varchar(100)                    || 'narrows'
        varchar(100)                 | varchar(320)                    || 'is safe'
        varchar(100)                 | new ColumnType.Text()           || 'is safe'
        new ColumnType.Text()        | varchar(100)                    || 'narrows'
        new ColumnType.Char(3)       | varchar(3)                      || 'is safe'
        new ColumnType.BigInt()      | new ColumnType.Int()            || 'narrows'
        new ColumnType.Int()         | new ColumnType.BigInt()         || 'is safe'
        new ColumnType.Int()         | decimal(10, 0)                  || 'is safe'
        new ColumnType.Int()         | decimal(10, 2)                  || 'narrows'
        new ColumnType.Int()         | new ColumnType.Real()           || 'narrows'
        new ColumnType.Int()         | new ColumnType.DoublePrecision()|| 'is safe'
        new ColumnType.Int()         | varchar(10)                     || 'narrows'
        new ColumnType.Int()         | varchar(11)                     || 'is safe'
        decimal(12, 2)               | decimal(12, 4)                  || 'narrows'
        decimal(12, 2)               | decimal(14, 2)                  || 'is safe'
        decimal(12, 2)               | decimal(12, 1)                  || 'narrows'
        decimal(12, 2)               | anyDecimal()                    || 'is safe'
        anyDecimal()                 | decimal(12, 2)                  || 'narrows'
        new ColumnType.Text()        | new ColumnType.Int()            || 'narrows'
        timestamp(6)                 | timestamp(3)                    || 'narrows'
        timestamp(3)                 | timestamp(6)                    || 'is safe'
        timestamp(6)                 | new ColumnType.Date()           || 'narrows'
        new ColumnType.Uuid()        | new ColumnType.Text()           || 'is safe'
        new ColumnType.Binary()      | new ColumnType.Text()           || 'narrows'
    }

    static ColumnChange converted() {
        new ColumnChange.Type(new ColumnType.Text(), Optional.of('substr(a, 1, 1)'))
    }

    static ColumnType varchar(int length) { new ColumnType.VarChar(Optional.of(length)) }

    static ColumnType decimal(int precision, int scale) { new ColumnType.Decimal(Optional.of(precision), Optional.of(scale)) }

    static ColumnType anyDecimal() { new ColumnType.Decimal(Optional.empty(), Optional.empty()) }

    static ColumnType timestamp(int precision) { new ColumnType.Timestamp(Optional.of(precision)) }
}
