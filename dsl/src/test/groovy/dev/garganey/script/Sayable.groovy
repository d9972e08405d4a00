package dev.garganey.script

import dev.garganey.model.*
import dev.garganey.operation.*

/** Sayable turns random operations into those that a script can say: the constraints of their tables have names. */
class Sayable {
    /** The operation, or null where no script can say it. */
    static Operation of(Operation operation) {
        try {
            OperationRenderer.operation(operation)
        } catch (SchemaMistake unsayable) {
            return null
        }
        def function = operation instanceof CreateFunction ? operation.function().name() : operation instanceof DropFunction ? operation.name() : null
        if (function?.toString()?.contains('(')) {
            return null // a signature's arguments begin at its first parenthesis
        }
        if (operation instanceof CreateTable) {
            return new CreateTable(table(operation.table()))
        }
        if (operation instanceof CreateDomain) {
            return new CreateDomain(domain(operation.domain()))
        }
        if (operation instanceof AlterDomain) {
            return new AlterDomain(domain(operation.domain()))
        }
        if (operation instanceof SetTableOptions && operation.options().isEmpty()) {
            return null
        }
        if (operation instanceof DropConstraint) {
            def ref = operation.constraint()
            def kind = ref.kind().orElse(null)
            def byExpression = kind == ConstraintKind.CHECK && !ref.name().present && ref.expression().present
            def columns = ref.name().present || kind == ConstraintKind.PRIMARY_KEY || byExpression ? [] : ref.columns()
            def byName = kind in [null, ConstraintKind.CHECK, ConstraintKind.EXCLUSION]
            if (!ref.name().present && !byExpression && (byName || !columns) && kind != ConstraintKind.PRIMARY_KEY) {
                return null
            }
            return new DropConstraint(operation.table(), new ConstraintRef(ref.kind(), ref.name(), columns, byExpression ? ref.expression() : Optional.empty()), operation.cascade())
        }
        operation
    }

    private static Domain domain(Domain d) {
        def checks = d.checks().collect { it.name().present ? it : it.withName(Optional.of('check')) }
        new Domain(d.name(), d.type(), d.nullable(), d.defaultValue(), d.collation(), checks, d.comment())
    }

    private static Table table(Table table) {
        def keys = table.primaryKey().map { it.columns() }.orElse([])
        def columns = table.columns().collect { it.name() in keys ? it.withNullable(false) : it }
        def seen = [] as Set
        def constraints = table.constraints().collect { constraint(table.name(), it) }.findAll { seen.add(it.name()) }
        table.withColumns(columns).withConstraints(constraints)
    }

    private static Constraint constraint(ObjectName table, Constraint constraint) {
        if (constraint.name().present) {
            return constraint
        }
        constraint.withName(Optional.of(switch (constraint) {
            case Constraint.PrimaryKey -> NamingConvention.primaryKey(table)
            case Constraint.Unique -> NamingConvention.unique(table, constraint.columns())
            case Constraint.ForeignKey -> NamingConvention.foreignKey(table, constraint.columns())
            case Constraint.Exclusion -> NamingConvention.exclusion(table)
            default -> table.name() + '_check'
        }))
    }
}
