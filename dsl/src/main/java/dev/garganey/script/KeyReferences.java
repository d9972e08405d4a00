package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Constraint.PrimaryKey;
import dev.garganey.model.Constraint.Unique;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.script.ModelParts.TablePart;
import dev.garganey.script.ModelTableBuilder.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * KeyReferences puts into the place of each {@code reference('team')} the columns of the key that
 * it refers to, once all tables are known: {@code team_id} for a key of one column, {@code
 * team_<column>} for each column of a longer one.
 */
final class KeyReferences {
  private final Map<ObjectName, TablePart> parts;
  private final Map<Reference, Optional<List<KeyColumn>>> expanded = new HashMap<>();
  private final Set<Reference> visiting = new HashSet<>();

  /** KeyColumn is a column that a reference makes, and the one that it refers to. */
  record KeyColumn(String name, ColumnType type, String referenced) {}

  KeyReferences(Map<ObjectName, TablePart> parts) {
    this.parts = parts;
  }

  /** The table with its references expanded, unless one is wrong; that was noted. */
  Optional<Table> expand(TablePart part) {
    if (part.table().isEmpty()) {
      return Optional.empty();
    }
    Table table = part.table().get();
    Map<String, List<KeyColumn>> columns = new LinkedHashMap<>();
    boolean right = true;
    for (Reference reference : part.builder().references()) {
      if (isMeant(reference, table)) {
        Optional<List<KeyColumn>> key = key(part, reference);
        right &= key.isPresent();
        key.ifPresent(k -> columns.put(reference.column(), k));
      }
    }
    if (!right) {
      return Optional.empty();
    }
    try {
      return Optional.of(columns.isEmpty() ? table : rewritten(table, columns));
    } catch (SchemaMistake mistake) {
      part.place().note(mistake.getMessage());
      return Optional.empty();
    }
  }

  /** Whether the foreign key is still the reference's own, and not one that follows it. */
  private static boolean isMeant(Reference reference, Table table) {
    return table.foreignKeys().stream().anyMatch(key -> isOf(key, reference.column()));
  }

  private static boolean isOf(ForeignKey key, String column) {
    return key.columns().equals(List.of(column)) && key.referencedColumns().isEmpty();
  }

  private Optional<List<KeyColumn>> key(TablePart part, Reference reference) {
    Optional<List<KeyColumn>> known = expanded.get(reference);
    if (known != null) {
      return known;
    }
    if (!visiting.add(reference)) {
      part.place()
          .at(reference.at())
          .note(
              "The key of `"
                  + part.name()
                  + "` is made of the key of `"
                  + reference.parent()
                  + "`, and that of it again",
              "Give one of them a key of its own.");
      expanded.put(reference, Optional.empty());
      return Optional.empty();
    }
    Optional<List<KeyColumn>> key = find(part, reference);
    visiting.remove(reference);
    expanded.putIfAbsent(reference, key);
    return expanded.get(reference);
  }

  private Optional<List<KeyColumn>> find(TablePart part, Reference reference) {
    Place place = part.place().at(reference.at());
    TablePart parent = parts.get(reference.parent());
    if (parent == null) {
      place.note(
          "There is no table `"
              + reference.parent()
              + "` for reference('"
              + reference.what()
              + "')",
          Suggestion.nearest(
                  reference.parent().toString(),
                  parts.keySet().stream().map(ObjectName::toString).toList())
              .map(n -> "Did you mean table: '" + n + "'?")
              .or(() -> Optional.of("Declare it, or name another: table: '…'.")));
      return Optional.empty();
    }
    if (parent.table().isEmpty()) {
      return Optional.empty(); // that it is wrong has been told
    }
    Optional<List<KeyColumn>> key = keyOf(parent);
    if (key.isPresent() && key.get().isEmpty()) {
      place.note(
          "Table `" + parent.name() + "` has no primary key that reference could refer to",
          "Give it one, or write the column and .references('" + parent.name() + "', '…').");
      return Optional.empty();
    }
    return key.map(columns -> named(reference, columns));
  }

  private static List<KeyColumn> named(Reference reference, List<KeyColumn> key) {
    if (key.size() == 1) {
      return List.of(
          new KeyColumn(
              reference.column(), reference.type().orElse(key.get(0).type()), key.get(0).name()));
    }
    return key.stream()
        .map(c -> new KeyColumn(reference.what() + "_" + c.name(), c.type(), c.name()))
        .toList();
  }

