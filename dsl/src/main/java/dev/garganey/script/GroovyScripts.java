package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import groovy.lang.Binding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * GroovyScripts makes scripts that can be run: of classes that are kept, else it compiles them, all
 * at once where none is wrong, else apart to find every mistake.
 */
final class GroovyScripts {
  /**
   * Compiled is a script that can be run, or what is wrong with it; neither, where a file holds
   * classes alone.
   *
   * @param ranges the statements, by number
   * @param loader what finds its classes, where it has more than the script's own
   * @param pure whether what it says depends on its text and the product alone
   */
  record Compiled(
      Optional<BoundScript> script,
      List<Range> ranges,
      List<Mistake> mistakes,
      Optional<ClassLoader> loader,
      boolean pure) {}

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+");

  private final ClassLoader parent;
  private final ScriptCompiler compiler;
  private final Supplier<Binding> binding;

  private GroovyScripts(
      ClassLoader parent, Supplier<Binding> binding, List<CompilationCustomizer> customizers) {
    this.parent = parent;
    this.compiler = new ScriptCompiler(parent, customizers);
    this.binding = binding;
  }

  /** Compiles files, each for itself. */
  static GroovyScripts ofFiles() {
    return new GroovyScripts(GroovyScripts.class.getClassLoader(), Binding::new, List.of());
  }

  /**
   * Compiles what shares variables with others.
   *
   * @param parent finds the classes that there are already
   * @param customizers what is to be changed of it
   */
  static GroovyScripts sharing(
      Binding binding, ClassLoader parent, List<CompilationCustomizer> customizers) {
    return new GroovyScripts(parent, () -> binding, customizers);
  }

  /**
   * The scripts, in their order.
   *
   * @param kept where their classes are looked for, and kept
   */
  List<Compiled> compile(List<SourceText> sources, ScriptCache kept) {
    Map<SourceText, Compiled> compiled = new LinkedHashMap<>();
    List<SourceText> others = new ArrayList<>();
    for (SourceText source : sources) {
      kept.classes(source)
          .flatMap(classes -> known(classes, source))
          .ifPresentOrElse(known -> compiled.put(source, known), () -> others.add(source));
    }
    boolean anyKnown = !compiled.isEmpty();
    compiled.putAll(compileAll(others, kept));
    boolean declaring = others.stream().anyMatch(o -> compiled.get(o).loader().isPresent());
    if (anyKnown && declaring) {
      // What is known may know the classes of these: all are compiled together, as if nothing were.
      compiled.putAll(compileAll(sources, ScriptCache.none()));
    }
    return sources.stream().map(compiled::get).toList();
  }

  /** A single text under a name of its own. */
  Compiled compile(String name, SourceText source) {
    return compileAlone(name, source, ScriptCache.none());
  }

  private Optional<Compiled> known(ScriptClasses classes, SourceText source) {
    try {
      return Optional.of(instance(classes, source, true));
    } catch (LinkageError foreign) {
      return Optional.empty();
    }
  }

  private Map<SourceText, Compiled> compileAll(List<SourceText> sources, ScriptCache kept) {
    Map<String, SourceText> named = new LinkedHashMap<>();
    List<SourceText> copies = new ArrayList<>();
    for (SourceText source : sources) {
      if (named.putIfAbsent(ScriptCache.className(source), source) != null) {
        copies.add(source);
      }
    }
    Map<SourceText, Compiled> compiled = new LinkedHashMap<>();
    try {
      compiled.putAll(named.isEmpty() ? Map.of() : compileTogether(named, kept));
    } catch (CompilationFailedException e) {
      named.forEach((name, source) -> compiled.put(source, compileAlone(name, source, kept)));
    }
    // Another of the same text: what it keeps in variables of its classes is its own.
    copies.forEach(
        copy -> compiled.put(copy, compileAlone(ScriptCache.className(copy), copy, kept)));
    return compiled;
  }

  private Compiled compileAlone(String name, SourceText source, ScriptCache kept) {
    try {
      return compileTogether(Map.of(name, source), kept).values().iterator().next();
    } catch (CompilationFailedException e) {
      return new Compiled(
          Optional.empty(), List.of(), new SyntaxErrors(source).of(e), Optional.empty(), false);
    }
  }

  private Map<SourceText, Compiled> compileTogether(
      Map<String, SourceText> sources, ScriptCache kept) {
    ScriptCompiler.Unit unit = compiler.compile(sources);
    Map<SourceText, Compiled> compiled = new LinkedHashMap<>();
    Optional<ScriptClassLoader> shared =
        unit.selfContained()
            ? Optional.empty()
            : Optional.of(
                new ScriptClassLoader(parent, unit.scripts().values().iterator().next().bytes()));
    sources.forEach(
        (name, source) -> {
          ScriptClasses classes = unit.scripts().get(name);
          Compiled one =
              shared
                  .map(loader -> instance(classes, source, loader, false))
                  .orElseGet(() -> instance(classes, source, true));
          if (unit.selfContained() && one.script().isPresent()) {
            kept.keep(source, classes);
          }
          compiled.put(source, one);
        });
    return compiled;
  }

  private Compiled instance(ScriptClasses classes, SourceText source, boolean selfContained) {
    return instance(classes, source, new ScriptClassLoader(parent, classes.bytes()), selfContained);
  }

  private Compiled instance(
      ScriptClasses classes, SourceText source, ScriptClassLoader loader, boolean selfContained) {
    Optional<BoundScript> script = loader.script(classes.name()).map(this::instance);
    return new Compiled(
        script,
        classes.ranges(),
        script.isEmpty() ? withoutPackage(source) : List.of(),
        selfContained ? Optional.empty() : Optional.of(loader),
        classes.pure());
  }

  private BoundScript instance(Class<? extends BoundScript> type) {
    try {
      BoundScript script = type.getDeclaredConstructor().newInstance();
      script.setBinding(binding.get());
      return script;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Mistake> withoutPackage(SourceText source) {
    return PACKAGE.matcher(source.text()).find()
        ? List.of(
            source.mistake(
                source.find("package", 0, source.whole()),
                "A script has no package",
                Optional.of("Remove this line.")))
        : List.of();
  }
}
