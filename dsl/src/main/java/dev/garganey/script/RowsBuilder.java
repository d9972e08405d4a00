package dev.garganey.script;

import dev.garganey.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RowsBuilder is the body of {@code insert('t') { … }}. */
public final class RowsBuilder extends Block {
  private final List<Map<String, Value>> rows = new ArrayList<>();

  RowsBuilder(Evaluation evaluation) {
    super(evaluation);
  }

  /** One row: {@code row name: 'A', size: 3}. */
  public void row(Map<String, ?> values) {
    rows.add(DataWords.values(values));
  }

  List<Map<String, Value>> rows() {
    return rows;
  }

  @Override
  String placeTitle() {
    return " in insert";
  }
}
