package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.SetComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomIndexes draws indexes of every shape that both the product and the rows allow. */
final class RandomIndexes {
  private final Draw draw;

  RandomIndexes(Draw draw) {
    this.draw = draw;
  }

  Index index(Table table) {
    boolean unique = draw.once(4);
    List<IndexKey> keys = new ArrayList<>();
    for (Column column : table.columns()) {
      if (draw.once(3) && (!unique || Draw.isDistinct(column))) {
        keys.add(key(column));
      }
    }
    if (keys.isEmpty()) {
      keys.add(IndexKey.column("id"));
    }
    return new Index(
        draw.fresh("i"),
        unique,
        keys,
        draw.once(4) ? Optional.of("\"id\" > 0") : Optional.empty(),
        Optional.empty(),
        draw.isPostgresql() && draw.once(5) ? List.of("id") : List.of(),
        false,
        Map.of(),
        Optional.empty());
  }

  private IndexKey key(Column column) {
    IndexKey key = IndexKey.column(column.name());
    boolean text =
        column.type() instanceof ColumnType.Text || column.type() instanceof ColumnType.VarChar;
    if (text && draw.once(4)) {
      return IndexKey.expression("lower(" + Draw.quoted(column.name()) + ")");
    }
    if (draw.isPostgresql() && draw.once(6)) {
      return key.withNullsFirst(draw.once(2));
    }
    return draw.once(3) ? key.descend() : key;
  }

  Operation create(Table table) {
    return new CreateIndex(table.name(), index(table), false);
  }

  Optional<List<Operation>> change(Table table) {
    Optional<Index> picked = draw.pickIndex(table);
    if (picked.isEmpty()) {
      return Optional.empty();
    }
    ObjectName name = table.name().sibling(picked.get().name());
    return Optional.of(
        switch (draw.upTo(4)) {
          case 0 -> List.of(new DropIndex(name, false));
          case 1 -> List.of(new RenameIndex(name, draw.fresh("i")));
          case 2 ->
              List.of(
                  new DropIndex(name, false),
                  new CreateIndex(table.name(), index(table).withName(picked.get().name()), false));
          default ->
              List.of(
                  new SetComment(
                      CommentTarget.INDEX, name, Optional.empty(), Optional.of("it's fast")));
        });
  }
}
