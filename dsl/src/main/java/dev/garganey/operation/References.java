package dev.garganey.operation;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.List;

/** References checks that what an operation refers to is there. */
final class References {
  private References() {}

  /** The columns that a foreign key refers to: the ones it names, or the primary key's. */
  static List<String> columns(Schema schema, Constraint.ForeignKey key) {
    if (!key.referencedColumns().isEmpty()) {
      return key.referencedColumns();
    }
    return schema
        .findTable(key.references())
        .flatMap(Table::primaryKey)
        .map(Constraint.PrimaryKey::columns)
        .orElse(List.of());
  }

  static void check(Schema after, Table table, List<Constraint.ForeignKey> keys) {
    for (Constraint.ForeignKey key : keys) {
      if (after.isOpen() && after.findTable(key.references()).isEmpty()) {
        continue;
      }
      Table parent = after.table(key.references());
      List<String> columns = columns(after, key);
      if (!Table.takesColumns(parent.options())) {
        columns.forEach(parent::column);
      }
      if (columns.size() != key.columns().size()) {
        throw new SchemaMistake(
            "A foreign key of `"
                + table.name()
                + "` has "
                + key.columns().size()
                + " columns, the primary key of `"
                + parent.name()
                + "` has "
                + columns.size());
      }
    }
  }

  static void checkEnums(Schema after, Table table) {
    table.columns().forEach(c -> checkEnum(after, c.type()));
  }

  static void checkEnum(Schema after, ColumnType type) {
    if (type instanceof ColumnType.OfEnum e && !after.isOpen()) {
      after.enumType(e.name());
    } else if (type instanceof ColumnType.ArrayOf array) {
      checkEnum(after, array.element());
    }
  }
}