  /** The columns of a table's primary key, none where it has no key. */
  private Optional<List<KeyColumn>> keyOf(TablePart part) {
    Table table = part.table().orElseThrow();
    List<KeyColumn> key = new ArrayList<>();
    for (String column : table.primaryKey().map(PrimaryKey::columns).orElse(List.of())) {
      Optional<Reference> reference =
          part.builder().references().stream()
              .filter(r -> r.column().equals(column) && isMeant(r, table))
              .findFirst();
      if (reference.isEmpty()) {
        key.add(new KeyColumn(column, table.column(column).type(), column));
        continue;
      }
      Optional<List<KeyColumn>> inner = key(part, reference.get());
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      key.addAll(inner.get());
    }
    return Optional.of(key);
  }

  // --- Rewriting ---------------------------------------------------------------------------------

  private static Table rewritten(Table table, Map<String, List<KeyColumn>> keys) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (keys.containsKey(column.name())) {
        keys.get(column.name())
            .forEach(k -> columns.add(column.withName(k.name()).withType(k.type())));
      } else {
        columns.add(column);
      }
    }
    List<Constraint> constraints =
        table.constraints().stream().map(c -> rewritten(table.name(), c, keys)).toList();
    List<Index> indexes =
        table.indexes().stream().map(i -> rewritten(table.name(), i, keys)).toList();
    return new Table(
        table.name(),
        columns,
        constraints,
        indexes,
        table.triggers(),
        table.options(),
        table.comment());
  }

  private static List<String> names(List<String> columns, Map<String, List<KeyColumn>> keys) {
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      if (keys.containsKey(column)) {
        keys.get(column).forEach(k -> names.add(k.name()));
      } else {
        names.add(column);
      }
    }
    return names;
  }

  /** Names that follow the naming convention follow it still. */
  private static Constraint rewritten(
      ObjectName table, Constraint constraint, Map<String, List<KeyColumn>> keys) {
    List<String> columns = names(constraint.columns(), keys);
    if (constraint instanceof PrimaryKey key) {
      return new PrimaryKey(
          key.name(), columns, names(key.include(), keys), key.deferral(), key.onConflict());
    }
    if (constraint instanceof Unique key) {
      String usual = NamingConvention.unique(table, key.columns());
      return new Unique(
          key.name().map(n -> n.equals(usual) ? NamingConvention.unique(table, columns) : n),
          columns,
          key.nullsNotDistinct(),
          names(key.include(), keys),
          key.deferral(),
          key.onConflict());
    }
    if (constraint instanceof ForeignKey key) {
      String column = key.columns().get(0);
      boolean own = keys.containsKey(column) && isOf(key, column);
      String usual = NamingConvention.foreignKey(table, key.columns());
      return new ForeignKey(
          key.name().map(n -> n.equals(usual) ? NamingConvention.foreignKey(table, columns) : n),
          columns,
          key.references(),
          own
              ? keys.get(column).stream().map(KeyColumn::referenced).toList()
              : key.referencedColumns(),
          key.onDelete(),
          key.onUpdate(),
          key.deferral(),
          key.validated(),
          key.match());
    }
    return constraint;
  }

  private static Index rewritten(ObjectName table, Index index, Map<String, List<KeyColumn>> keys) {
    List<IndexKey> indexKeys = new ArrayList<>();
    for (IndexKey key : index.keys()) {
      if (!key.expression() && keys.containsKey(key.text())) {
        for (KeyColumn column : keys.get(key.text())) {
          indexKeys.add(
              new IndexKey(
                  column.name(),
                  false,
                  key.descending(),
                  key.nullsFirst(),
                  key.collation(),
                  key.operatorClass()));
        }
      } else {
        indexKeys.add(key);
      }
    }
    boolean usual = index.name().equals(NamingConvention.index(table, index.keys()));
    return new Index(
        usual ? NamingConvention.index(table, indexKeys) : index.name(),
        index.unique(),
        indexKeys,
        index.where(),
        index.method(),
        names(index.include(), keys),
        index.nullsNotDistinct(),
        index.options(),
        index.comment());
  }
}
