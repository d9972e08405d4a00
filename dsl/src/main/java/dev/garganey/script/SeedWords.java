package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.script.ModelParts.SeedPart;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Map;

/** SeedWords are the words for rows that a model and a file of seeds share. */
public abstract class SeedWords extends Block {
  final ModelParts parts;

  SeedWords(Evaluation evaluation, ModelParts parts) {
    super(evaluation);
    this.parts = parts;
  }

  /**
   * Rows that a table shall hold: {@code seed('roles') { row id: 1, name: 'admin' }}. A row is
   * found again by {@code key:}, one column or a list of them; by default that is the primary key,
   * else the first unique key.
   */
  public void seed(
      @NamedParams({@NamedParam(value = "key", type = Object.class)}) Map<String, ?> named,
      String table,
      @DelegatesTo(value = SeedBuilder.class, strategy = Closure.DELEGATE_ONLY) Body rows) {
    Place place = Place.here(evaluation);
    SeedBuilder builder = new SeedBuilder(evaluation);
    if (evaluation.run(rows, builder)) {
      List<String> key =
          Named.of(named)
              .value("key")
              .map(k -> k instanceof List<?> list ? list : List.of(k))
              .map(k -> k.stream().map(String::valueOf).toList())
              .orElse(List.of());
      parts.seeds.add(new SeedPart(ObjectName.parse(table), key, builder, place));
    }
  }

  /** What holds for some products alone: {@code only POSTGRESQL, SQLITE { … }}. */
  public void only(Object... products) {
    Only given = Only.of(products);
    boolean wanted = given.products().contains(evaluation.context().product());
    // What is for others is evaluated too, so that its mistakes are found.
    evaluation.run(given.block(), nested(wanted ? parts : new ModelParts()));
  }

  @Override
  String placeOfSql() {
    return "A query stands in a view: view('v') { sql 'select …' }.";
  }

  /** The same words, for other parts. */
  abstract SeedWords nested(ModelParts into);
}
