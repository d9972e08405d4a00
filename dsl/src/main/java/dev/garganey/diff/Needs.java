package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Needs finds what must be there before an object: what the database told, and where it did not,
 * every object whose name is a word of the object's SQL.
 */
final class Needs {
  private static final String SIGN = "[-+*/<>=~!@#%^&|`?]+";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|" + SIGN);
  private static final Pattern CALL = Pattern.compile("\"?\\s*\\(");
  private static final Pattern NATIVE =
      Pattern.compile(
          "(?:(?:\\w+|\"[^\"]+\")\\.)?\"?(?<name>[\\p{L}\\p{N}_]+|"
              + SIGN
              + ")\"?(?: USING \\w+| *\\(.*\\))?");

  private static final Pattern BODY =
      Pattern.compile("\\b(?:AS|BEGIN|RETURN)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern TEXT_BODY =
      Pattern.compile("\\bAS\\s+(?:[Ee]?'|\\$)", Pattern.CASE_INSENSITIVE);

  private final Schema schema;
  private final Map<String, Set<ObjectRef>> named = new HashMap<>();

  /** Objects whose names are not made of one word: {@code "application/json"}. */
  private final Map<String, Set<ObjectRef>> oddlyNamed = new HashMap<>();

  private final Set<ObjectRef> elsewhere = new HashSet<>();

  Needs(Schema schema) {
    this.schema = schema;
    schema.enums().forEach(e -> name(e.name(), ObjectRef.type(e.name())));
    schema.domains().forEach(d -> name(d.name(), ObjectRef.type(d.name())));
    schema.sequences().forEach(s -> name(s.name(), ObjectRef.sequence(s.name())));
    schema.functions().forEach(f -> name(f.name(), ObjectRef.function(f.signature())));
    schema.tables().forEach(t -> name(t.name(), ObjectRef.table(t.name())));
    schema.views().forEach(v -> name(v.name(), ObjectRef.view(v.name())));
    schema.natives().stream().filter(n -> n.partOf().isEmpty()).forEach(this::name);
  }

  /**
   * A native object is found by the last word of its name, or by the sign that it is: {@code
   * "public.=== (pair, pair)"}. What is named by several words, such as a cast, nothing names.
   */
  private void name(NativeObject object) {
    word(object).ifPresent(w -> named.computeIfAbsent(w, k -> new HashSet<>()).add(object.ref()));
  }

  /** The word or sign by which SQL names a native object, in lower case, if there is one. */
  static Optional<String> word(NativeObject object) {
    Matcher matcher = NATIVE.matcher(object.name());
    return matcher.matches() ? Optional.of(folded(matcher.group("name"))) : Optional.empty();
  }

  private void name(ObjectName name, ObjectRef ref) {
    boolean word = WORD.matcher(name.name()).matches();
    (word ? named : oddlyNamed).computeIfAbsent(folded(name.name()), k -> new HashSet<>()).add(ref);
    if (name.schema().isPresent()) {
      elsewhere.add(ref);
    }
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** What an object cannot do without. */
  Set<ObjectRef> certain(ObjectRef object) {
    return new HashSet<>(schema.dependenciesOf(object).orElse(Set.of()));
  }

  Set<ObjectRef> certain(NativeObject object) {
    Set<ObjectRef> all = certain(object.ref());
    all.addAll(object.dependsOn());
    object.partOf().filter(owner -> !needs(owner, object.ref())).ifPresent(all::add);
    return all;
  }

  /**
   * What a function cannot do without: what its head names, and all that an aggregate is made of.
   */
  Set<ObjectRef> certain(Function function) {
    ObjectRef ref = ObjectRef.function(function.signature());
    Set<ObjectRef> all = certain(ref);
    if (!told(ref)) {
      boolean aggregate = function.kind().equals("AGGREGATE");
      all.addAll(words(function.arguments()));
      all.addAll(
          aggregate ? words(function.definition(), true) : words(head(function.definition())));
      all.removeIf(r -> !aggregate && r.kind().equals("function"));
      all.remove(ref);
      for (ObjectRef type : List.copyOf(all)) {
        if (needs(type, ref)) {
          all.remove(type);
          schema.partsOf(type).stream()
              .map(NativeObject::ref)
              .filter(part -> needs(type, part))
              .forEach(all::add);
        }
      }
    }
    return all;
  }

  /** Whether a native object needs another: a type needs its functions, and its announcement. */
  private boolean needs(ObjectRef object, ObjectRef other) {
    return schema.findNative(object).filter(n -> n.dependsOn().contains(other)).isPresent();
  }

  /** What stands before the body. */
  static String head(String definition) {
    return BODY.split(definition, 2)[0];
  }

  /** Whether the body of a function is a text to the database, which it reads at each call. */
  static boolean hasTextBody(String definition) {
    return TEXT_BODY.matcher(definition).find();
  }

  /** What a table cannot do without: its parents, whatever else is known. */
  Set<ObjectRef> certain(Table table) {
    Set<ObjectRef> all = certain(ObjectRef.table(table.name()));
    all.addAll(parents(table));
    if (!told(ObjectRef.table(table.name()))) {
      Set<ObjectRef> named = new HashSet<>();
      table.columns().forEach(column -> texts(column).forEach(text -> named.addAll(words(text))));
      named.removeIf(r -> r.kind().equals("view") || r.kind().equals("table"));
      table.columns().forEach(column -> named.addAll(words(text(column.type()))));
      all.addAll(named);
    }
    all.remove(ObjectRef.table(table.name()));
    return all;
  }

  private Set<ObjectRef> referenced(Table table) {
    Set<ObjectRef> all = new HashSet<>();
    table
        .options()
        .forEach(
            (key, value) -> all.addAll(Table.isForeignKey(key, value) ? words(value) : Set.of()));
    all.removeIf(r -> !r.kind().equals("table"));
    return all;
  }

  private Set<ObjectRef> parents(Table table) {
    Set<ObjectRef> all = new HashSet<>();
    for (String key : List.of("inherits", "partitionOf")) {
      String parents = table.options().getOrDefault(key, "").split("(?i)\\sFOR\\s+VALUES\\s", 2)[0];
      words(parents).stream().filter(r -> r.kind().equals("table")).forEach(all::add);
    }
    return all;
  }

  /** What parts of a table need that can come after it. */
  Set<ObjectRef> parts(Table table) {
    Set<ObjectRef> all = new HashSet<>();
    table.constraints().forEach(c -> all.addAll(constraint(table.name(), c)));
    table.indexes().forEach(i -> all.addAll(index(table.name(), i)));
    return all;
  }

  /** What a check needs, or another constraint that can come after its table. */
  Set<ObjectRef> constraint(ObjectName table, Constraint constraint) {
    if (told(ObjectRef.table(table))) {
      return constraint
          .name()
          .map(n -> certain(new ObjectRef("constraint", table + "." + n)))
          .orElseGet(HashSet::new);
    }
    if (constraint instanceof Constraint.Check check) {
      return words(check.expression());
    }
    return constraint instanceof Constraint.Exclusion exclusion
        ? words(exclusion.definition())
        : new HashSet<>();
  }

  /** What an index needs. */
  Set<ObjectRef> index(ObjectName owner, Index index) {
    ObjectRef ref = ObjectRef.index(owner.sibling(index.name()));
    Set<ObjectRef> all = certain(ref);
    if (!told(ObjectRef.table(owner)) && !told(ObjectRef.view(owner))) {
      for (IndexKey key : index.keys()) {
        all.addAll(key.expression() ? words(key.text()) : Set.of());
        key.operatorClass().ifPresent(c -> all.addAll(words(c)));
        key.collation().ifPresent(c -> all.addAll(words(c)));
      }
      index.where().ifPresent(w -> all.addAll(words(w)));
      if (index.options().containsKey("only")) {
        all.addAll(children(owner));
      }
    }
    return all;
  }

  /** The partitions of a table: an index that they shall not have comes after them. */
  private Set<ObjectRef> children(ObjectName parent) {
    return schema.tables().stream()
        .filter(t -> parents(t).contains(ObjectRef.table(parent)))
        .map(t -> ObjectRef.table(t.name()))
        .collect(Collectors.toSet());
  }

  private boolean told(ObjectRef object) {
    return schema.dependenciesOf(object).isPresent();
  }

  /** What a table seems to need; its foreign keys can come later. */
  Set<ObjectRef> likely(Table table) {
    Set<ObjectRef> all = new HashSet<>();
    table.foreignKeys().forEach(key -> all.add(ObjectRef.table(key.references())));
    all.addAll(referenced(table));
    if (!told(ObjectRef.table(table.name()))) {
      Set<String> late = table.lateOptions().keySet();
      table
          .options()
          .forEach((key, value) -> all.addAll(late.contains(key) ? Set.of() : words(value)));
    }
    return all;
  }

  private static List<String> texts(Column column) {
    List<String> texts = new ArrayList<>();
    texts.add(text(column.type()));
    column.defaultValue().ifPresent(v -> texts.add(text(v)));
    column.generated().ifPresent(g -> texts.add(g.expression()));
    column.collation().ifPresent(texts::add);
    return texts;
  }

  private static String text(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return text(array.element());
    }
    if (type instanceof ColumnType.OfEnum named) {
      return named.name().toString();
    }
    return type instanceof ColumnType.Native other ? other.sql() : "";
  }

  private static String text(Value value) {
    return value instanceof Value.Expression expression ? expression.sql() : "";
  }

  Set<ObjectRef> likely(View view) {
    return told(ObjectRef.view(view.name())) ? Set.of() : words(view.definition());
  }

  /** A function's body is a text to the database: what it names is never told. */
  Set<ObjectRef> likely(Function function) {
    Set<ObjectRef> all = words(function.definition());
    all.addAll(words(function.arguments()));
    return all;
  }

  /** Whether an object stands in a schema that is not the default one. */
  boolean isElsewhere(ObjectRef ref) {
    return elsewhere.contains(ref);
  }

  Set<ObjectRef> likely(Domain domain) {
    Set<ObjectRef> all = new HashSet<>();
    if (!told(ObjectRef.type(domain.name()))) {
      all.addAll(words(text(domain.type())));
      domain.defaultValue().ifPresent(v -> all.addAll(words(text(v))));
      domain.checks().forEach(c -> all.addAll(words(c.expression())));
    }
    return all;
  }

  /** The objects whose names are words of an SQL text; of a function, where it is called. */
  private Set<ObjectRef> words(String sql) {
    return words(sql, false);
  }

  private Set<ObjectRef> words(String sql, boolean uncalled) {
    Set<ObjectRef> found = new HashSet<>();
    Matcher matcher = WORD.matcher(sql);
    while (matcher.find()) {
      Set<ObjectRef> refs = named.getOrDefault(folded(matcher.group()), Set.of());
      if (!refs.isEmpty()) {
        boolean any = uncalled || CALL.matcher(sql).region(matcher.end(), sql.length()).lookingAt();
        refs.stream().filter(r -> any || !r.kind().equals("function")).forEach(found::add);
      }
    }
    if (!oddlyNamed.isEmpty()) {
      String text = folded(sql);
      oddlyNamed.forEach((name, refs) -> found.addAll(mentions(text, name) ? refs : Set.of()));
    }
    return found;
  }

  /** A name stands in SQL as it is, or between quotes, where a quote of its own is doubled. */
  private static boolean mentions(String text, String name) {
    return text.contains(name)
        || text.contains(name.replace("\"", "\"\""))
        || text.contains(name.replace("`", "``"));
  }
}
