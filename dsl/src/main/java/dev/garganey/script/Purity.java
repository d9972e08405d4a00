package dev.garganey.script;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Purity finds the scripts whose operations depend on their text and the product alone, so that
 * what came of them may be kept.
 *
 * <p>It allows what it knows: words of the language, plain values (text, numbers, lists and maps of
 * these), methods by which nothing but such values comes of such values, loops, conditions, and
 * methods and blocks of the script that are made of these. All else counts as impure: a script that
 * is wrongly called impure is evaluated each time, one that is wrongly called pure would lie.
 */
final class Purity extends CompilationCustomizer {
  /** Methods by which a class says what is done with names that it does not declare. */
  private static final Set<String> HOOKS =
      Set.of("call", "equals", "hashCode", "invokeMethod", "toString", "finalize", "clone", "main");

  private final Vocabulary vocabulary = new Vocabulary();
  private final Set<String> pure = new HashSet<>();

  Purity() {
    // Here classes are told from variables, and variables know where they are declared.
    super(CompilePhase.SEMANTIC_ANALYSIS);
  }

  /** Whether a script is pure. */
  boolean isPure(String scriptClass) {
    return pure.contains(scriptClass);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
    if (!node.isScript()) {
      return;
    }
    try {
      check(source.getAST(), node);
      pure.add(node.getName());
    } catch (Impure | StackOverflowError notKnown) {
      pure.remove(node.getName());
    }
  }

  private void check(ModuleNode module, ClassNode script) {
    Impure.unless(module.getClasses().size() == 1);
    Impure.unless(module.getPackage() == null);
    Impure.unless(module.getImports().isEmpty() && module.getStarImports().isEmpty());
    Impure.unless(module.getStaticImports().isEmpty() && module.getStaticStarImports().isEmpty());
    Impure.unless(script.getSuperClass().getName().equals(BoundScript.class.getName()));
    Impure.unless(isUnannotated(script));
    Impure.unless(script.getFields().isEmpty());
    Impure.unless(script.getObjectInitializerStatements().isEmpty());
    Set<String> names = new HashSet<>();
    Optional<MethodNode> run = Optional.empty();
    for (MethodNode method : script.getMethods()) {
      if (method.getName().equals("run") && method.getParameters().length == 0) {
        run = Optional.of(method);
      } else if (!isGeneratedMain(method)) {
        Impure.unless(isPlainlyNamed(method.getName()) && !method.isStatic());
        Impure.unless(names.add(method.getName()));
      }
    }
    PureNames known = new PureNames(vocabulary, script);
    PureCode code = new PureCode(known, script.getMethods());
    code.method(run.orElseThrow(Impure::new));
    for (String name : names) {
      code.ownMethod(name);
    }
  }

  /** Whether nothing is annotated but what the compiler has, which stands in no line. */
  static boolean isUnannotated(AnnotatedNode node) {
    return node.getAnnotations().stream().allMatch(a -> a.getLineNumber() < 1);
  }

  private static boolean isGeneratedMain(MethodNode method) {
    return method.getName().equals("main") && method.isStatic() && method.getLineNumber() < 1;
  }

  private static boolean isPlainlyNamed(String name) {
    return !HOOKS.contains(name)
        && !name.endsWith("Missing")
        && List.of("get", "set", "is").stream().noneMatch(name::startsWith)
        && !PureNames.LEADING_ELSEWHERE.contains(name);
  }

  /** Impure says that something is not known to depend on the text alone. */
  static final class Impure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Impure() {
      super("", null, false, false);
    }

    static void unless(boolean known) {
      if (!known) {
        throw new Impure();
      }
    }
  }
}
