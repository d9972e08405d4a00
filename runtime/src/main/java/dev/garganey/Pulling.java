package dev.garganey;

import dev.garganey.PullOptions.HistoryTables;
import dev.garganey.compare.SchemaSource;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Selection;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Refused;
import dev.garganey.foreign.Histories;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.script.ModelRenderer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Pulling writes a schema, or a part of it, as the scripts of a model. */
final class Pulling {
  /** Kinds of objects whose options may be secret. */
  private static final Set<String> SECRETIVE = Set.of("userMapping");

  private final Dialect dialect;
  private final SchemaReader reader;

  Pulling(Dialect dialect, SchemaReader reader) {
    this.dialect = dialect;
    this.reader = reader;
  }

  Pulled pull(SchemaSource source, PullOptions options) {
    Histories.Sifted sifted = sifted(source, options.historyTables());
    Schema schema = sifted.rest();
    Selection.Selected part =
        options.isEmpty()
            ? new Selection.Selected(schema, List.of())
            : select(schema, options, unnamedSchema(source, options));
    Map<String, String> files = new TreeMap<>();
    ModelRenderer.render(part.schema(), dialect.product())
        .forEach((name, text) -> files.put(name, Pulled.MARK + "\n\n" + text));
    return new Pulled(
        source.title(),
        part.schema(),
        files,
        leftOut(sifted, part),
        sifted.notes(),
        options.isEmpty());
  }

  /** The histories of migration tools; only a live database has such, elsewhere it is all meant. */
  private Histories.Sifted sifted(SchemaSource source, HistoryTables choice) {
    Schema schema = reader.read(source).schema();
    if (!(source instanceof SchemaSource.Database database)) {
      return Histories.none(schema).without(table -> false);
    }
    Histories histories = Histories.of(schema);
    return histories.without(
        switch (choice) {
          case WITH -> table -> false;
          case WITHOUT -> table -> true;
          case AS_RECORDED -> histories.foreign().isEmpty() ? t -> false : unrecorded(database);
        });
  }

  /** What a database under Garganey has and its history does not. */
  private Predicate<ObjectName> unrecorded(SchemaSource.Database database) {
    Optional<Schema> recorded = reader.recorded(database.target());
    return table -> recorded.filter(r -> r.findTable(table).isEmpty()).isPresent();
  }

  private static List<String> leftOut(Histories.Sifted sifted, Selection.Selected part) {
    List<String> all = new ArrayList<>(sifted.leftOut());
    all.addAll(part.leftOut());
    boolean secrets = part.schema().natives().stream().anyMatch(n -> SECRETIVE.contains(n.kind()));
    if (secrets) {
      all.add(
          "passwords and other secrets of foreign servers and user mappings are left out: set them"
              + " in each database by ALTER USER MAPPING");
    }
    return all;
  }

  private static Selection.Selected select(
      Schema schema, PullOptions options, Optional<String> unnamed) {
    requireSchemas(schema, options, unnamed);
    Set<ObjectName> names = new TreeSet<>();
    schema.tables().stream().map(Table::name).forEach(names::add);
    schema.views().forEach(v -> names.add(v.name()));
    Set<String> lost = options.unmatched(names);
    if (!lost.isEmpty()) {
      throw new Refused(
          "No table or view is called `" + String.join("`, `", lost) + "`" + hint(lost, names));
    }
    Predicate<Optional<String>> others =
        options.tables().isEmpty() ? s -> options.wants(s, unnamed) : s -> false;
    return Selection.of(
        schema, n -> options.wants(n) && options.wants(n.schema(), unnamed), others);
  }

  private static String hint(Set<String> lost, Set<ObjectName> names) {
    return Suggestion.nearest(
            lost.iterator().next(), names.stream().map(ObjectName::toString).toList())
        .map(n -> "; did you mean `" + n + "`?")
        .orElse("; * stands for any characters");
  }

  private static void requireSchemas(Schema schema, PullOptions options, Optional<String> unnamed) {
    Set<String> known = new TreeSet<>(schema.schemas());
    unnamed.ifPresent(known::add);
    for (String wanted : options.schemas()) {
      if (!known.contains(wanted)) {
        throw new Refused(
            "There is no schema `"
                + wanted
                + "`; there is "
                + (known.isEmpty() ? "none" : "`" + String.join("`, `", known) + "`")
                + Suggestion.clause(wanted, known));
      }
    }
  }

  /** The schema that is meant where none is named; only a live database has one. */
  private Optional<String> unnamedSchema(SchemaSource source, PullOptions options) {
    if (options.schemas().isEmpty() || !(source instanceof SchemaSource.Database database)) {
      return Optional.empty();
    }
    try (Connection connection = dialect.open(database.target())) {
      return Optional.ofNullable(connection.getSchema());
    } catch (SQLException failure) {
      throw new DatabaseUnavailable(
          "Cannot read the schemas of " + database.target() + ": " + failure.getMessage(), failure);
    }
  }
}
