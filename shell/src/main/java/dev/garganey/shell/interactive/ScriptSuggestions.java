package dev.garganey.shell.interactive;

import dev.garganey.console.TableQuery;
import dev.garganey.explore.ItemKind;
import dev.garganey.script.Completion;
import dev.garganey.script.Completion.Place;
import dev.garganey.script.Completion.Wanted;
import dev.garganey.script.NameKind;
import dev.garganey.shell.interactive.Suggestions.Suggestion;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** ScriptSuggestions are what can stand where the cursor is in Groovy. */
final class ScriptSuggestions {
  /** What explains a word may take that many characters. */
  private static final int WIDEST = 60;

  private static final String DATABASE = "db";

  /** The words of a query that make another query of it. */
  private static final Set<String> FURTHER =
      Arrays.stream(TableQuery.class.getDeclaredMethods())
          .filter(method -> method.getReturnType() == TableQuery.class)
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final Completion completion;
  private final Names names;
  private final Collection<String> variables;

  /**
   * Suggestions of one session.
   *
   * @param variables the names that Groovy gave to variables and methods
   */
  ScriptSuggestions(Completion completion, Names names, Collection<String> variables) {
    this.completion = completion;
    this.names = names;
    this.variables = variables;
  }

  /** What can take the place of the word with which a text ends. */
  List<Suggestion> at(String text) {
    Place place = completion.at(text);
    Found found = new Found(Suggestions.wordAt(text), place);
    place.words().forEach(w -> found.add(w.text(), "words", w.about(), w.text().endsWith(":")));
    if (place.variables()) {
      variables.forEach(v -> found.add(v, "names", "", false));
    }
    place.wanted().ifPresent(wanted -> wanted(wanted, place, found));
    if (!place.after().isEmpty()) {
      after(place.after(), found);
    }
    if (!place.within().isEmpty()) {
      within(place, found);
    }
    return found.all();
  }

  // --- Names -------------------------------------------------------------------------------------

  private void wanted(Wanted wanted, Place place, Found found) {
    switch (wanted.kind()) {
      case COLUMN -> {
        wanted.declared().forEach(c -> found.column(c, "declared here"));
        wanted
            .table()
            .map(table -> table.substring(table.lastIndexOf('.') + 1))
            .ifPresent(table -> names.named(table).forEach(found::columns));
      }
      case TABLE, VIEW -> relations(wanted.kind() == NameKind.VIEW, place, found);
      case CONSTRAINT -> wanted.table().ifPresent(table -> constraints(table, found));
      case INDEX -> objects(ItemKind.INDEX, found);
      case SEQUENCE -> objects(ItemKind.SEQUENCE, found);
      case ENUM -> objects(ItemKind.ENUM, found);
      case DOMAIN -> objects(ItemKind.DOMAIN, found);
    }
  }

  private void objects(ItemKind kind, Found found) {
    names.ofKind(kind.word()).forEach(n -> found.add(n, kind.word() + "s", kind.word(), false));
  }

  /** The names of a table's constraints, which to all others stand behind that of the table. */
  private void constraints(String table, Found found) {
    String lead = table + ".";
    names.ofKind(ItemKind.CONSTRAINT.word()).stream()
        .filter(n -> Suggestions.begins(n, lead))
        .forEach(n -> found.add(n.substring(lead.length()), "constraints", "of " + table, false));
  }

  /** Tables or views: those of the schema that stands before a dot, else those that need none. */
  private void relations(boolean views, Place place, Found found) {
    int dot = place.begun().lastIndexOf('.');
    Optional<String> schema =
        dot < 0 ? Optional.empty() : Optional.of(place.begun().substring(0, dot));
    String lead = place.begun().substring(0, dot + 1);
    for (Names.Relation relation : names.beginning(place.begun().substring(dot + 1))) {
      if (relation.view() == views && relation.name().schema().equals(schema)) {
        found.add(lead + relation.name().name(), "tables", views ? "view" : "table", false);
      }
    }
    if (dot < 0) {
      names.schemas().keySet().forEach(s -> found.add(s, "schemas", "schema", false));
    }
  }

  // --- The database as code reads it -------------------------------------------------------------

  /** What follows a dot behind {@code db} and words that were said to it. */
  private void after(List<String> path, Found found) {
    if (!path.get(0).equals(DATABASE)) {
      return;
    }
    if (path.size() == 1) {
      names.beginning(found.place.begun()).stream()
          .filter(r -> r.name().schema().isEmpty())
          .forEach(r -> found.add(r.name().name(), "tables", r.view() ? "view" : "table", false));
      names.schemas().keySet().forEach(s -> found.add(s, "schemas", "schema", false));
    } else if (path.size() == 2 && isSchema(path.get(1))) {
      names
          .schemas()
          .get(path.get(1).toLowerCase(Locale.ROOT))
          .forEach(table -> found.add(table, "tables", "table of " + path.get(1), false));
    } else if (query(path).isPresent()) {
      Completion.wordsOf(TableQuery.class)
          .forEach(w -> found.add(w.text(), "words", w.about(), false));
    }
  }

  /** The columns that words of a query are given. */
  private void within(Place place, Found found) {
    List<String> path = place.within();
    String last = path.get(path.size() - 1);
    if (FURTHER.contains(last) && (place.quoted() || last.equals("where"))) {
      query(path.subList(0, path.size() - 1))
          .ifPresent(table -> names.named(table).forEach(found::columns));
    }
  }

  private boolean isSchema(String name) {
    return names.named(name).isEmpty()
        && names.schemas().containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** The table of which a path is a query. */
  private Optional<String> query(List<String> path) {
    if (path.size() < 2 || !path.get(0).equals(DATABASE)) {
      return Optional.empty();
    }
    int table = isSchema(path.get(1)) ? 2 : 1;
    return table < path.size() && FURTHER.containsAll(path.subList(table + 1, path.size()))
        ? Optional.of(path.get(table))
        : Optional.empty();
  }

  /** Found gathers what fits behind what is typed already. */
  private static final class Found {
    private final Map<String, Suggestion> all = new LinkedHashMap<>();
    private final String typed;
    private final Place place;

    /**
     * @param typed what a suggestion takes the place of, which is more or less than what is begun:
     *     to the terminal a word has other ends than to Groovy
     */
    Found(String typed, Place place) {
      this.typed = typed;
      this.place = place;
    }

    void add(String name, String group, String about, boolean apart) {
      add(name, place.begun(), group, about, apart);
    }

    private void add(String name, String begun, String group, String about, boolean apart) {
      if (!Suggestions.begins(name, begun)) {
        return;
      }
      int more = begun.length() - typed.length();
      String value = more >= 0 ? name.substring(more) : typed.substring(0, -more) + name;
      String shown =
          about.length() > WIDEST ? about.substring(0, WIDEST - 1).stripTrailing() + "…" : about;
      all.putIfAbsent(value, new Suggestion(value, group, shown, apart));
    }

    void columns(Names.Relation relation) {
      for (int i = 0; i < relation.columns().size(); i++) {
        String type = i < relation.types().size() ? relation.types().get(i) + " " : "";
        column(relation.columns().get(i), type + "of " + relation.name().name());
      }
    }

    /** A column: in a text its name, which may stand in SQL; else the name of an argument. */
    void column(String name, String about) {
      if (place.quoted()) {
        add(name, typed, "columns", about, false);
      } else {
        add(name + ":", place.begun(), "columns", about, true);
      }
    }

    List<Suggestion> all() {
      return new ArrayList<>(all.values());
    }
  }
}
