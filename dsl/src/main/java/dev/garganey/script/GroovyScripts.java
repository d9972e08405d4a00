package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import groovy.lang.GroovyClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.codehaus.groovy.tools.GroovyClass;

/**
 * GroovyScripts compiles scripts: all at once where none is wrong, else apart to find every one.
 */
final class GroovyScripts {
  /** Compiled is a script's class, or what is wrong with it. */
  record Compiled(
      Optional<Class<? extends BoundScript>> type, List<Range> ranges, List<Mistake> mistakes) {}

  private final ClassLoader parent;

  GroovyScripts(ClassLoader parent) {
    this.parent = parent;
  }

  /** The scripts compiled, in their order. */
  List<Compiled> compile(List<SourceText> sources) {
    Map<String, SourceText> byClass = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      byClass.put("Script" + (i + 1), sources.get(i));
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
      return new Compiled(Optional.empty(), List.of(), mistakes(source, e));
    }
  }

  private Map<String, Compiled> compileTogether(Map<String, SourceText> sources) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(BoundScript.class.getName());
    configuration.setTargetBytecode(CompilerConfiguration.JDK17);
    // Call sites without invokedynamic halve the first run of a script, and each runs once.
    configuration.getOptimizationOptions().put(CompilerConfiguration.INVOKEDYNAMIC, false);
    Instrumentation instrumentation = new Instrumentation(sources);
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
    for (String name : sources.keySet()) {
      compiled.put(
          name, new Compiled(classes.script(name), instrumentation.ranges(name), List.of()));
    }
    return compiled;
  }

  private static List<Mistake> mistakes(SourceText source, CompilationFailedException failed) {
    List<Mistake> mistakes = new ArrayList<>();
    if (failed instanceof MultipleCompilationErrorsException several) {
      ErrorCollector errors = several.getErrorCollector();
      for (int i = 0; i < errors.getErrorCount(); i++) {
        mistakes.add(mistake(source, errors.getError(i)));
      }
    } else {
      mistakes.add(source.mistake(source.position(0, 0), "This is no Groovy", Optional.empty()));
    }
    return mistakes.stream().distinct().sorted(SourceText.fromTopToBottom()).limit(5).toList();
  }

  private static Mistake mistake(SourceText source, Message message) {
    if (message instanceof SyntaxErrorMessage syntax) {
      SyntaxException cause = syntax.getCause();
      return source.mistake(
          source.position(cause.getStartLine(), cause.getStartColumn()),
          SyntaxWords.explain(cause.getOriginalMessage()),
          Optional.empty());
    }
    String text =
        message instanceof ExceptionMessage exception
            ? String.valueOf(exception.getCause().getMessage())
            : message.toString();
    return source.mistake(source.position(0, 0), SyntaxWords.explain(text), Optional.empty());
  }

  /** ScriptClasses holds compiled classes and defines them as they are needed. */
  private static final class ScriptClasses extends GroovyClassLoader {
    private final Map<String, byte[]> bytes = new HashMap<>();

    ScriptClasses(ClassLoader parent, CompilerConfiguration configuration) {
      super(parent, configuration, false);
    }

    void add(GroovyClass generated) {
      bytes.put(generated.getName(), generated.getBytes());
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
