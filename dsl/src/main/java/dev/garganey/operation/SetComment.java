package dev.garganey.operation;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.util.List;
import java.util.Optional;

/**
 * SetComment changes or removes the comment on an object.
 *
 * @param name the object; for a column its table
 * @param column the column, where the target is one
 */
public record SetComment(
    CommentTarget target, ObjectName name, Optional<String> column, Optional<String> comment)
    implements Operation {
  public SetComment {
    if ((target == CommentTarget.COLUMN) != column.isPresent()) {
      throw new SchemaMistake("A comment on a column, and no other, names the column");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    return switch (target) {
      case TABLE -> before.changing(name, t -> t.withComment(comment));
      case COLUMN ->
          before.changing(
              name, t -> t.replacing(column.orElseThrow(), c -> c.withComment(comment)));
      case VIEW -> before.with(before.view(name).withComment(comment));
      case SEQUENCE -> before.with(before.sequence(name).withComment(comment));
      case ENUM -> before.with(before.enumType(name).withComment(comment));
      case DOMAIN -> before.with(before.domain(name).withComment(comment));
      case INDEX -> onIndex(before);
    };
  }

  private Schema onIndex(Schema before) {
    Index old = before.index(name);
    ObjectName owner = before.ownerOfIndex(name).orElseThrow();
    return before
        .findView(owner)
        .map(v -> before.with(v.withIndexes(commented(v.indexes(), old))))
        .orElseGet(() -> before.changing(owner, t -> t.withIndexes(commented(t.indexes(), old))));
  }

  private List<Index> commented(List<Index> indexes, Index old) {
    return indexes.stream().map(i -> i.equals(old) ? i.withComment(comment) : i).toList();
  }

  @Override
  public Inverse inverse(Schema before) {
    Optional<String> old =
        switch (target) {
          case TABLE -> before.table(name).comment();
          case COLUMN -> before.table(name).column(column.orElseThrow()).comment();
          case VIEW -> before.view(name).comment();
          case SEQUENCE -> before.sequence(name).comment();
          case ENUM -> before.enumType(name).comment();
          case DOMAIN -> before.domain(name).comment();
          case INDEX -> before.index(name).comment();
        };
    return Inverse.of(new SetComment(target, name, column, old));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "comment on "
        + target.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + name
        + column.map(c -> "." + c).orElse("");
  }
}
