package dev.garganey.plan;

/** HazardKind tells the risks apart; its code is what the user names. */
public enum HazardKind {
  DROPS_TABLE("drops-table"),
  DROPS_COLUMN("drops-column"),
  NARROWS_TYPE("narrows-type"),
  CHANGES_VALUES("changes-values"),
  DELETES_EVERY_ROW("deletes-every-row"),
  UPDATES_EVERY_ROW("updates-every-row"),
  ROUNDS("rounds"),
  CASCADES("cascades"),
  UNSEEN("unseen"),
  OPAQUE("opaque");

  private final String code;

  HazardKind(String code) {
    this.code = code;
  }

  /** The stable code, as shown in plans and JSON. */
  public String code() {
    return code;
  }

  /** Whether data may be lost; such a step wants a word from the user where that is asked for. */
  public boolean isDestructive() {
    return this != OPAQUE && this != UPDATES_EVERY_ROW && this != ROUNDS;
  }
}
