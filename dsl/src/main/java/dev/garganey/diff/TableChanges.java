package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Update;
import dev.garganey.sql.SqlNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** TableChanges makes one table into another of the same name. */
final class TableChanges {
  private final Draft draft;
  private final Schema target;
  private final ObjectName name;
  private final DiffRules rules;
  private final Answers answers;
  private final List<Question> questions;
  private final List<String> refusals;

  TableChanges(
      Draft draft,
      Schema target,
      ObjectName name,
      DiffRules rules,
      Answers answers,
      List<Question> questions,
      List<String> refusals) {
    this.draft = draft;
    this.target = target;
    this.name = name;
    this.rules = rules;
    this.answers = answers;
    this.questions = questions;
    this.refusals = refusals;
  }

  private Table now() {
    return draft.schema().table(name);
  }

  private Table wanted() {
    return target.table(name);
  }

  /** Whether it cannot be made what it shall be in place; then nothing of it is changed. */
  boolean refuse() {
    int before = refusals.size();
    for (String fixed : rules.fixedOptions()) {
      String value = now().options().getOrDefault(fixed, "");
      if (!value.equals(wanted().options().getOrDefault(fixed, ""))) {
        refusals.add(
            "`"
                + name
                + "` cannot change its option "
                + fixed
                + " in place; drop the table and make it again in migrations of your own");
      }
    }
    boolean comesOrGoes = !columnNames(now()).equals(columnNames(wanted()));
    if (refusals.size() == before && comesOrGoes && now().options().containsKey("partitionOf")) {
      refusals.add(
          "`"
              + name
              + "` is a partition, and its columns shall differ from those of its parent in"
              + " another way than they do; change them in migrations of your own");
    }
    return refusals.size() > before;
  }

  private static Set<String> columnNames(Table table) {
    Set<String> names = new HashSet<>();
    table.columns().forEach(c -> names.add(c.name()));
    return names;
  }

  /** The columns that go, or go and come back: one that is computed before what it reads. */
  private List<String> leaving() {
    List<Column> leaving =
        now().columns().stream()
            .filter(
                c ->
                    wanted()
                        .findColumn(c.name())
                        .filter(w -> !ColumnDifference.isReplaced(c, w, rules))
                        .isEmpty())
            .toList();
    List<String> names = new ArrayList<>();
    readFirst(leaving).forEach(c -> names.add(0, c.name()));
    return names;
  }

  /** Columns in an order in which each comes after those of them that it is computed from. */
  private static List<Column> readFirst(List<Column> columns) {
    List<Column> ordered = new ArrayList<>();
    List<Column> rest = new ArrayList<>(columns);
    while (!rest.isEmpty()) {
      Column next =
          rest.stream()
              .filter(c -> rest.stream().noneMatch(other -> !other.equals(c) && reads(c, other)))
              .findFirst()
              .orElse(rest.get(0));
      ordered.add(next);
      rest.remove(next);
    }
    return ordered;
  }

  private static boolean reads(Column column, Column other) {
    return column
        .generated()
        .filter(g -> SqlNames.mentions(g.expression(), other.name()))
        .isPresent();
  }

  /** Takes away the constraints and indexes that must go, but for those that go with a column. */
  void dropParts() {
    Table now = now();
    Set<String> leaving = new HashSet<>(leaving());
    Parts parts = Parts.of(draft.schema(), now, target, wanted());
    dropIdentifyingIndex(parts);
    dropPolicies();
    freeNames();
    Table rest = leaving.isEmpty() ? now : without(now, leaving);
    for (Constraint constraint : parts.droppedConstraints()) {
      boolean goesAlong = !leaving.isEmpty() && !rest.constraints().contains(constraint);
      // The key goes when the table itself changes: some tables are none without one.
      if (!goesAlong && !(constraint instanceof Constraint.PrimaryKey)) {
        draft.emit(new DropConstraint(name, ConstraintRef.to(constraint), false));
      }
    }
    Set<String> fresh = new HashSet<>();
    parts.addedIndexes().forEach(i -> fresh.add(i.name()));
    for (Index index : parts.droppedIndexes()) {
      boolean goesAlong = !rest.indexes().contains(index) && !fresh.contains(index.name());
      if (!goesAlong) {
        draft.emit(new DropIndex(name.sibling(index.name()), false));
      }
    }
    parts.renames().forEach(draft::emit);
  }

  /** An index by which a replica knows rows is let go before it goes. */
  private void dropIdentifyingIndex(Parts parts) {
    String key = "replicaIdentity";
    String identity = now().options().getOrDefault(key, "");
    boolean goes =
        parts.droppedIndexes().stream().anyMatch(i -> identity.equals("index " + i.name()))
            || parts.droppedConstraints().stream()
                .anyMatch(c -> identity.equals("index " + c.name().orElse("")));
    if (goes) {
      draft.emit(new SetTableOptions(name, Map.of(key, "")));
    }
  }

