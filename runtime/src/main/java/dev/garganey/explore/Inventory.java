package dev.garganey.explore;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import dev.garganey.script.ColumnRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Inventory lists all that has a name: what a schema defines, and migrations. */
public final class Inventory {
  private final List<Item> items = new ArrayList<>();
  private final ViewShapes views;

  private Inventory(ViewShapes views) {
    this.views = views;
  }

  /**
   * What a schema defines, each kind in the order of the schema.
   *
   * @param views the columns of views, as far as they are known
   */
  public static List<Item> of(Schema schema, ViewShapes views) {
    Inventory inventory = new Inventory(views);
    inventory.list(schema);
    return inventory.items;
  }

  /** The migrations as items, each by the name of its file where it has one. */
  public static List<Item> of(List<KnownMigration> migrations) {
    return migrations.stream().map(Inventory::item).toList();
  }

  private static Item item(KnownMigration migration) {
    String id = migration.id();
    List<Item.Part> parts = new ArrayList<>();
    migration.title().ifPresent(t -> parts.add(Item.Part.title("description", t)));
    migration.text().ifPresent(t -> parts.add(Item.Part.definition("script", t)));
    String ending =
        migration
            .file()
            .filter(f -> f.startsWith(id))
            .map(f -> f.substring(id.length()))
            .orElse("");
    return new Item(
        ItemKind.MIGRATION,
        "",
        id + ending,
        "",
        migration.title().orElse(""),
        Optional.of(migration.appliedAt().map(a -> "applied " + a).orElse("pending")),
        parts);
  }

  private void list(Schema schema) {
    schema.schemas().forEach(s -> add(ItemKind.SCHEMA, "", s, "", "", List.of()));
    schema.tables().forEach(this::list);
    schema.views().forEach(this::list);
    schema.functions().forEach(this::list);
    schema
        .sequences()
        .forEach(
            s ->
                named(
                    ItemKind.SEQUENCE,
                    s.name(),
                    s.ownedBy().map(o -> "of " + o).orElse(""),
                    comment(s.comment())));
    schema.enums().forEach(this::list);
    schema.domains().forEach(this::list);
    schema
        .extensions()
        .forEach(e -> add(ItemKind.EXTENSION, "", e.name(), "", e.version().orElse(""), List.of()));
    schema
        .natives()
        .forEach(
            n ->
                add(
                    ItemKind.NATIVE,
                    "",
                    n.name(),
                    "",
                    n.kind(),
                    List.of(Item.Part.definition("SQL", n.create()))));
  }

  // --- Tables and views
  // ----------------------------------------------------------------------------

  private void list(Table table) {
    List<Item.Part> parts = comment(table.comment());
    table.options().forEach((name, value) -> parts.add(Item.Part.definition(name, value)));
    int columns = table.columns().size();
    named(ItemKind.TABLE, table.name(), columns + (columns == 1 ? " column" : " columns"), parts);
    table.columns().forEach(c -> list(table.name(), c));
    table.constraints().forEach(c -> list(table.name(), c));
    table.indexes().forEach(i -> list(table.name(), i));
    table.triggers().forEach(t -> list(table.name(), t));
  }

  private void list(View view) {
    List<Item.Part> parts = comment(view.comment());
    parts.add(Item.Part.definition("query", view.definition()));
    named(ItemKind.VIEW, view.name(), view.materialized() ? "materialized" : "", parts);
    views
        .columns()
        .getOrDefault(view.name(), List.of())
        .forEach(c -> column(view.name(), c.name(), c.type(), List.of()));
    view.indexes().forEach(i -> list(view.name(), i));
    view.triggers().forEach(t -> list(view.name(), t));
  }

  private void list(ObjectName table, Column column) {
    List<Item.Part> parts = comment(column.comment());
    column.defaultValue().ifPresent(v -> parts.add(Item.Part.definition("default", text(v))));
    column.generated().ifPresent(g -> parts.add(Item.Part.definition("generated", g.expression())));
    column(table, column.name(), ColumnRenderer.type(column.type()), parts);
  }

  private static String text(Value value) {
    return value instanceof Value.Expression e ? e.sql() : ColumnRenderer.value(value);
  }

