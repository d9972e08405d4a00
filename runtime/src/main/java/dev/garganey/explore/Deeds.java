package dev.garganey.explore;

import dev.garganey.explore.Deed.Kind;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.ValidateConstraint;
import dev.garganey.script.ColumnRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Deeds tells what an operation does to tables, views and columns. */
final class Deeds extends Elsewhere {
  private final Schema before;

  private Deeds(Schema before) {
    this.before = before;
  }

  /**
   * What it does.
   *
   * @param before the schema that it is applied to, as far as it is known
   */
  static List<Deed> of(Operation operation, Schema before) {
    return operation.accept(new Deeds(before));
  }

  private static Deed renamed(
      ObjectName relation, Optional<String> column, String from, String to) {
    return new Deed(
        Kind.RENAMED,
        relation,
        column,
        List.of(),
        "renamed from " + from + " to " + to,
        Optional.of(to));
  }

  private static String columns(Table table) {
    int count = table.columns().size();
    return count == 1 ? "1 column" : count + " columns";
  }

  private List<Deed> onIndex(ObjectName name, Function<Index, String> text) {
    return before
        .ownerOfIndex(name)
        .map(
            owner ->
                Deed.concerning(owner, columns(before.index(name)), text.apply(before.index(name))))
        .map(List::of)
        .orElse(List.of());
  }

  private static List<String> columns(Index index) {
    return index.keys().stream().filter(k -> !k.expression()).map(IndexKey::text).toList();
  }

