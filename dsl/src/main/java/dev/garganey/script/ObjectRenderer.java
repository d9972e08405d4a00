package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.sql.QueryLayout;
import java.util.List;

/**
 * ObjectRenderer writes single objects of a schema as the scripts of its model do. What belongs to
 * a table or view is shown within that, without the rest of it.
 */
public final class ObjectRenderer {
  private final Schema schema;
  private final Product product;

  /** A renderer for the objects of one schema. */
  public ObjectRenderer(Schema schema, Product product) {
    this.schema = schema;
    this.product = product;
  }

  /** A table, with what goes with it. */
  public String table(Table table) {
    return ModelRenderer.table(table, schema, product).stripTrailing();
  }

  /** A view; a query that is one long line is broken into its clauses. */
  public String view(View view) {
    return finished(
        ModelRenderer.view(
            view.withDefinition(QueryLayout.of(view.definition(), product.syntax()))));
  }

  public String index(ObjectName owner, Index index) {
    return finished(within(owner, new IndexText(owner).inTable(index)));
  }

  public String constraint(ObjectName table, Constraint constraint) {
    return finished(
        within(table, new ConstraintText(table, constraint.name().isEmpty()).inTable(constraint)));
  }

  public String trigger(ObjectName owner, Trigger trigger) {
    return finished(within(owner, TableText.trigger(trigger)));
  }

  public String function(Function function) {
    return finished(ModelRenderer.function(function));
  }

  public String sequence(Sequence sequence) {
    return finished(ObjectText.sequence("sequence", sequence));
  }

  public String enumType(EnumType type) {
    return finished(ObjectText.enumType("enumType", type));
  }

  public String domain(Domain domain) {
    return finished(ObjectText.domain("domain", domain));
  }

  public String extension(Extension extension) {
    return finished(ObjectText.extension("extension", extension));
  }

  public String schema(String name) {
    return finished("schema(" + Literals.text(name) + ")");
  }

  public String nativeObject(NativeObject object) {
    return finished(ObjectText.nativeObject("nativeObject", object));
  }

  private String within(ObjectName owner, String word) {
    String head = schema.findView(owner).isPresent() ? "view" : "table";
    return Layout.block(head + "(" + Literals.name(owner) + ")", List.of(word));
  }

  private static String finished(String text) {
    return ModelRenderer.finished(text).stripTrailing();
  }
}
