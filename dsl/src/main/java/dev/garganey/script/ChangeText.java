package dev.garganey.script;

import dev.garganey.operation.ColumnChange;

/** ChangeText writes what {@code alterColumn} changes. */
final class ChangeText {
  private ChangeText() {}

  static String of(ColumnChange change) {
    if (change instanceof ColumnChange.Type type) {
      return "type(" + TypeText.value(type.type()) + Literals.named("using", type.using()) + ")";
    } else if (change instanceof ColumnChange.Nullable nullable) {
      return nullable.nullable() ? "nullable()" : "notNull()";
    } else if (change instanceof ColumnChange.Default value) {
      return value.value().map(v -> "defaultTo(" + Literals.value(v) + ")").orElse("dropDefault()");
    } else if (change instanceof ColumnChange.ChangeIdentity identity) {
      return identity
          .identity()
          .map(i -> "identity(" + TableText.identity(i) + ")")
          .orElse("dropIdentity()");
    } else if (change instanceof ColumnChange.ChangeGenerated generated) {
      return generated
          .generated()
          .map(
              g ->
                  "generatedAs("
                      + Literals.text(g.expression())
                      + (g.stored() ? "" : ", stored: false")
                      + ")")
          .orElse("dropGenerated()");
    } else if (change instanceof ColumnChange.Collation collation) {
      return collation
          .collation()
          .map(c -> "collate(" + Literals.text(c) + ")")
          .orElse("dropCollation()");
    } else if (change instanceof ColumnChange.Comment comment) {
      return comment
          .comment()
          .map(c -> "comment(" + Literals.text(c) + ")")
          .orElse("dropComment()");
    } else if (change instanceof ColumnChange.Options options) {
      return options.options().isEmpty()
          ? "dropOptions()"
          : "options(" + Literals.options(options.options()) + ")";
    }
    throw new IllegalStateException("No word is known for the change " + change);
  }
}