  private static String title(Index index) {
    return (index.unique() ? "unique index " : "index ")
        + index.name()
        + index.keys().stream()
            .map(k -> k.text() + (k.descending() ? " desc" : ""))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String title(Constraint constraint) {
    String of = " (" + String.join(", ", constraint.columns()) + ")";
    if (constraint instanceof Constraint.ForeignKey key) {
      return "foreign key" + of + " to " + key.references();
    }
    if (constraint instanceof Constraint.Check check) {
      return "check (" + check.expression() + ")";
    }
    return constraint.kind().title()
        + (constraint.columns().isEmpty() ? constraint.name().map(n -> " " + n).orElse("") : of);
  }

  private static String bare(ConstraintRef ref) {
    return ref.title().replace("`", "");
  }

  @Override
  public List<Deed> visit(AddColumn operation) {
    return List.of(
        Deed.of(
            Kind.ADDED,
            operation.table(),
            operation.column().name(),
            "added as " + ColumnRenderer.column(operation.column())));
  }

  @Override
  public List<Deed> visit(AddConstraint operation) {
    Constraint constraint = operation.constraint();
    return List.of(
        Deed.concerning(operation.table(), constraint.columns(), title(constraint) + " added"));
  }

  @Override
  public List<Deed> visit(AlterColumn operation) {
    Optional<Column> old =
        before.findTable(operation.table()).flatMap(t -> t.findColumn(operation.column()));
    String text =
        operation.changes().stream()
            .map(change -> ColumnChanges.text(change, old))
            .collect(Collectors.joining(", "));
    return List.of(Deed.of(Kind.CHANGED, operation.table(), operation.column(), text));
  }

  @Override
  public List<Deed> visit(CreateIndex operation) {
    return List.of(
        Deed.concerning(
            operation.table(), columns(operation.index()), title(operation.index()) + " added"));
  }

  @Override
  public List<Deed> visit(CreateTable operation) {
    Table table = operation.table();
    List<Deed> deeds = new ArrayList<>();
    deeds.add(Deed.of(Kind.CREATED, table.name(), "created with " + columns(table)));
    for (Column column : table.columns()) {
      deeds.add(
          Deed.of(
              Kind.CREATED,
              table.name(),
              column.name(),
              "created with its table as " + ColumnRenderer.column(column)));
    }
    return deeds;
  }

  @Override
  public List<Deed> visit(CreateTrigger operation) {
    return List.of(
        Deed.of(
            Kind.CHANGED, operation.table(), "trigger " + operation.trigger().name() + " added"));
  }

  @Override
  public List<Deed> visit(CreateView operation) {
    return List.of(
        Deed.of(
            Kind.CREATED,
            operation.view().name(),
            "created as a " + (operation.view().materialized() ? "materialized view" : "view")));
  }

  @Override
  public List<Deed> visit(DropColumn operation) {
    return List.of(Deed.of(Kind.DROPPED, operation.table(), operation.column(), "dropped"));
  }

  @Override
  public List<Deed> visit(DropConstraint operation) {
    Optional<Constraint> found =
        before.findTable(operation.table()).flatMap(t -> t.findConstraint(operation.constraint()));
    List<String> columns =
        found.map(Constraint::columns).orElseGet(() -> operation.constraint().columns());
    String what = found.map(Deeds::title).orElseGet(() -> bare(operation.constraint()));
    return List.of(Deed.concerning(operation.table(), columns, what + " dropped"));
  }

  @Override
  public List<Deed> visit(DropIndex operation) {
    return onIndex(operation.index(), index -> title(index) + " dropped");
  }

  @Override
  public List<Deed> visit(DropTable operation) {
    List<Deed> deeds = new ArrayList<>();
    deeds.add(Deed.of(Kind.DROPPED, operation.table(), "dropped"));
    if (operation.cascade()) {
      for (ObjectName referrer : before.referrersOf(operation.table())) {
        before.findTable(referrer).stream()
            .filter(t -> !referrer.equals(operation.table()))
            .flatMap(t -> t.foreignKeys().stream())
            .filter(k -> k.references().equals(operation.table()))
            .map(k -> Deed.concerning(referrer, k.columns(), title(k) + " dropped with that table"))
            .forEach(deeds::add);
      }
    }
    return deeds;
  }

  @Override
  public List<Deed> visit(DropTrigger operation) {
    return List.of(
        Deed.of(Kind.CHANGED, operation.table(), "trigger " + operation.trigger() + " dropped"));
  }

  @Override
  public List<Deed> visit(DropView operation) {
    return List.of(Deed.of(Kind.DROPPED, operation.view(), "dropped"));
  }

  @Override
  public List<Deed> visit(RenameColumn operation) {
    return List.of(
        renamed(
            operation.table(), Optional.of(operation.from()), operation.from(), operation.to()));
  }

  @Override
  public List<Deed> visit(RenameConstraint operation) {
    return List.of(
        Deed.of(
            Kind.CHANGED,
            operation.table(),
            "constraint " + operation.from() + " renamed to " + operation.to()));
  }

  @Override
  public List<Deed> visit(RenameIndex operation) {
    return onIndex(
        operation.from(), index -> "index " + index.name() + " renamed to " + operation.to());
  }

  @Override
  public List<Deed> visit(RenameTable operation) {
    return List.of(
        renamed(operation.from(), Optional.empty(), operation.from().name(), operation.to()));
  }

  @Override
  public List<Deed> visit(RenameView operation) {
    return List.of(
        renamed(operation.from(), Optional.empty(), operation.from().name(), operation.to()));
  }

  @Override
  public List<Deed> visit(ReplaceView operation) {
    boolean there = before.findView(operation.view().name()).isPresent() || before.isOpen();
    return List.of(
        Deed.of(
            there ? Kind.CHANGED : Kind.CREATED,
            operation.view().name(),
            there ? "its query replaced" : "created as a view"));
  }

  @Override
  public List<Deed> visit(SetComment operation) {
    String text = operation.comment().map(c -> "comment “" + c + "”").orElse("comment removed");
    return switch (operation.target()) {
      case TABLE, VIEW -> List.of(Deed.of(Kind.CHANGED, operation.name(), text));
      case COLUMN ->
          List.of(Deed.of(Kind.CHANGED, operation.name(), operation.column().orElseThrow(), text));
      case SEQUENCE, ENUM, DOMAIN, INDEX -> List.of();
    };
  }

  @Override
  public List<Deed> visit(SetTableOptions operation) {
    return List.of(
        Deed.of(
            Kind.CHANGED,
            operation.table(),
            "options "
                + operation.options().entrySet().stream()
                    .map(o -> o.getKey() + ": " + o.getValue())
                    .collect(Collectors.joining(", "))));
  }

  @Override
  public List<Deed> visit(ValidateConstraint operation) {
    return List.of(
        Deed.of(
            Kind.CHANGED,
            operation.table(),
            "constraint " + operation.constraint() + " validated"));
  }
}
