package dev.garganey.script;

import dev.garganey.script.Purity.Impure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** PureCalls says of which kind the value of a call is, or that it is not known. */
final class PureCalls {
  /** Words that are values when they are given a text: in lists and maps they say the same. */
  private static final Set<String> OF_TEXT =
      Set.of("bytes", "enum", "enumerated", "native", "nativeType", "sql");

  /** Words that are types when they are given numbers or nothing; else some are columns. */
  private static final Set<String> TYPES =
      Set.of(
          "bigint",
          "binary",
          "bool",
          "char",
          "character",
          "date",
          "decimal",
          "double",
          "doublePrecision",
          "integer",
          "interval",
          "json",
          "real",
          "smallint",
          "text",
          "time",
          "timestamp",
          "timestamptz",
          "uuid",
          "varchar");

  private static final Set<String> OF_CONSTANTS = Set.of("name", "toString");

  private final PureCode code;
  private final PureNames names;
  private final PureValues values;

  PureCalls(PureCode code, PureNames names, PureValues values) {
    this.code = code;
    this.names = names;
    this.values = values;
  }

  PureKind of(MethodCallExpression call) {
    String method = PureValues.name(call.getMethod());
    List<Expression> arguments = arguments(call);
    Expression to = call.getObjectExpression();
    if (to instanceof ClassExpression units) {
      Impure.unless(units.getType().getName().equals(Units.class.getName()));
      Impure.unless(method.equals("of"));
      arguments.forEach(values::plain);
      return PureKind.WORD;
    }
    if (call.isImplicitThis()) {
      return alone(method, arguments);
    }
    if (to instanceof VariableExpression variable && variable.isThisExpression()) {
      // The mark of a statement; nothing else may be said of a script.
      Impure.unless(method.equals(BoundScript.AT));
      return PureKind.PLAIN;
    }
    return said(to, method, arguments);
  }

  private static List<Expression> arguments(MethodCallExpression call) {
    Impure.unless(call.getGenericsTypes() == null);
    Impure.unless(call.getArguments() instanceof TupleExpression);
    return ((TupleExpression) call.getArguments()).getExpressions();
  }

  /** A method of the script, or a word of the block around it. */
  private PureKind alone(String method, List<Expression> arguments) {
    if (code.hasMethod(method)) {
      arguments.forEach(this::plainArgument);
      return code.ownMethod(method);
    }
    Impure.unless(names.isWord(method) || names.isProduct(method));
    arguments.forEach(this::spoken);
    return isValue(ReservedWords.meant(method), arguments) ? PureKind.VALUE : PureKind.WORD;
  }

  private boolean isValue(String word, List<Expression> arguments) {
    if (TYPES.contains(word)) {
      return arguments.stream().allMatch(PureCalls::isNumber);
    }
    Optional<Expression> only =
        arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty();
    return word.equals("array")
        ? only.filter(this::isType).isPresent()
        : OF_TEXT.contains(word) && only.filter(this::isText).isPresent();
  }

  private static boolean isNumber(Expression argument) {
    return argument instanceof ConstantExpression constant && constant.getValue() instanceof Number;
  }

  private boolean isText(Expression argument) {
    return !(argument instanceof ClosureExpression)
        && !(argument instanceof SpreadExpression)
        && values.of(argument) == PureKind.PLAIN;
  }

  private boolean isType(Expression argument) {
    return argument instanceof MethodCallExpression call && values.of(call) == PureKind.VALUE;
  }

  private PureKind said(Expression to, String method, List<Expression> arguments) {
    PureKind of = values.of(to);
    if (of == PureKind.BLOCK) {
      Impure.unless(method.equals("call") && to instanceof VariableExpression);
      arguments.forEach(this::plainArgument);
      return code.block(((VariableExpression) to).getAccessedVariable()).result();
    }
    if (of == PureKind.CONSTANT) {
      Impure.unless(OF_CONSTANTS.contains(method) && arguments.isEmpty());
      return PureKind.PLAIN;
    }
    if (of == PureKind.WORD) {
      Impure.unless(names.isWord(method));
      arguments.forEach(this::spoken);
      return PureKind.WORD;
    }
    Impure.unless(of.isPlainOrView());
    boolean each = PureMethods.isEach(method);
    if (each || PureMethods.isCalling(method)) {
      called(arguments, !each);
    } else {
      Impure.unless(PureMethods.isComputing(method));
      arguments.forEach(this::plainArgument);
    }
    return PureMethods.result(of, method);
  }

  private void plainArgument(Expression argument) {
    PureKind kind =
        argument instanceof SpreadExpression spread ? values.item(spread) : values.of(argument);
    Impure.unless(kind == PureKind.PLAIN);
  }

  /** What a method is given that calls a block: plain values, and the block in the end. */
  private void called(List<Expression> arguments, boolean computing) {
    int last = arguments.size() - 1;
    for (int i = 0; i < last; i++) {
      plainArgument(arguments.get(i));
    }
    if (last < 0) {
      return;
    }
    Expression argument = arguments.get(last);
    if (argument instanceof ClosureExpression block) {
      computes(code.block(block, PureKind.PLAIN), computing);
    } else if (argument instanceof VariableExpression variable
        && values.of(variable) == PureKind.BLOCK) {
      computes(code.block(variable.getAccessedVariable()).result(), computing);
    } else {
      plainArgument(argument);
    }
  }

  private static void computes(PureKind result, boolean required) {
    Impure.unless(!required || result == PureKind.PLAIN);
  }

  /** What a word is given. */
  private void spoken(Expression argument) {
    if (argument instanceof ClosureExpression block) {
      code.block(block, PureKind.WORD);
    } else if (argument instanceof VariableExpression variable
        && values.of(variable) == PureKind.BLOCK) {
      // The word would give it what is not plain.
      Impure.unless(code.block(variable.getAccessedVariable()).bare());
    } else if (argument instanceof SpreadExpression spread) {
      values.item(spread);
    } else if (argument instanceof NamedArgumentListExpression
        || argument instanceof MapExpression) {
      Impure.unless(values.of(argument).isValue());
    } else {
      PureKind kind = values.of(argument);
      Impure.unless(kind != PureKind.BLOCK && kind != PureKind.ANY);
    }
  }
}
