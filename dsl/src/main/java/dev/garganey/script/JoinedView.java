package dev.garganey.script;

import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.script.ModelViewBuilder.Field;
import dev.garganey.script.ModelViewBuilder.Join;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** JoinedView writes the query of a view that is made of joins. */
final class JoinedView {
  private final ModelViewBuilder view;
  private final Schema schema;
  private final Set<ObjectName> views;
  private final Set<ObjectName> wrong;
  private final Place place;
  private final Map<String, Table> sources = new LinkedHashMap<>();
  private boolean right = true;

  private JoinedView(
      ModelViewBuilder view,
      Schema schema,
      Set<ObjectName> views,
      Set<ObjectName> wrong,
      Place place) {
    this.view = view;
    this.schema = schema;
    this.views = views;
    this.wrong = wrong;
    this.place = place;
  }

  /**
   * The query, unless something is wrong; that was noted.
   *
   * @param views the views of the model
   * @param wrong the tables of which it was told already that they are wrong
   */
  static Optional<String> query(
      ModelViewBuilder view,
      Schema schema,
      Set<ObjectName> views,
      Set<ObjectName> wrong,
      Place place) {
    return new JoinedView(view, schema, views, wrong, place).query();
  }

  private Optional<String> query() {
    List<String> lines = new ArrayList<>();
    for (Join join : view.joins()) {
      try {
        lines.add(line(join));
      } catch (SchemaMistake mistake) {
        right = false;
        place.at(join.at()).note(mistake.getMessage());
      } catch (AlreadyTold told) {
        right = false;
      }
    }
    if (!right) {
      return Optional.empty(); // what a column means is not known without all tables
    }
    List<String> columns = columns();
    return right
        ? Optional.of(
            "select " + String.join(", ", columns) + "\n" + String.join("\n", lines) + view.tail())
        : Optional.empty();
  }

  // --- Tables ------------------------------------------------------------------------------------

  private String line(Join join) {
    if (join.kind() != Join.Kind.FROM && sources.isEmpty()) {
      throw new SchemaMistake("A join begins with a table: from 'students', before join");
    }
    Table table = table(join.table());
    String condition = join.kind() == Join.Kind.FROM ? "" : " on " + condition(join, table);
    if (sources.putIfAbsent(join.alias(), table) != null) {
      throw new SchemaMistake(
          "`"
              + join.alias()
              + "` is in this view twice; give one of them another name: join '"
              + join.table()
              + "', as: '…'");
    }
    return join.kind().sql
        + " "
        + Identifiers.sql(join.table())
        + join.as().map(as -> " as " + Identifiers.sql(as)).orElse("")
        + condition;
  }

  private Table table(ObjectName name) {
    if (views.contains(name)) {
      throw new SchemaMistake(
          "`"
              + name
              + "` is a view, and what it shows is not known here; write the query with sql");
    }
    if (wrong.contains(name)) {
      throw new AlreadyTold();
    }
    return schema
        .findTable(name)
        .orElseThrow(
            () ->
                new SchemaMistake(
                    "There is no table `"
                        + name
                        + "`"
                        + Suggestion.clause(
                            name.toString(),
                            schema.tables().stream().map(t -> t.name().toString()).toList())));
  }

  private String condition(Join join, Table table) {
    if (join.on().isPresent()) {
      return join.on().get();
    }
    Map<String, Table> before = new LinkedHashMap<>(sources);
    if (join.to().isPresent()) {
      String to = join.to().get();
      String alias = sources.containsKey(to) ? to : ObjectName.parse(to).name();
      if (!sources.containsKey(alias)) {
        throw new SchemaMistake(
            "`"
                + to
                + "` is not in this view yet, so nothing can be joined to it; those before are "
                + String.join(", ", sources.keySet()));
      }
      before.keySet().retainAll(Set.of(alias));
    }
    List<String> conditions = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    before.forEach(
        (alias, other) -> {
          connect(other, alias, table, join.alias(), conditions, keys);
          connect(table, join.alias(), other, alias, conditions, keys);
        });
    String names =
        before.keySet().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    if (conditions.isEmpty()) {
      throw new SchemaMistake(
          "No foreign key connects `"
              + join.table()
              + "` with "
              + names
              + "; say how they belong together: on: '…'");
    }
    if (conditions.size() > 1) {
      throw new SchemaMistake(
          "Several foreign keys connect `"
              + join.table()
              + "` with "
              + names
              + ": "
              + String.join(", ", keys)
              + "; say which table is meant, to: '…', or the condition, on: '…'");
    }
    return conditions.get(0);
  }

