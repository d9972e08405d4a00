package dev.garganey.script;

import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ModelRenderer writes a schema as the scripts of a model, as a person would write them: one file
 * for each table, and one for all objects of another kind. {@link ModelLoader} reads the same
 * schema back; the same schema gives the same text.
 */
public final class ModelRenderer {
  private final Schema schema;
  private final Map<String, String> files = new TreeMap<>();

  private ModelRenderer(Schema schema) {
    this.schema = schema;
  }

  /** The texts by the names of the files. */
  public static Map<String, String> render(Schema schema) {
    return new ModelRenderer(schema).render();
  }

  /**
   * The name of a table's file among those of all tables; names that no file can have, or that
   * differ in letter case alone, are encoded.
   */
  public static Map<ObjectName, String> fileNames(Schema schema) {
    return ModelFileNames.of(schema.tables().stream().map(Table::name).toList());
  }

  private Map<String, String> render() {
    lines("_schemas", schema.schemas().stream().map(s -> "schema(" + Literals.text(s) + ")"));
    lines(
        "_extensions",
        schema.extensions().stream().map(e -> OperationText.extension("extension", e)));
    lines(
        "_types",
        Stream.concat(
            schema.enums().stream().map(e -> OperationText.enumType("enumType", e)),
            schema.domains().stream().map(d -> OperationText.domain("domain", d))));
    lines(
        "_sequences", schema.sequences().stream().map(s -> OperationText.sequence("sequence", s)));
    blocks("_functions", schema.functions().stream().map(ModelRenderer::function));
    blocks("_views", schema.views().stream().map(ModelRenderer::view));
    Map<ObjectName, String> names = fileNames(schema);
    for (Table table : schema.tables()) {
      String text =
          Layout.block("table(" + Literals.name(table.name()) + ")", TableText.body(table, schema));
      files.put(names.get(table.name()), finished(text));
    }
    return Collections.unmodifiableMap(files);
  }

  private void lines(String file, Stream<String> words) {
    write(file, words, "\n");
  }

  private void blocks(String file, Stream<String> words) {
    write(file, words, "\n\n");
  }

  private void write(String file, Stream<String> words, String between) {
    String text = words.collect(Collectors.joining(between));
    if (!text.isEmpty()) {
      files.put(file + ModelFileNames.ENDING, finished(text));
    }
  }

  private static String finished(String text) {
    return Layout.finish(LongLines.fold(text)) + "\n";
  }

  private static String function(Function function) {
    return OperationText.function(
        switch (function.kind()) {
          case "PROCEDURE" -> "procedure";
          case "AGGREGATE" -> "aggregate";
          default -> "function";
        },
        function,
        List.of());
  }

  private static String view(View view) {
    List<String> body = OperationText.body(view);
    if (body.isEmpty() && view.definition().indexOf('\n') < 0) {
      return OperationText.view("view", view);
    }
    List<String> arguments = new ArrayList<>(List.of(Literals.name(view.name())));
    arguments.addAll(OperationText.options(view));
    List<String> lines = new ArrayList<>(List.of("sql(" + Literals.text(view.definition()) + ")"));
    lines.addAll(body);
    return Layout.block("view(" + String.join(", ", arguments) + ")", lines);
  }
}
