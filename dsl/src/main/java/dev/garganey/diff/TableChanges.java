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
import java.util.ArrayList;
import java.util.Comparator;
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

  /** The columns that go, or go and come back: first those that are computed from others. */
  private List<String> leaving() {
    return now().columns().stream()
        .sorted(Comparator.comparing((Column c) -> c.generated().isEmpty()))
        .filter(
            c ->
                wanted()
                    .findColumn(c.name())
                    .filter(w -> !ColumnDifference.isReplaced(c, w))
                    .isEmpty())
        .map(Column::name)
        .toList();
  }

  /** Takes away the constraints and indexes that must go, but for those that go with a column. */
  void dropParts() {
    Table now = now();
    Set<String> leaving = new HashSet<>(leaving());
    Parts parts = Parts.of(draft.schema(), now, target, wanted());
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
    List<String> leaving = leaving();
    Set<String> again = new HashSet<>(leaving);
    for (Column column : wanted().columns()) {
      Optional<Column> now = now().findColumn(column.name());
      if (now.isEmpty()) {
        add(column);
      } else if (!again.contains(column.name())) {
        alter(now.get(), column);
      }
    }
    for (String column : leaving) {
      if (now().columns().size() == 1 && wanted().findColumn(column).isPresent()) {
        // The only column cannot go before it comes back.
        refusals.add(
            "`" + name + "." + column + "`, the only column, cannot become a generated one");
        continue;
      }
      draft.emit(new DropColumn(name, column, false));
      wanted().findColumn(column).ifPresent(this::add);
    }
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
      questions.add(new Question.ValueNeeded(ref));
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
      if (constraint instanceof Constraint.PrimaryKey key) {
        loosen(key);
      }
    }
    addIdentities();
    options();
    for (Index index : parts.addedIndexes()) {
      draft.emit(new CreateIndex(name, index, false));
    }
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

  /** A key takes NULL from its columns; where it need not, those that may be NULL get it back. */
  private void loosen(Constraint.PrimaryKey key) {
    for (String column : key.columns()) {
      boolean mayBeNull = wanted().findColumn(column).filter(Column::nullable).isPresent();
      if (mayBeNull && !now().column(column).nullable()) {
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

  private void options() {
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
    for (String fixed : rules.fixedOptions()) {
      if (changed.remove(fixed) != null) {
        refusals.add(
            "`"
                + name
                + "` cannot change its option "
                + fixed
                + " in place; drop the table and make it again in migrations of your own");
      }
    }
    if (!changed.isEmpty()) {
      draft.emit(new SetTableOptions(name, changed));
    }
  }
}
