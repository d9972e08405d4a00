package dev.garganey.script;

import groovy.lang.GroovyClassLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.tools.GroovyClass;

/** ScriptCompiler makes classes of scripts. */
final class ScriptCompiler {
  private final ClassLoader parent;
  private final List<CompilationCustomizer> customizers;

  /**
   * @param parent finds the classes that there are already
   * @param customizers what is to be changed of scripts
   */
  ScriptCompiler(ClassLoader parent, List<CompilationCustomizer> customizers) {
    this.parent = parent;
    this.customizers = List.copyOf(customizers);
  }

  /**
   * Unit is what was compiled together.
   *
   * @param scripts by the names of their classes; where the scripts of a unit declare classes
   *     besides, each has those of all, for they may know each other
   * @param selfContained whether none of them declares classes besides
   */
  record Unit(Map<String, ScriptClasses> scripts, boolean selfContained) {}

  /**
   * Compiles scripts together.
   *
   * @param sources the texts by the names of their classes
   * @throws CompilationFailedException if something is wrong with one of them
   */
  Unit compile(Map<String, SourceText> sources) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(BoundScript.class.getName());
    configuration.setTargetBytecode(CompilerConfiguration.JDK17);
    // Call sites without invokedynamic halve the first run of a script, and each runs once.
    configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
    Instrumentation instrumentation = new Instrumentation(sources);
    Purity purity = new Purity();
    customizers.forEach(configuration::addCompilationCustomizers);
    configuration.addCompilationCustomizers(instrumentation, purity);
    CompilationUnit unit =
        new CompilationUnit(
            configuration, null, new GroovyClassLoader(parent, configuration, false));
    sources.forEach(
        (name, source) -> unit.addSource(name + ".groovy", ReservedWords.readable(source.text())));
    unit.compile(Phases.CLASS_GENERATION);
    Map<String, byte[]> all = new LinkedHashMap<>();
    Map<String, Map<String, byte[]>> own = new HashMap<>();
    for (GroovyClass generated : unit.getClasses()) {
      all.put(generated.getName(), generated.getBytes());
      own.computeIfAbsent(scriptOf(generated.getName()), n -> new LinkedHashMap<>())
          .put(generated.getName(), generated.getBytes());
    }
    boolean selfContained = sources.keySet().containsAll(own.keySet());
    Map<String, ScriptClasses> scripts = new LinkedHashMap<>();
    for (String name : sources.keySet()) {
      scripts.put(
          name,
          new ScriptClasses(
              name,
              selfContained ? own.getOrDefault(name, Map.of()) : all,
              instrumentation.ranges(name),
              selfContained && purity.isPure(name)));
    }
    return new Unit(scripts, selfContained);
  }

  /** The script of a class: its closures have its name and more after a dollar sign. */
  private static String scriptOf(String generated) {
    int dollar = generated.indexOf('$');
    return dollar < 0 ? generated : generated.substring(0, dollar);
  }
}
