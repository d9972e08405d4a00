package dev.garganey.script;

import dev.garganey.cache.Fingerprint;
import java.util.Locale;
import java.util.Optional;

/**
 * Conditions are what the outcome of a script depends on beside its text, the product and what it
 * asks for: this program, Groovy, Java, and the language by which Java changes the case of letters.
 */
public final class Conditions {
  /** A class file of Groovy, by which its jar is found without loading any class of it. */
  private static final String GROOVY = "groovy/lang/GroovyObject.class";

  private static final Optional<String> PROGRAM = program();

  private Conditions() {}

  /** This program, as it is when it is first asked for: it may be replaced while it runs. */
  private static Optional<String> program() {
    Optional<String> groovy = Fingerprint.ofJarWith(GROOVY, Conditions.class.getClassLoader());
    return Fingerprint.of(Conditions.class).flatMap(own -> groovy.map(g -> own + '\n' + g));
  }

  /** Those of this process; none where it cannot be told which program this is. */
  public static Optional<String> ofEvaluation() {
    return PROGRAM.map(
        program ->
            String.join(
                "\n",
                program,
                String.valueOf(Runtime.version().feature()),
                Locale.getDefault().toLanguageTag(),
                // What a name in a script means may depend on what else is there.
                System.getProperty("java.class.path", "")));
  }
}
