package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.operation.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SeedBuilder is the body of {@code seed}: the rows that a table shall hold. */
public final class SeedBuilder extends Block {
  private final List<RawRow> rows = new ArrayList<>();
  private boolean exactly;

  SeedBuilder(Evaluation evaluation) {
    super(evaluation);
  }

  /** One row: {@code row id: 1, name: 'admin'}. */
  public void row(Map<String, ?> values) {
    rows.add(new RawRow(values, evaluation.here()));
  }

  /** Removes the rows that are not listed. */
  public void exactly() {
    exactly = true;
  }

  /** The row of another table that has these values: {@code ref('teams', name: 'Founders')}. */
  public RowReference ref(Map<String, ?> key, String table) {
    RowReference reference = new RowReference(ObjectName.parse(table), key);
    evaluation.loosely(
        reference,
        "ref('" + table + "', …) is a value here, and no row takes it",
        Optional.of("Give it to a column: row team_id: ref('" + table + "', …)."));
    return reference;
  }

  List<RawRow> rows() {
    return rows;
  }

  boolean isExact() {
    return exactly;
  }

  @Override
  String placeTitle() {
    return " in seed";
  }

  /** RawRow is a row as the script wrote it. */
  record RawRow(Map<String, ?> values, SourcePosition at) {}

  /** RowReference is {@code ref(…)}. */
  record RowReference(ObjectName table, Map<String, ?> key) {}
}
