package dev.garganey.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** ColumnChange is one thing that {@link AlterColumn} changes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ColumnChange.Type.class, name = "type"),
  @JsonSubTypes.Type(value = ColumnChange.Nullable.class, name = "nullable"),
  @JsonSubTypes.Type(value = ColumnChange.Default.class, name = "default"),
  @JsonSubTypes.Type(value = ColumnChange.ChangeIdentity.class, name = "identity"),
  @JsonSubTypes.Type(value = ColumnChange.ChangeGenerated.class, name = "generated"),
  @JsonSubTypes.Type(value = ColumnChange.Collation.class, name = "collation"),
  @JsonSubTypes.Type(value = ColumnChange.Comment.class, name = "comment"),
  @JsonSubTypes.Type(value = ColumnChange.Options.class, name = "options")
})
public sealed interface ColumnChange {
  /** The column after this change. */
  Column applyTo(Column column);

  /** The change that restores what {@code before} had. */
  ColumnChange inverse(Column before);

  /**
   * Another type.
   *
   * @param using the expression that converts a value, where a plain cast does not do
   */
  record Type(ColumnType type, Optional<String> using) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withType(type);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Type(before.type(), Optional.empty());
    }
  }

  /** NULL allowed, or not. */
  record Nullable(boolean nullable) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withNullable(nullable);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Nullable(before.nullable());
    }
  }

  /** Another default, or none. */
  record Default(Optional<Value> value) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withDefault(value);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Default(before.defaultValue());
    }
  }

  /** Numbered by the database, or not. */
  record ChangeIdentity(Optional<Identity> identity) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withIdentity(identity);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new ChangeIdentity(before.identity());
    }
  }

  /** Computed by another expression, or no longer computed: then the values stay. */
  record ChangeGenerated(Optional<Generated> generated) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withGenerated(generated);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new ChangeGenerated(before.generated());
    }
  }

  /** Another collation, or the default one. */
  record Collation(Optional<String> collation) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withCollation(collation);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Collation(before.collation());
    }
  }

  /** Another comment, or none. */
  record Comment(Optional<String> comment) implements ColumnChange {
    @Override
    public Column applyTo(Column column) {
      return column.withComment(comment);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Comment(before.comment());
    }
  }

  /**
   * What only one product knows of a column.
   *
   * @param options all of them, as they shall be
   */
  record Options(Map<String, String> options) implements ColumnChange {
    public Options {
      // In one order, for the JSON of an operation is hashed.
      options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    @Override
    public Column applyTo(Column column) {
      return column.withOptions(options);
    }

    @Override
    public ColumnChange inverse(Column before) {
      return new Options(before.options());
    }
  }
}