  private void column(ObjectName owner, String name, String type, List<Item.Part> parts) {
    String whole = new ColumnRef(owner, name).toString();
    String prefix = whole.substring(0, whole.length() - name.length());
    part(ItemKind.COLUMN, prefix, name, type, "column of " + owner, parts);
  }

  private void list(ObjectName table, Constraint constraint) {
    List<Item.Part> parts = new ArrayList<>();
    String about = "(" + String.join(", ", constraint.columns()) + ")";
    if (constraint instanceof Constraint.Check check) {
      parts.add(Item.Part.definition("check", check.expression()));
      about = "";
    } else if (constraint instanceof Constraint.Exclusion exclusion) {
      parts.add(Item.Part.definition("exclusion", exclusion.definition()));
      about = "";
    } else if (constraint instanceof Constraint.ForeignKey key) {
      about += " → " + key.references();
    }
    part(
        ItemKind.CONSTRAINT,
        table + (constraint.name().isPresent() ? "." : ""),
        constraint.name().orElse(""),
        about,
        constraint.kind().title(),
        parts);
  }

  private void list(ObjectName owner, Index index) {
    List<Item.Part> parts = comment(index.comment());
    index.where().ifPresent(w -> parts.add(Item.Part.definition("where", w)));
    index.keys().stream()
        .filter(IndexKey::expression)
        .forEach(k -> parts.add(Item.Part.definition("key", k.text())));
    String keys = index.keys().stream().map(IndexKey::text).collect(Collectors.joining(", "));
    String whole = owner.sibling(index.name()).toString();
    String own = ObjectName.of(index.name()).toString();
    part(
        ItemKind.INDEX,
        whole.substring(0, whole.length() - own.length()),
        own,
        (index.unique() ? "unique " : "") + "(" + keys + ")",
        "index of " + owner,
        parts);
  }

  private void list(ObjectName owner, Trigger trigger) {
    List<Item.Part> parts = comment(trigger.comment());
    parts.add(Item.Part.definition("body", trigger.definition()));
    part(ItemKind.TRIGGER, owner + ".", trigger.name(), "", "trigger of " + owner, parts);
  }

  // --- The rest
  // ------------------------------------------------------------------------------------

  private void list(Function function) {
    List<Item.Part> parts = comment(function.comment());
    parts.add(Item.Part.definition("arguments", function.arguments()));
    parts.add(Item.Part.definition("body", function.definition()));
    String kind = function.kind().toLowerCase(Locale.ROOT);
    String name = function.name().toString();
    String own = ObjectName.of(function.name().name()).toString();
    add(
        ItemKind.FUNCTION,
        name.substring(0, name.length() - own.length()),
        own,
        "(" + function.arguments() + ")",
        kind.equals("function") ? "" : kind,
        parts);
  }

  private void list(EnumType type) {
    named(ItemKind.ENUM, type.name(), String.join(", ", type.values()), comment(type.comment()));
    for (String value : type.values()) {
      part(ItemKind.VALUE, "", value, "", "value of " + type.name(), List.of());
    }
  }

  private void list(Domain domain) {
    List<Item.Part> parts = comment(domain.comment());
    domain.checks().forEach(c -> parts.add(Item.Part.definition("check", c.expression())));
    named(ItemKind.DOMAIN, domain.name(), ColumnRenderer.type(domain.type()), parts);
  }

  private static List<Item.Part> comment(Optional<String> comment) {
    List<Item.Part> parts = new ArrayList<>();
    comment.ifPresent(c -> parts.add(Item.Part.definition("comment", c)));
    return parts;
  }

  private void named(ItemKind kind, ObjectName name, String about, List<Item.Part> parts) {
    String whole = name.toString();
    String own = ObjectName.of(name.name()).toString();
    add(kind, whole.substring(0, whole.length() - own.length()), own, "", about, parts);
  }

  private void add(
      ItemKind kind,
      String prefix,
      String own,
      String suffix,
      String about,
      List<Item.Part> parts) {
    items.add(new Item(kind, prefix, own, suffix, about, Optional.empty(), parts));
  }

  private void part(
      ItemKind kind, String prefix, String own, String about, String place, List<Item.Part> parts) {
    items.add(new Item(kind, prefix, own, "", about, Optional.of(place), parts));
  }
}
