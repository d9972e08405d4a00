package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.View;
import dev.garganey.operation.SourcePosition;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ModelViewBuilder is the body of {@code view} in a schema model: a query as it is, or a join of
 * tables whose conditions are those of their foreign keys.
 */
public final class ModelViewBuilder extends ViewParts {
  private final Named named;
  private final List<SqlWord> queries = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<Join> joins = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final QueriesBuilder codeQueries;
  private Optional<String> query = Optional.empty();
  private Optional<String> comment;
  private Optional<String> where = Optional.empty();
  private Optional<String> groupBy = Optional.empty();
  private Optional<String> orderBy = Optional.empty();
  private Optional<ObjectName> renamedFrom = Optional.empty();

  ModelViewBuilder(Evaluation evaluation, ObjectName name, Named named) {
    super(evaluation, name);
    this.named = named;
    this.comment = named.text("comment");
    this.options.putAll(named.options("options"));
    this.codeQueries = new QueriesBuilder(evaluation, name);
  }

  void setQuery(String sql) {
    query = Optional.of(sql);
  }

  // --- The query ---------------------------------------------------------------------------------

  /** The query as it is; where another word takes it, an expression. */
  @Override
  public SqlWord sql(String query) {
    SqlWord word = new SqlWord(evaluation, query);
    queries.add(word);
    return word;
  }

  /** The table that a join begins with. */
  public void from(
      @NamedParams({@NamedParam(value = "as", type = String.class)}) Map<String, ?> named,
      String table) {
    if (!joins.isEmpty()) {
      throw new SchemaMistake("A view begins with one `from`, before its joins");
    }
    joins.add(
        new Join(
            Join.Kind.FROM,
            ObjectName.parse(table),
            Named.of(named).text("as"),
            Optional.empty(),
            Optional.empty(),
            evaluation.here()));
  }

  /** Joins a table by the one foreign key between it and a table before, or by {@code on:}. */
  public void join(
      @NamedParams({
            @NamedParam(value = "as", type = String.class),
            @NamedParam(value = "to", type = String.class),
            @NamedParam(value = "on", type = String.class)
          })
          Map<String, ?> named,
      String table) {
    add(Join.Kind.INNER, named, table);
  }

  /** Joins the second table to the first, with which the view begins where nothing is before. */
  public void join(
      @NamedParams({
            @NamedParam(value = "as", type = String.class),
            @NamedParam(value = "on", type = String.class)
          })
          Map<String, ?> named,
      String first,
      String second) {
    add(Join.Kind.INNER, named, first, second);
  }

  /** Joins a table whose rows may be missing. */
  public void leftJoin(
      @NamedParams({
            @NamedParam(value = "as", type = String.class),
            @NamedParam(value = "to", type = String.class),
            @NamedParam(value = "on", type = String.class)
          })
          Map<String, ?> named,
      String table) {
    add(Join.Kind.LEFT, named, table);
  }

  /** Joins the second table, whose rows may be missing, to the first. */
  public void leftJoin(
      @NamedParams({
            @NamedParam(value = "as", type = String.class),
            @NamedParam(value = "on", type = String.class)
          })
          Map<String, ?> named,
      String first,
      String second) {
    add(Join.Kind.LEFT, named, first, second);
  }

  private void add(Join.Kind kind, Map<String, ?> named, String first, String second) {
    if (joins.isEmpty()) {
      from(Map.of(), first);
    }
    Map<String, Object> more = new LinkedHashMap<>(named);
    more.put("to", first);
    add(kind, more, second);
  }

  private void add(Join.Kind kind, Map<String, ?> named, String table) {
    Named given = Named.of(named);
    joins.add(
        new Join(
            kind,
            ObjectName.parse(table),
            given.text("as"),
            given.text("to"),
            given.text("on"),
            evaluation.here()));
  }