  /** The conditions that the foreign keys of a child to a parent mean. */
  private static void connect(
      Table child,
      String childAlias,
      Table parent,
      String parentAlias,
      List<String> conditions,
      List<String> keys) {
    for (ForeignKey key : child.foreignKeys()) {
      if (!key.references().equals(parent.name())) {
        continue;
      }
      List<String> targets =
          key.referencedColumns().isEmpty()
              ? parent.primaryKey().map(k -> k.columns()).orElse(List.of())
              : key.referencedColumns();
      List<String> pairs = new ArrayList<>();
      for (int i = 0; i < Math.min(key.columns().size(), targets.size()); i++) {
        pairs.add(
            column(childAlias, key.columns().get(i)) + " = " + column(parentAlias, targets.get(i)));
      }
      conditions.add(String.join(" and ", pairs));
      keys.add(childAlias + "(" + String.join(", ", key.columns()) + ")");
    }
  }

  private static String column(String alias, String column) {
    return Identifiers.sql(alias) + "." + Identifiers.sql(column);
  }

  // --- Columns -----------------------------------------------------------------------------------

  private List<String> columns() {
    List<Field> fields = new ArrayList<>(view.fields());
    if (fields.isEmpty()) {
      sources.forEach(
          (alias, table) ->
              table
                  .columns()
                  .forEach(c -> fields.add(new Field(Optional.empty(), c.name(), place.at()))));
    }
    Set<String> names = new HashSet<>();
    Set<String> told = new HashSet<>();
    List<String> columns = new ArrayList<>();
    for (Field field : fields) {
      try {
        String column = column(field);
        String name = field.as().orElseGet(() -> lastPart(String.valueOf(field.value())));
        if (!names.add(name)) {
          throw new SchemaMistake(
              "The view has two columns `" + name + "`; name one otherwise: columns other: '…'");
        }
        columns.add(column);
      } catch (SchemaMistake mistake) {
        right = false;
        if (told.add(mistake.getMessage())) {
          place.at(field.at()).note(mistake.getMessage());
        }
      }
    }
    return columns;
  }

  private String column(Field field) {
    String as = field.as().map(n -> " as " + Identifiers.sql(n)).orElse("");
    if (field.value() instanceof Value.Expression expression) {
      return expression.sql() + as;
    }
    String text = String.valueOf(field.value());
    int dot = text.lastIndexOf('.');
    if (dot > 0 && sources.containsKey(text.substring(0, dot))) {
      String alias = text.substring(0, dot);
      sources.get(alias).column(text.substring(dot + 1));
      return column(alias, text.substring(dot + 1)) + as;
    }
    List<String> owners =
        sources.entrySet().stream()
            .filter(s -> s.getValue().findColumn(text).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    if (owners.size() > 1) {
      throw new SchemaMistake(
          "`"
              + text
              + "` is ambiguous: it is a column of "
              + owners.stream().map(o -> "`" + o + "`").collect(Collectors.joining(" and "))
              + "; list the columns and say which: columns '"
              + owners.get(0)
              + "."
              + text
              + "'");
    }
    if (owners.isEmpty()) {
      List<String> known =
          sources.values().stream().flatMap(t -> t.columns().stream()).map(c -> c.name()).toList();
      throw new SchemaMistake(
          "No table of this view has a column `" + text + "`" + Suggestion.clause(text, known));
    }
    return column(owners.get(0), text) + as;
  }

  private static String lastPart(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** AlreadyTold says that a mistake is the consequence of one that was noted before. */
  private static final class AlreadyTold extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
