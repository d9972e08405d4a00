package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.Function;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ModelRenderer writes a schema as the scripts of a model, as a person would write them: one file
 * for each table, and one for all objects of another kind. {@link ModelLoader} reads the same
 * schema back; the same schema gives the same text.
 */
public final class ModelRenderer {
  private static final String BLANK_LINE = "\n\n";

  /** From how many tables on two threads write sooner than one. */
  private static final int MANY = 200;

  private final Schema schema;
  private final Product product;
  private final Map<Optional<ObjectName>, List<NativeObject>> nativesByTable;
  private final Map<String, String> files = new TreeMap<>();

  private ModelRenderer(Schema schema, Product product) {
    this.schema = schema;
    this.product = product;
    this.nativesByTable = byTable(schema);
  }

  /**
   * The texts by the names of the files.
   *
   * @param product the database that the model is for
   */
  public static Map<String, String> render(Schema schema, Product product) {
    return new ModelRenderer(schema, product).render();
  }

  /**
   * The name of a table's file among those of all tables; names that no file can have, or that
   * differ in letter case alone, are encoded.
   */
  public static Map<ObjectName, String> fileNames(Schema schema) {
    return ModelFileNames.of(schema.tables().stream().map(Table::name).toList());
  }

  private Map<String, String> render() {
    write(
        "_schemas.groovy",
        schema.schemas().stream().map(s -> "schema(" + Literals.text(s) + ")"),
        "\n");
    write(
        "_extensions.groovy",
        schema.extensions().stream().map(e -> ObjectText.extension("extension", e)),
        "\n");
    write(
        "_types.groovy",
        Stream.concat(
            schema.enums().stream().map(e -> ObjectText.enumType("enumType", e)),
            schema.domains().stream().map(d -> ObjectText.domain("domain", d))),
        "\n");
    write(
        "_sequences.groovy",
        schema.sequences().stream().map(s -> ObjectText.sequence("sequence", s)),
        "\n");
    write(
        "_functions.groovy", schema.functions().stream().map(ModelRenderer::function), BLANK_LINE);
    write("_views.groovy", schema.views().stream().map(ModelRenderer::view), BLANK_LINE);
    Map<ObjectName, String> names = fileNames(schema);
    List<Table> tables = List.copyOf(schema.tables());
    List<String> texts =
        (tables.size() < MANY ? tables.stream() : tables.parallelStream()).map(this::text).toList();
    for (int i = 0; i < tables.size(); i++) {
      files.put(names.get(tables.get(i).name()), texts.get(i));
    }
    write("_natives.groovy", natives(Optional.empty()), BLANK_LINE);
    return Collections.unmodifiableMap(files);
  }

  /** The file of one table of a schema. */
  static String table(Table table, Schema schema, Product product) {
    return new ModelRenderer(schema, product).text(table);
  }

  /** The file of a table: itself, and what goes with it. */
  private String text(Table table) {
    String text =
        Layout.block(
            "table(" + Literals.name(table.name()) + ")", TableText.body(named(table), schema));
    return finished(
        Stream.concat(Stream.of(text), natives(Optional.of(table.name())))
            .collect(Collectors.joining(BLANK_LINE)));
  }

  /** Where keys have no names, one without is worth a word only where others are without too. */
  private Table named(Table table) {
    if (product.namesPrimaryKeys()) {
      return table;
    }
    Optional<String> usual = Optional.of(NamingConvention.primaryKey(table.name()));
    boolean usualWord =
        table.constraints().stream()
            .filter(c -> !(c instanceof Constraint.PrimaryKey))
            .noneMatch(c -> c.name().isEmpty() || c.name().equals(usual));
    return table.withConstraints(
        table.constraints().stream()
            .map(
                c ->
                    c instanceof Constraint.PrimaryKey
                        ? c.withName(usualWord ? usual : Optional.empty())
                        : c)
            .toList());
  }

  /** What goes with a table stands in its file; all other native objects have their own. */
  private Stream<String> natives(Optional<ObjectName> table) {
    return nativesByTable.getOrDefault(table, List.of()).stream()
        .map(n -> ObjectText.nativeObject("nativeObject", n));
  }

  private static Map<Optional<ObjectName>, List<NativeObject>> byTable(Schema schema) {
    if (schema.natives().isEmpty()) {
      return Map.of();
    }
    Map<ObjectRef, ObjectName> tables = new HashMap<>();
    for (Table table : schema.tables()) {
      tables.put(ObjectRef.table(table.name()), table.name());
      table
          .columns()
          .forEach(c -> tables.put(ObjectRef.column(table.name(), c.name()), table.name()));
    }
    return schema.natives().stream()
        .collect(Collectors.groupingBy(n -> n.partOf().map(tables::get)));
  }

  private void write(String file, Stream<String> words, String between) {
    String text = words.collect(Collectors.joining(between));
    if (!text.isEmpty()) {
      files.put(file, finished(text));
    }
  }

  static String finished(String text) {
    return Layout.finish(LongLines.fold(text)) + "\n";
  }

  static String function(Function function) {
    return ObjectText.function(
        switch (function.kind()) {
          case "PROCEDURE" -> "procedure";
          case "AGGREGATE" -> "aggregate";
          default -> "function";
        },
        function,
        List.of());
  }

  static String view(View view) {
    List<String> body = ObjectText.body(view);
    if (body.isEmpty() && view.definition().indexOf('\n') < 0) {
      return ObjectText.view("view", view);
    }
    List<String> arguments = new ArrayList<>(List.of(Literals.name(view.name())));
    arguments.addAll(ObjectText.options(view));
    List<String> lines = new ArrayList<>(List.of("sql(" + Literals.text(view.definition()) + ")"));
    lines.addAll(body);
    return Layout.block("view(" + String.join(", ", arguments) + ")", lines);
  }
}
