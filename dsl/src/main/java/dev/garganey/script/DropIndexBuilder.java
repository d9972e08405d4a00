package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.operation.DropIndex;

/** DropIndexBuilder is what follows {@code dropIndex('i')}. */
public final class DropIndexBuilder extends Builder {
  private final ObjectName index;
  private boolean concurrently;

  DropIndexBuilder(Evaluation evaluation, ObjectName index, boolean concurrently) {
    super(evaluation);
    this.index = index;
    this.concurrently = concurrently;
  }

  /** Lets readers and writers go on meanwhile; then outside of the transaction (PostgreSQL). */
  public DropIndexBuilder concurrently() {
    concurrently = true;
    return this;
  }

  DropIndex operation() {
    return new DropIndex(index, concurrently);
  }

  @Override
  String placeTitle() {
    return " after dropIndex";
  }
}
