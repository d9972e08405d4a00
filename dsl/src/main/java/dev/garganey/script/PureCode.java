package dev.garganey.script;

import dev.garganey.script.Purity.Impure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.LambdaExpression;
import org.codehaus.groovy.ast.stmt.AssertStatement;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.CaseStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;

/**
 * PureCode goes through the statements of a script as they would run, and knows of which kind its
 * variables are and what its methods and blocks return.
 */
final class PureCode {
  private static final Set<String> TYPES =
      Set.of(
          "boolean",
          "double",
          "int",
          "long",
          "void",
          "java.lang.Boolean",
          "java.lang.Double",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.String",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.util.List",
          "java.util.Map");

  /**
   * Known is a block in a variable.
   *
   * @param result what it returns
   * @param bare whether it makes no use of what it is given
   */
  record Known(PureKind result, boolean bare) {}

  private final PureValues values;
  private final Map<String, MethodNode> methods = new HashMap<>();
  private final Map<String, PureKind> results = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final IdentityHashMap<Variable, PureKind> variables = new IdentityHashMap<>();
  private final IdentityHashMap<Variable, Known> blocks = new IdentityHashMap<>();
  private final Set<Variable> used = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

  /** What the return statements of the methods and blocks that are open return, from within. */
  private final Deque<Optional<PureKind>> returned = new ArrayDeque<>();

  /**
   * @param own the methods of the script
   */
  PureCode(PureNames names, List<MethodNode> own) {
    this.values = new PureValues(this, names);
    own.forEach(method -> methods.put(method.getName(), method));
  }

  // --- Methods and blocks ------------------------------------------------------------------------

  boolean hasMethod(String name) {
    return methods.containsKey(name) && !name.equals("run") && !name.equals("main");
  }

  /** What a method of the script returns; of one that calls itself that is not known. */
  PureKind ownMethod(String name) {
    PureKind known = results.get(name);
    if (known != null) {
      return known;
    }
    if (!underWay.add(name)) {
      return PureKind.ANY;
    }
    PureKind result = method(methods.get(name));
    underWay.remove(name);
    results.put(name, result);
    return result;
  }

  /** What a method returns when it is given plain values. */
  PureKind method(MethodNode method) {
    Impure.unless(Purity.isUnannotated(method));
    Impure.unless(isKnown(method.getReturnType()));
    return inside(method.getParameters(), PureKind.PLAIN, method.getCode());
  }

  /** What a block returns when it is given values of a kind. */
  PureKind block(ClosureExpression block, PureKind given) {
    Impure.unless(!(block instanceof LambdaExpression));
    Parameter[] parameters =
        block.getParameters() == null ? new Parameter[0] : block.getParameters();
    Variable it = implicit(block);
    if (it != null) {
      variables.put(it, given);
    }
    return inside(parameters, given, block.getCode());
  }

  private static @org.jspecify.annotations.Nullable Variable implicit(ClosureExpression block) {
    return block.getParameters() != null && block.getParameters().length == 0
        ? block.getVariableScope().getDeclaredVariable("it")
        : null;
  }

  /** A block that a variable holds: it is called with plain values only. */
  Known known(ClosureExpression block) {
    PureKind result = block(block, PureKind.PLAIN);
    boolean none = block.getParameters() == null || block.getParameters().length == 0;
    Variable it = implicit(block);
    return new Known(result, none && (it == null || !used.contains(it)));
  }

  private PureKind inside(Parameter[] parameters, PureKind given, Statement code) {
    for (Parameter parameter : parameters) {
      Impure.unless(isKnown(parameter.getType()) && parameter.getAnnotations().isEmpty());
      if (parameter.hasInitialExpression()) {
        Impure.unless(values.of(parameter.getInitialExpression()) == PureKind.PLAIN);
      }
      variables.put(parameter, given);
    }
    returned.push(Optional.empty());
    PureKind last = run(code);
    Optional<PureKind> early = returned.pop();
    return early.map(last::or).orElse(last);
  }

  static boolean isKnown(ClassNode type) {
    return TYPES.contains(type.getName());
  }

  // --- Variables ---------------------------------------------------------------------------------

  void declare(Variable variable, PureKind kind) {
    variables.put(variable, kind);
  }

  void declare(Variable variable, Known block) {
    variables.put(variable, PureKind.BLOCK);
    blocks.put(variable, block);
  }

  /** Of which kind a variable of the script is. */
  PureKind kind(Variable variable) {
    used.add(variable);
    return Optional.ofNullable(variables.get(variable)).orElseThrow(Impure::new);
  }

  /** The block that a variable holds. */
  Known block(Variable variable) {
    return Optional.ofNullable(blocks.get(variable)).orElseThrow(Impure::new);
  }

  // --- Statements --------------------------------------------------------------------------------

  /** What a statement leaves when it is the last of a block. */
  private PureKind run(Statement statement) {
    if (statement instanceof BlockStatement block) {
      PureKind last = PureKind.PLAIN;
      for (Statement one : block.getStatements()) {
        last = run(one);
      }
      return last;
    }
    if (statement instanceof ExpressionStatement expression) {
      return values.of(expression.getExpression());
    }
    if (statement instanceof ReturnStatement back) {
      PureKind kind = values.of(back.getExpression());
      Optional<PureKind> before = returned.pop();
      returned.push(Optional.of(before.map(kind::or).orElse(kind)));
      return PureKind.PLAIN;
    }
    if (statement instanceof IfStatement choice) {
      values.of(choice.getBooleanExpression());
      return run(choice.getIfBlock()).or(run(choice.getElseBlock()));
    }
    if (statement instanceof SwitchStatement choice) {
      return choose(choice);
    }
    if (statement instanceof AssertStatement claim) {
      values.of(claim.getBooleanExpression());
      Impure.unless(values.of(claim.getMessageExpression()) == PureKind.PLAIN);
      return PureKind.PLAIN;
    }
    return loop(statement);
  }

  private PureKind choose(SwitchStatement choice) {
    PureKind last = PureKind.PLAIN;
    values.of(choice.getExpression());
    for (CaseStatement one : choice.getCaseStatements()) {
      values.of(one.getExpression());
      last = last.or(run(one.getCode()));
    }
    return last.or(run(choice.getDefaultStatement()));
  }

  private PureKind loop(Statement statement) {
    if (statement instanceof ForStatement loop) {
      header(loop);
      run(loop.getLoopBlock());
    } else if (statement instanceof WhileStatement loop) {
      values.of(loop.getBooleanExpression());
      run(loop.getLoopBlock());
    } else if (statement instanceof DoWhileStatement loop) {
      run(loop.getLoopBlock());
      values.of(loop.getBooleanExpression());
    } else {
      Impure.unless(
          statement instanceof EmptyStatement
              || statement instanceof BreakStatement
              || statement instanceof ContinueStatement);
    }
    return PureKind.PLAIN;
  }

  private void header(ForStatement loop) {
    if (loop.getCollectionExpression() instanceof ClosureListExpression parts) {
      for (Expression part : parts.getExpressions()) {
        values.of(part);
      }
      return;
    }
    PureKind all = values.of(loop.getCollectionExpression());
    Impure.unless(all.isPlainOrView());
    for (Parameter one : new Parameter[] {loop.getIndexVariable(), loop.getValueVariable()}) {
      if (one != null) {
        Impure.unless(isKnown(one.getType()));
        variables.put(one, PureKind.PLAIN);
      }
    }
  }
}
