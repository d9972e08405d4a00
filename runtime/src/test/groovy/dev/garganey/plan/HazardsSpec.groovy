package dev.garganey.plan

import dev.garganey.dialect.Dialects
import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.model.Table
import dev.garganey.model.Value
import dev.garganey.operation.AlterColumn
import dev.garganey.operation.ColumnChange
import dev.garganey.operation.Delete
import dev.garganey.operation.DropColumn
import dev.garganey.operation.DropTable
import dev.garganey.operation.Migration
import dev.garganey.operation.Operation
import dev.garganey.operation.RawSql
import dev.garganey.operation.RunCode
import dev.garganey.operation.SourcePosition
import dev.garganey.operation.Step
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

    def "#product: `#sql` says itself that it bears #kinds"() {
        expect:
        new Planner(Dialects.of(product))
            .up(migration(sql), Schema.EMPTY).hazards().collect { [it.kind(), it.object()] } == risks + [[OPAQUE, new RawSql(sql, Optional.empty(), true).describe()]]

        where:
        product            | sql                                        || risks
        Product.SQLITE     | 'drop table if exists main.t'              || [[DROPS_TABLE, 't']]
        Product.SQLITE     | 'drop table [a b]'                         || [[DROPS_TABLE, 'a b']]
        Product.SQLITE     | 'alter table t drop column a'              || [[DROPS_COLUMN, 't.a']]
        Product.SQLITE     | 'delete from t'                            || [[DELETES_EVERY_ROW, 't']]
        Product.SQLITE     | 'update or replace t set a = 1'            || [[UPDATES_EVERY_ROW, 't']]
        Product.SQLITE     | 'create trigger x after insert on t begin delete from u; end' || []
        Product.POSTGRESQL | 'DROP TABLE A, "B", s.c CASCADE'           || [[DROPS_TABLE, 'a'], [DROPS_TABLE, 'B'], [DROPS_TABLE, 's.c']]
        Product.POSTGRESQL | 'truncate only a, b restart identity'      || [[DELETES_EVERY_ROW, 'a'], [DELETES_EVERY_ROW, 'b']]
        Product.POSTGRESQL | 'alter table if exists t drop constraint c, drop if exists a, alter b drop default' || [[DROPS_COLUMN, 't.a']]
        Product.POSTGRESQL | 'with x as (delete from t where id in (select 1)), y as (delete from u) select 1' || [[DELETES_EVERY_ROW, 'u']]
        Product.POSTGRESQL | 'delete from t where true returning id'    || [[DELETES_EVERY_ROW, 't']]
        Product.POSTGRESQL | 'drop schema s cascade'                    || [[DROPS_TABLE, 's']]
        Product.POSTGRESQL | 'update t set a = (select 1 where true)'   || [[UPDATES_EVERY_ROW, 't']]
        Product.POSTGRESQL | 'update t set a = 1 where b'               || []
        Product.POSTGRESQL | 'do $$ begin drop table t; end $$'         || [[UNSEEN, 'run do $$ begin drop table t; end $$']]
        Product.POSTGRESQL | "do language plpgsql 'begin perform 1; end'" || []
        Product.POSTGRESQL | 'drop type if exists mood, s."Big" cascade' || [[CASCADES, 'mood'], [CASCADES, 's.Big']]
        Product.POSTGRESQL | 'drop domain d'                            || []
        Product.POSTGRESQL | 'drop extension hstore cascade'            || [[CASCADES, 'hstore']]
        Product.POSTGRESQL | 'drop owned by ada, bob'                   || [[CASCADES, 'ada'], [CASCADES, 'bob']]
        Product.POSTGRESQL | 'alter table t alter a type int, alter column b set data type text, alter c set not null' || [[NARROWS_TYPE, 't.a'], [NARROWS_TYPE, 't.b']]
        kinds = risks.empty ? 'nothing but the unknown' : risks*.first().join(', ')
    }

    private static Migration migration(String sql) {
        new Migration('m', 'm.sql', '', Optional.empty(), [Step.of(new RawSql(sql, Optional.empty(), true), new SourcePosition('m.sql', 1, 1))],
            Optional.empty(), true, false, [], [], Optional.empty())
    }

    def "what is at risk in the rebuild of a table is told"() {
        given:
        def t = ObjectName.of('t')
        def before = Schema.EMPTY.with(Table.of(t, [Column.of('a', new ColumnType.Int()), Column.of('b', new ColumnType.Int())]))
        def steps = [new DropColumn(t, 'a', false), new AlterColumn(t, 'b', [new ColumnChange.Default(Optional.of(Value.of(1)))])]
            .collect { Step.of(it, new SourcePosition('m.groovy', 1, 1)) }
        def migration = new Migration('m', 'm.groovy', '', Optional.empty(), steps, Optional.empty(), true, false, [], [], Optional.empty())

        expect:
        new Planner(Dialects.of(Product.SQLITE)).up(migration, before).hazards()*.kind() == [DROPS_COLUMN]
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
