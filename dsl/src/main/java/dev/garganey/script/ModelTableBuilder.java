package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.SourcePosition;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ModelTableBuilder is the body of {@code table} in a schema model: what {@code createTable} knows,
 * and how the table came to be what it is.
 */
public final class ModelTableBuilder extends TableBuilder {
  private final List<Reference> references = new ArrayList<>();
  private final Map<String, Renamed> renamedColumns = new LinkedHashMap<>();
  private final Map<String, SourcePosition> dropped = new LinkedHashMap<>();
  private final QueriesBuilder queries;
  private Optional<ObjectName> renamedFrom = Optional.empty();

  ModelTableBuilder(Evaluation evaluation, ObjectName name) {
    super(evaluation, name, true, other -> Optional.empty());
    this.queries = new QueriesBuilder(evaluation, name);
  }

  /** The name that this table had, so that it is renamed and not made anew. */
  public void renamedFrom(String oldName) {
    renamedFrom = Optional.of(ObjectName.parse(oldName));
  }

  /** Columns that may go, with what they hold: {@code dropped('legacy_note')}. */
  public void dropped(String... columns) {
    for (String column : columns) {
      dropped.put(column, evaluation.here());
    }
  }

  /** What generated code shall offer besides the usual: {@code queries { selectAll() }}. */
  public void queries(
      @DelegatesTo(value = QueriesBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    evaluation.run(body, queries);
  }

  /** The key is looked up when all tables are known. */
  @Override
  void noteReference(
      String what,
      ObjectName parent,
      Optional<ColumnType> type,
      ColumnBuilder column,
      ForeignKeyBuilder foreignKey) {
    foreignKey.references(parent.toString());
    references.add(new Reference(what, parent, type, column.columnName(), column.at));
  }

  @Override
  void noteRenamed(ColumnBuilder column, String from) {
    renamedColumns.put(column.columnName(), new Renamed(from, evaluation.here()));
  }

  /** What is compared with the database is as the database has it. */
  @Override
  boolean isNameless(ConstraintBuilder<?> constraint) {
    return constraint instanceof KeyBuilder key
        && key.isPrimary()
        && !evaluation.context().product().namesPrimaryKeys();
  }

  List<Reference> references() {
    return references;
  }

  Map<String, Renamed> renamedColumns() {
    return renamedColumns;
  }

  Map<String, SourcePosition> droppedColumns() {
    return dropped;
  }

  Optional<ObjectName> oldName() {
    return renamedFrom;
  }

  QueriesBuilder queries() {
    return queries;
  }

  @Override
  String placeTitle() {
    return " in table";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return vocabulary.knows(ModelBuilder.class, word)
        ? Optional.of("This word stands outside of table { … }.")
        : super.elsewhere(word, vocabulary);
  }

  /**
   * Reference is one {@code reference('team')}.
   *
   * @param column the column that stands for the key until that is known
   */
  record Reference(
      String what,
      ObjectName parent,
      Optional<ColumnType> type,
      String column,
      SourcePosition at) {}

  /** Renamed is the old name of a column. */
  record Renamed(String from, SourcePosition at) {}
}
