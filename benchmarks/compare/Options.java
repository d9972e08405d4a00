package compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Options say what is measured, and how often. */
final class Options {
  /** What can be measured. */
  enum Part {
    NO_OP,
    PENDING,
    APPLY,
    PROMPT
  }

  static final String HELP =
      """
      Usage: benchmarks/run [PART…] [OPTION=VALUE…]

      Measures whole processes in turn and prints tables in Markdown: seconds as median (least to
      most), how many times the floor that is, the CPU's seconds, the most memory that was resident.

      Parts, all of them without any:
        no-op      every migration is applied already
        pending    one migration is to be applied: a plain one, and on the first database one with
                   a loop
        apply      many migrations, from an empty database
        prompt     from the start of the shell to its first prompt

      Options, with what is taken without them:
        --databases=sqlite,postgresql    PostgreSQL where PGHOST is set; PGPORT, PGUSER, PGPASSWORD
        --sizes=10,1000,10000            no-op: how many are applied
        --contenders-up-to=1000          no-op: the largest of these for the contenders
        --many=1000                      apply: how many
        --runs=9                         how often, after one run that warms caches; apply: 3
        --without=                       contenders to leave out: flyway,mybatis,liquibase
        --slow=2                         what takes more seconds than this is run three times, and
                                         once where it takes more than five times as many
        --cap=300                        what takes more seconds than this is not measured
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--databases", "sqlite,postgresql",
          "--sizes", "10,1000,10000",
          "--contenders-up-to", "1000",
          "--many", "1000",
          "--runs", "9",
          "--without", "",
          "--slow", "2",
          "--cap", "300");

  private static final List<String> CONTENDERS = List.of("flyway", "mybatis", "liquibase");

  private final Map<String, String> values = new HashMap<>(DEFAULTS);
  private final List<Part> parts = new ArrayList<>();

  /**
   * What the arguments say.
   *
   * @throws IllegalArgumentException where they say nothing known
   */
  Options(String... arguments) {
    for (String argument : arguments) {
      String[] option = argument.split("=", 2);
      if (!argument.startsWith("-")) {
        parts.add(constant(Part.class, argument));
      } else if (option.length == 2 && values.containsKey(option[0])) {
        values.put(option[0], option[1]);
      } else {
        throw new IllegalArgumentException(argument + " is not known; --help names what is");
      }
    }
    // What is wrong is told now, and not when it is asked for.
    products();
    sizes();
    for (String number : List.of("--contenders-up-to", "--many", "--runs", "--slow", "--cap")) {
      number(number);
    }
    for (String contender : without()) {
      if (!CONTENDERS.contains(contender)) {
        throw new IllegalArgumentException(
            "--without=" + contender + " is not known; the others are " + String.join(", ", CONTENDERS));
      }
    }
  }

  List<Part> parts() {
    return parts.isEmpty() ? List.of(Part.values()) : List.copyOf(parts);
  }

  List<Product> products() {
    return list("--databases").map(name -> constant(Product.class, name)).toList();
  }

  List<Integer> sizes() {
    return list("--sizes").map(size -> number("--sizes", size)).toList();
  }

  int contendersUpTo() {
    return number("--contenders-up-to");
  }

  int many() {
    return number("--many");
  }

  int runs() {
    return number("--runs");
  }

  /** What the names of contenders begin with that stay away, in lower case. */
  List<String> without() {
    return list("--without").map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  int slow() {
    return number("--slow");
  }

  int cap() {
    return number("--cap");
  }

  private int number(String option) {
    return number(option, values.get(option));
  }

  private static int number(String option, String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(option + " wants a whole number from 1, not `" + text + "`");
    }
    return Integer.parseInt(text);
  }

  private Stream<String> list(String option) {
    return Arrays.stream(values.get(option).split(",")).filter(one -> !one.isBlank());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Stream.of(type.getEnumConstants())
        .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(word + " is not known; --help names what is"));
  }
}
