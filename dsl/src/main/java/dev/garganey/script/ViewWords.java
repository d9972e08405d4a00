package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropView;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ViewWords are the words for views. */
public abstract class ViewWords extends DataWords {
  ViewWords(Evaluation evaluation, Operations operations, Set<Product> only) {
    super(evaluation, operations, only);
  }

  /** Makes a view: {@code createView 'v', 'select …'}. */
  public void createView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query) {
    createView(named, name, query, block -> {});
  }

  /** Makes a view with indexes and triggers. */
  public void createView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query,
      @DelegatesTo(value = ViewBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    ViewBuilder view = new ViewBuilder(evaluation, name, query, Named.of(named));
    evaluation.run(body, view);
    addLater(() -> new CreateView(view.build()));
  }

  /** Makes a view, or gives the one of that name another query. */
  public void replaceView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      @NameOf(NameKind.VIEW) String name,
      String query) {
    replaceView(named, name, query, block -> {});
  }

  /** Makes or replaces a view, with indexes and triggers. */
  public void replaceView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      @NameOf(NameKind.VIEW) String name,
      String query,
      @DelegatesTo(value = ViewBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    ViewBuilder view = new ViewBuilder(evaluation, name, query, Named.of(named));
    evaluation.run(body, view);
    addLater(() -> new ReplaceView(view.build()));
  }

  /** Removes a view; {@code cascade: true} removes what depends on it too. */
  public void dropView(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      @NameOf(NameKind.VIEW) String name) {
    add(new DropView(ObjectName.parse(name), Named.of(named).flag("cascade")));
  }

  /** Gives a view another name. */
  public void renameView(@NameOf(NameKind.VIEW) String from, String to) {
    add(new RenameView(ObjectName.parse(from), to));
  }

  /** Computes a materialized view anew; {@code concurrently: true} lets readers go on. */
  public void refreshView(
      @NamedParams({@NamedParam(value = "concurrently", type = Boolean.class)})
          Map<String, ?> named,
      @NameOf(NameKind.VIEW) String name) {
    add(new RefreshView(ObjectName.parse(name), Named.of(named).flag("concurrently")));
  }
}
