package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.tools.GroovyClass;

/**
 * GroovyScripts compiles scripts: all at once where none is wrong, else apart to find every one.
 */
final class GroovyScripts {
  /**
   * Compiled is a script that can be run, or what is wrong with it; neither, where a file holds
   * classes alone.
   *
   * @param ranges the statements, by number
   * @param loader what finds its classes, where it has more than the script's own
   */
  record Compiled(
      Optional<BoundScript> script,
      List<Range> ranges,
      List<Mistake> mistakes,
      Optional<ClassLoader> loader) {}

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+");

  private final ClassLoader parent;
  private final String prefix;
  private final Supplier<Binding> binding;
  private final List<CompilationCustomizer> customizers;

  private GroovyScripts(
      ClassLoader parent,
      String prefix,
      Supplier<Binding> binding,
      List<CompilationCustomizer> customizers) {
    this.parent = parent;
    this.prefix = prefix;
    this.binding = binding;
    this.customizers = List.copyOf(customizers);
  }

  /** Compiles files, each for itself. */
  static GroovyScripts ofFiles() {
    return new GroovyScripts(
        GroovyScripts.class.getClassLoader(), "Script", Binding::new, List.of());
  }

  /**
   * Compiles what shares variables with others.
   *
   * @param parent finds the classes that there are already
   * @param prefix what the classes are called, before a number
   * @param customizers what is to be changed of it
   */
  static GroovyScripts sharing(
      Binding binding, ClassLoader parent, String prefix, List<CompilationCustomizer> customizers) {
    return new GroovyScripts(parent, prefix, () -> binding, customizers);
  }

  /** The scripts compiled, in their order. */
  List<Compiled> compile(List<SourceText> sources) {
    Map<String, SourceText> byClass = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      byClass.put(prefix + (i + 1), sources.get(i));
    }
    Map<String, Compiled> compiled = new HashMap<>();
    try {
      compiled.putAll(compileTogether(byClass));
    } catch (CompilationFailedException e) {
      byClass.forEach((name, source) -> compiled.put(name, compileAlone(name, source)));
    }
    return byClass.keySet().stream().map(compiled::get).toList();
  }

  private Compiled compileAlone(String name, SourceText source) {
    try {
      return compileTogether(Map.of(name, source)).get(name);
    } catch (CompilationFailedException e) {
      return new Compiled(
          Optional.empty(), List.of(), new SyntaxErrors(source).of(e), Optional.empty());
    }
  }

  private Map<String, Compiled> compileTogether(Map<String, SourceText> sources) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(BoundScript.class.getName());
    configuration.setTargetBytecode(CompilerConfiguration.JDK17);
    // Call sites without invokedynamic halve the first run of a script, and each runs once.
    configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
    Instrumentation instrumentation = new Instrumentation(sources);
    customizers.forEach(configuration::addCompilationCustomizers);
    configuration.addCompilationCustomizers(instrumentation);
    ScriptClasses classes = new ScriptClasses(parent, configuration);
    CompilationUnit unit = new CompilationUnit(configuration, null, classes);
    sources.forEach(
        (name, source) -> unit.addSource(name + ".groovy", ReservedWords.readable(source.text())));
    unit.compile(Phases.CLASS_GENERATION);
    for (GroovyClass generated : unit.getClasses()) {
      classes.add(generated);
    }
    Map<String, Compiled> compiled = new HashMap<>();
    sources.forEach(
        (name, source) -> {
          Optional<BoundScript> script = classes.script(name).map(this::instance);
          compiled.put(
              name,
              new Compiled(
                  script,
                  instrumentation.ranges(name),
                  script.isEmpty() ? withoutPackage(source) : List.of(),
                  classes.hasOthersThan(name) ? Optional.of(classes) : Optional.empty()));
        });
    return compiled;
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

  /** ScriptClasses holds compiled classes and defines them as they are needed. */
  private static final class ScriptClasses extends GroovyClassLoader {
    private final Map<String, byte[]> bytes = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    ScriptClasses(ClassLoader parent, CompilerConfiguration configuration) {
      super(parent, configuration, false);
    }

    void add(GroovyClass generated) {
      bytes.put(generated.getName(), generated.getBytes());
      names.add(generated.getName());
    }

    /** Whether there are classes beside those of a script and its closures. */
    boolean hasOthersThan(String script) {
      return names.stream().anyMatch(n -> !n.equals(script) && !n.startsWith(script + "$"));
    }

    Optional<Class<? extends BoundScript>> script(String name) {
      try {
        Class<?> type = loadClass(name);
        return BoundScript.class.isAssignableFrom(type)
            ? Optional.of(type.asSubclass(BoundScript.class))
            : Optional.empty();
      } catch (ClassNotFoundException e) {
        return Optional.empty();
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] code = bytes.remove(name);
      return code == null ? super.findClass(name) : defineClass(name, code);
    }
  }
}