  /**
   * Policies and verbatim foreign keys that go, or come back otherwise, go before columns change.
   */
  private void dropPolicies() {
    Map<String, String> gone = new TreeMap<>();
    now()
        .options()
        .forEach(
            (key, text) -> {
              boolean binds = key.startsWith(Table.POLICY) || Table.isForeignKey(key, text);
              if (binds && !text.equals(wanted().options().get(key))) {
                gone.put(key, "");
              }
            });
    if (!gone.isEmpty()) {
      draft.emit(new SetTableOptions(name, gone));
    }
  }

  private void dropKey() {
    Set<String> leaving = new HashSet<>(leaving());
    for (Constraint constraint :
        Parts.of(draft.schema(), now(), target, wanted()).droppedConstraints()) {
      if (constraint instanceof Constraint.PrimaryKey
          && constraint.columns().stream().noneMatch(leaving::contains)) {
        draft.emit(new DropConstraint(name, ConstraintRef.to(constraint), false));
      }
    }
  }

  /** An identity stands on the table's key, so it goes before that does. */
  private void dropIdentities() {
    for (Column column : now().columns()) {
      boolean goes =
          column.identity().isPresent()
              && wanted().findColumn(column.name()).filter(w -> w.identity().isEmpty()).isPresent();
      if (goes) {
        identity(column.name(), Optional.empty());
      }
    }
  }

  /** An identity's own sequence may have the name of one that is wanted. */
  private void freeNames() {
    for (Column column : now().columns()) {
      ObjectName own = name.sibling(name.name() + "_" + column.name() + "_seq");
      boolean taken =
          target.findSequence(own).isPresent() && draft.schema().findSequence(own).isEmpty();
      boolean goes =
          wanted().findColumn(column.name()).filter(w -> w.identity().isEmpty()).isPresent();
      if (taken && goes && column.identity().isPresent()) {
        identity(column.name(), Optional.empty());
      }
    }
  }

  private void addIdentities() {
    for (Column column : wanted().columns()) {
      Optional<Column> now = now().findColumn(column.name());
      if (now.isPresent() && !now.get().identity().equals(column.identity())) {
        identity(column.name(), column.identity());
      }
    }
  }

  private void identity(String column, Optional<Identity> identity) {
    draft.emit(new AlterColumn(name, column, List.of(new ColumnChange.ChangeIdentity(identity))));
  }

  /** What is left of a table's parts when columns have gone; no other table has a say in it. */
  private static Table without(Table table, Set<String> leaving) {
    Table alone =
        table.withConstraints(
            table.constraints().stream()
                .filter(c -> !(c instanceof Constraint.ForeignKey key && leaves(key, leaving)))
                .toList());
    Column anchor = Column.of("\u0001", alone.columns().get(0).type());
    Schema schema =
        Schema.EMPTY.with(
            alone
                .withConstraints(
                    alone.constraints().stream()
                        .filter(c -> !(c instanceof Constraint.ForeignKey))
                        .toList())
                .plus(anchor));
    for (String column : leaving) {
      schema = new DropColumn(table.name(), column, false).applyTo(schema);
    }
    Table result = schema.table(table.name());
    List<Constraint> all = new ArrayList<>(result.constraints());
    alone.constraints().stream().filter(Constraint.ForeignKey.class::isInstance).forEach(all::add);
    return result.withConstraints(all);
  }

  private static boolean leaves(Constraint.ForeignKey key, Set<String> leaving) {
    return key.columns().stream().anyMatch(leaving::contains);
  }

  /** Adds, changes and drops columns. */
  void columns() {
    dropIdentities();
    dropKey();
    if (wanted().columns().isEmpty()) {
      // Said first, for only such a table can lose its last column.
      options();
    }
    List<String> leaving = leaving();
    Set<String> again = new HashSet<>(leaving);
    List<Column> computed = new ArrayList<>();
    for (Column column : wanted().columns()) {
      Optional<Column> now = now().findColumn(column.name());
      if (now.isPresent() && !again.contains(column.name())) {
        alter(now.get(), column);
      } else if (column.generated().isPresent()) {
        computed.add(column);
      } else if (now.isEmpty()) {
        add(column);
      }
    }
    leaving.forEach(this::leave);
    readFirst(computed).stream()
        .filter(c -> now().findColumn(c.name()).isEmpty())
        .forEach(this::add);
  }

