package dev.garganey.operation;

import dev.garganey.model.Schema;

/**
 * RunCode runs the code of a {@code data} block when the migration is applied. What it does cannot
 * be shown beforehand; its source can.
 *
 * @param source the block's text, by which two are compared; white space does not count
 */
public record RunCode(String source) implements Operation {
  public RunCode {
    source = source.strip();
  }

  @Override
  public Schema applyTo(Schema before) {
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.none("what a data block does is not known; write its inverse in down { }");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "run a data block";
  }

  @Override
  public boolean isOpaque() {
    return true;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
