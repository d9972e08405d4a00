package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RawSql sends one SQL statement as it is.
 *
 * @param sql the statement, without a closing semicolon
 * @param down the statements that undo it; absent when the author gave none
 * @param touchesSchema whether it may change the schema, judged by its first word
 */
public record RawSql(String sql, Optional<List<String>> down, boolean touchesSchema)
    implements Operation {
  public RawSql {
    sql = sql.strip();
    down = down.map(List::copyOf);
    if (sql.indexOf('\0') >= 0) {
      throw new SchemaMistake("SQL must not contain a NUL character");
    }
    if (sql.isEmpty()) {
      throw new SchemaMistake("An sql operation needs a statement");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    return touchesSchema ? before.opened() : before;
  }

  @Override
  public Inverse inverse(Schema before) {
    if (down.isEmpty()) {
      return Inverse.none("raw SQL has no inverse unless it is given: sql '…', down: '…'");
    }
    List<Operation> back = new ArrayList<>();
    down.get().forEach(s -> back.add(new RawSql(s, Optional.empty(), touchesSchema)));
    return new Inverse(back, Optional.empty());
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    String line = sql.lines().findFirst().orElse("").strip();
    return "run " + (line.length() > 60 ? line.substring(0, 59) + "…" : line);
  }

  @Override
  public boolean isOpaque() {
    return touchesSchema;
  }

  @Override
  public boolean isData() {
    return !touchesSchema;
  }
}