  private void leave(String column) {
    Optional<Column> wanted = wanted().findColumn(column);
    if (now().columns().size() == 1 && wanted.isPresent()) {
      // The only column cannot go before it comes back.
      refusals.add("`" + name + "." + column + "`, the only column, cannot become a generated one");
      return;
    }
    draft.emit(new DropColumn(name, column, false));
    wanted.filter(w -> w.generated().isEmpty()).ifPresent(this::add);
  }

  private void add(Column column) {
    ColumnRef ref = new ColumnRef(name, column.name());
    boolean needsValue =
        !column.nullable()
            && column.defaultValue().isEmpty()
            && column.identity().isEmpty()
            && column.generated().isEmpty();
    if (needsValue && answers.fill(ref).isPresent()) {
      draft.emit(new AddColumn(name, column.withNullable(true)));
      fill(ref);
      draft.emit(new AlterColumn(name, column.name(), List.of(new ColumnChange.Nullable(false))));
      return;
    }
    if (needsValue && !answers.isFilled(ref)) {
      questions.add(new Question.ValueNeeded(ref, column.type()));
    }
    draft.emit(new AddColumn(name, column));
  }

  private void fill(ColumnRef ref) {
    Value value = new Value.Expression(answers.fill(ref).orElseThrow());
    draft.emit(new Update(name, Map.of(ref.column(), value), Optional.of(isNull(ref.column()))));
  }

  private static String isNull(String column) {
    return '"' + column.replace("\"", "\"\"") + "\" is null";
  }

  private void alter(Column now, Column wanted) {
    List<ColumnChange> changes = ColumnDifference.of(now, wanted, rules);
    if (changes.isEmpty()) {
      return;
    }
    ColumnRef ref = new ColumnRef(name, wanted.name());
    boolean tightened = now.nullable() && !wanted.nullable();
    if (tightened && answers.fill(ref).isPresent()) {
      fill(ref);
    }
    draft.emit(new AlterColumn(name, wanted.name(), changes));
  }

  /** Adds constraints but for foreign keys, indexes, options and the comment. */
  void addParts() {
    Parts parts = Parts.of(draft.schema(), now(), target, wanted());
    for (Constraint constraint : parts.addedConstraints()) {
      if (!(constraint instanceof Constraint.ForeignKey)) {
        draft.emit(new AddConstraint(name, constraint));
      }
      if (constraint instanceof Constraint.PrimaryKey) {
        allowNull(constraint.columns());
      }
    }
    addIdentities();
    for (Index index : parts.addedIndexes()) {
      draft.emit(new CreateIndex(name, index, false));
    }
    options();
    for (Index index : wanted().indexes()) {
      Optional<Index> there = now().findIndex(index.name());
      if (there.isPresent() && !there.get().comment().equals(index.comment())) {
        draft.emit(
            new SetComment(
                CommentTarget.INDEX,
                name.sibling(index.name()),
                Optional.empty(),
                index.comment()));
      }
    }
    if (!now().comment().equals(wanted().comment())) {
      draft.emit(new SetComment(CommentTarget.TABLE, name, Optional.empty(), wanted().comment()));
    }
    parts.validations(name).forEach(draft::emit);
  }

  /** A key requires its columns, but not for every product. */
  private void allowNull(List<String> columns) {
    for (String column : columns) {
      boolean nullable = wanted().findColumn(column).filter(Column::nullable).isPresent();
      if (nullable && !now().column(column).nullable()) {
        draft.emit(new AlterColumn(name, column, List.of(new ColumnChange.Nullable(true))));
      }
    }
  }

  /** Adds the foreign keys, when all tables are there. */
  void addForeignKeys() {
    for (Constraint constraint :
        Parts.of(draft.schema(), now(), target, wanted()).addedConstraints()) {
      draft.emit(new AddConstraint(name, constraint));
    }
  }

  /** What a product alone knows, but for what names objects that come after all tables. */
  private void options() {
    Map<String, String> changed = changedOptions();
    changed.keySet().removeAll(now().lateOptions().keySet());
    changed.keySet().removeAll(wanted().lateOptions().keySet());
    set(changed);
  }

  /** The rest of the options: policies, the states of triggers, by what replicas know rows. */
  void lateOptions() {
    set(changedOptions());
  }

  private Map<String, String> changedOptions() {
    Map<String, String> changed = new TreeMap<>();
    wanted()
        .options()
        .forEach(
            (key, value) -> {
              if (!value.equals(now().options().get(key))) {
                changed.put(key, value);
              }
            });
    now().options().keySet().stream()
        .filter(key -> !wanted().options().containsKey(key))
        .forEach(key -> changed.put(key, ""));
    return changed;
  }

  private void set(Map<String, String> changed) {
    if (!changed.isEmpty()) {
      draft.emit(new SetTableOptions(name, changed));
    }
  }
}
