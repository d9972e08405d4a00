package dev.garganey.script;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ObjectText writes objects as the word that makes them, in a migration or in a model, with no line
 * of a text put in place yet.
 */
final class ObjectText {
  private ObjectText() {}

  /** A view as the word that makes it. */
  static String view(String word, View view) {
    String head =
        word
            + "("
            + Literals.name(view.name())
            + ", "
            + Literals.text(view.definition())
            + named(options(view))
            + ")";
    List<String> lines = body(view);
    return lines.isEmpty() ? head : Layout.brief(head, lines);
  }

  /** What a view has besides its query, as named arguments. */
  static List<String> options(View view) {
    List<String> options = new ArrayList<>();
    if (view.materialized()) {
      options.add("materialized: true");
    }
    if (!view.columns().isEmpty()) {
      options.add("columns: " + Literals.list(view.columns()));
    }
    if (!view.options().isEmpty()) {
      options.add("options: [" + Literals.options(view.options()) + "]");
    }
    view.comment().ifPresent(comment -> options.add("comment: " + Literals.text(comment)));
    return options;
  }

  /** The indexes and triggers of a view, as its body has them. */
  static List<String> body(View view) {
    List<String> lines = new ArrayList<>();
    IndexText indexes = new IndexText(view.name());
    view.indexes().forEach(index -> lines.add(indexes.inTable(index)));
    view.triggers().forEach(trigger -> lines.add(TableText.trigger(trigger)));
    return lines;
  }

  /** A sequence as the word that makes it. */
  static String sequence(String word, Sequence sequence) {
    List<String> options = sequence(sequence.type(), sequence.options(), sequence.ownedBy());
    sequence.comment().ifPresent(comment -> options.add("comment: " + Literals.text(comment)));
    return word + "(" + Literals.name(sequence.name()) + named(options) + ")";
  }

  /** What a sequence has besides its name, as named arguments. */
  static List<String> sequence(
      Optional<ColumnType> type, SequenceOptions options, Optional<ColumnRef> owner) {
    List<String> parts = new ArrayList<>();
    type.ifPresent(t -> parts.add("type: " + TypeText.value(t)));
    parts.addAll(TableText.sequence(options));
    owner.ifPresent(o -> parts.add("ownedBy: " + owner(o)));
    return parts;
  }

  /** A column with a dot in its name is told apart from its table by a list. */
  private static String owner(ColumnRef owner) {
    return owner.column().indexOf('.') < 0
        ? Literals.text(owner.table() + "." + owner.column())
        : "["
            + Literals.text(owner.table().toString())
            + ", "
            + Literals.text(owner.column())
            + "]";
  }

  /** An enum as the word that makes it. */
  static String enumType(String word, EnumType type) {
    return word
        + "("
        + Literals.name(type.name())
        + (type.values().isEmpty() ? "" : ", " + Literals.texts(type.values()))
        + Literals.named("comment", type.comment())
        + ")";
  }

  /** A domain as the word that makes it. */
  static String domain(String word, Domain domain) {
    List<String> words = new ArrayList<>();
    if (!domain.nullable()) {
      words.add(".notNull()");
    }
    domain.defaultValue().ifPresent(v -> words.add(".defaultTo(" + Literals.value(v) + ")"));
    domain.collation().ifPresent(c -> words.add(".collate(" + Literals.text(c) + ")"));
    domain.checks().forEach(c -> words.add(check(c)));
    domain.comment().ifPresent(c -> words.add(".comment(" + Literals.text(c) + ")"));
    return word
        + "("
        + Literals.name(domain.name())
        + ", "
        + TypeText.value(domain.type())
        + ")"
        + String.join("", words);
  }

  private static String check(Constraint.Check check) {
    return ".check("
        + check.name().map(Literals::text).orElse("null")
        + ", "
        + Literals.text(check.expression())
        + Literals.flag("notValid", !check.validated())
        + Literals.flag("noInherit", check.noInherit())
        + ")";
  }

  /** An extension as the word that makes it. */
  static String extension(String word, Extension extension) {
    return word
        + "("
        + Literals.text(extension.name())
        + Literals.named("schema", extension.schema())
        + Literals.named("version", extension.version())
        + ")";
  }

  /** A function as the word that makes it. */
  static String function(String word, Function function, List<String> options) {
    return word
        + "("
        + Literals.text(Signature.text(function))
        + ", "
        + Literals.text(function.definition())
        + named(options)
        + Literals.named("comment", function.comment())
        + ")";
  }

  /** A native object as the word that makes it. */
  static String nativeObject(String word, NativeObject object) {
    List<String> needs = object.dependsOn().stream().map(ObjectRef::toString).toList();
    return word
        + "("
        + Literals.texts(List.of(object.kind(), object.name(), object.create()))
        + Literals.named("drop", Optional.of(object.drop()).filter(d -> !d.isEmpty()))
        + Literals.named("partOf", object.partOf().map(ObjectRef::toString))
        + (needs.isEmpty() ? "" : ", dependsOn: " + Literals.list(needs))
        + ")";
  }

  /** Named arguments after others. */
  static String named(List<String> options) {
    return options.isEmpty() ? "" : ", " + String.join(", ", options);
  }
}