  /**
   * The columns: of a join by name, {@code 'title'} or {@code 'courses.title'}, under another name
   * {@code course: 'courses.title'}, or computed {@code total: sql('count(*)')}; of a query as it
   * is, the names of its columns.
   */
  public void columns(Map<String, ?> named, String... columns) {
    for (String column : columns) {
      fields.add(new Field(Optional.empty(), column, evaluation.here()));
    }
    named.forEach((as, value) -> fields.add(new Field(Optional.of(as), value, evaluation.here())));
  }

  /** The rows that a join shows. */
  public void where(String condition) {
    where = Optional.of(condition);
  }

  /** By what the rows of a join are grouped. */
  public void groupBy(String expressions) {
    groupBy = Optional.of(expressions);
  }

  /** The order of the rows of a join. */
  public void orderBy(String expressions) {
    orderBy = Optional.of(expressions);
  }

  // --- The rest ----------------------------------------------------------------------------------

  /** A remark that the database keeps. */
  public void comment(String text) {
    comment = Optional.of(text);
  }

  /** What only one product knows. */
  public void options(Map<String, ?> more) {
    options.putAll(Named.asOptions(more));
  }

  /** The name that this view had. */
  public void renamedFrom(String oldName) {
    renamedFrom = Optional.of(ObjectName.parse(oldName));
  }

  /** What generated code shall offer besides the usual. */
  public void queries(
      @DelegatesTo(value = QueriesBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    evaluation.run(body, codeQueries);
  }

  // --- Results -----------------------------------------------------------------------------------

  List<Join> joins() {
    return joins;
  }

  List<Field> fields() {
    return fields;
  }

  Optional<ObjectName> oldName() {
    return renamedFrom;
  }

  QueriesBuilder queries() {
    return codeQueries;
  }

  /** What follows the joins. */
  String tail() {
    return where.map(w -> "\nwhere " + w).orElse("")
        + groupBy.map(g -> "\ngroup by " + g).orElse("")
        + orderBy.map(o -> "\norder by " + o).orElse("");
  }

  /**
   * The query as it is; empty where the view is made of joins.
   *
   * @throws SchemaMistake if there is none or more than one
   */
  Optional<String> verbatim() {
    List<String> texts = new ArrayList<>(query.stream().toList());
    queries.stream().filter(q -> !q.isClaimed()).forEach(q -> texts.add(q.text()));
    if (texts.size() > 1 || (texts.size() == 1 && !joins.isEmpty())) {
      throw new SchemaMistake("View `" + name + "` has two queries; keep one of them");
    }
    if (texts.isEmpty() && joins.isEmpty()) {
      throw new SchemaMistake(
          "View `" + name + "` needs a query: sql 'select …', or from '…' and join '…'");
    }
    return texts.stream().findFirst();
  }

  /** The view with that query. */
  View build(String sql) {
    List<String> names = new ArrayList<>(named.texts("columns"));
    if (joins.isEmpty()) {
      fields.forEach(f -> names.add(f.plain()));
    }
    return new View(
        name, sql, named.flag("materialized"), names, options, indexes(), triggers, comment);
  }

  @Override
  String placeTitle() {
    return " in view";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return vocabulary.knows(ModelBuilder.class, word)
        ? Optional.of("This word stands outside of view { … }.")
        : Optional.empty();
  }

  /**
   * Join is a table of a join.
   *
   * @param as what it is called here
   * @param to which table before it is joined to
   * @param on the condition, in the place of that of a foreign key
   */
  record Join(
      Kind kind,
      ObjectName table,
      Optional<String> as,
      Optional<String> to,
      Optional<String> on,
      SourcePosition at) {
    /** Kind is how it is joined. */
    enum Kind {
      FROM("from"),
      INNER("join"),
      LEFT("left join");

      final String sql;

      Kind(String sql) {
        this.sql = sql;
      }
    }

    /** What its columns are qualified with. */
    String alias() {
      return as.orElse(table.name());
    }
  }

  /** Field is a column of the view. */
  record Field(Optional<String> as, Object value, SourcePosition at) {
    String plain() {
      if (as.isPresent()) {
        throw new SchemaMistake(
            "`columns` of a view with its own query are names alone: columns 'a', 'b'");
      }
      return String.valueOf(value);
    }
  }
}
