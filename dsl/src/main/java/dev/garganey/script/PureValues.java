package dev.garganey.script;

import dev.garganey.script.Purity.Impure;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** PureValues says of which kind the value of an expression is, or that it is not known. */
final class PureValues {
  private static final Set<String> ARITHMETIC =
      Set.of(
          "+", "-", "*", "/", "%", "**", "<", "<=", ">", ">=", "<=>", "&", "|", "^", ">>", "==~");
  private static final Set<String> OF_ANYTHING = Set.of("==", "!=", "&&", "||", "in", "!in");

  private final PureCode code;
  private final PureNames names;
  private final PureCalls calls;

  PureValues(PureCode code, PureNames names) {
    this.code = code;
    this.names = names;
    this.calls = new PureCalls(code, names, this);
  }

  /** Of which kind the value of an expression is. */
  PureKind of(Expression expression) {
    if (expression instanceof EmptyExpression || expression instanceof ConstantExpression) {
      return PureKind.PLAIN;
    }
    if (expression instanceof VariableExpression variable) {
      return variable(variable);
    }
    if (expression instanceof MethodCallExpression call) {
      return calls.of(call);
    }
    if (expression instanceof PropertyExpression property) {
      return property(property);
    }
    if (expression instanceof DeclarationExpression declaration) {
      return declared(declaration);
    }
    if (expression instanceof BinaryExpression binary) {
      return binary(binary);
    }
    if (expression instanceof BooleanExpression condition) {
      isNoBlock(of(condition.getExpression()));
      return PureKind.PLAIN;
    }
    if (expression instanceof TernaryExpression choice) {
      return choice(choice);
    }
    return composed(expression);
  }

  private PureKind composed(Expression expression) {
    if (expression instanceof GStringExpression text) {
      text.getValues().forEach(value -> Impure.unless(of(value).hasText()));
      return PureKind.PLAIN;
    }
    if (expression instanceof MapExpression map) {
      return map(map);
    }
    if (expression instanceof ListExpression list) {
      Impure.unless(list.getClass() == ListExpression.class);
      PureKind kind = PureKind.PLAIN;
      for (Expression item : list.getExpressions()) {
        kind = kind.or(item(item));
      }
      return kind;
    }
    if (expression instanceof RangeExpression range) {
      plain(range.getFrom());
      plain(range.getTo());
      return PureKind.PLAIN;
    }
    if (expression instanceof CastExpression cast) {
      Impure.unless(PureCode.isKnown(cast.getType()));
      plain(cast.getExpression());
      return PureKind.PLAIN;
    }
    if (expression instanceof UnaryMinusExpression minus) {
      return plain(minus.getExpression());
    }
    if (expression instanceof UnaryPlusExpression plus) {
      return plain(plus.getExpression());
    }
    if (expression instanceof PostfixExpression counted) {
      return counted(counted.getExpression());
    }
    if (expression instanceof PrefixExpression counted) {
      return counted(counted.getExpression());
    }
    throw new Impure();
  }

  /** Requires a plain value. */
  PureKind plain(Expression expression) {
    Impure.unless(of(expression) == PureKind.PLAIN);
    return PureKind.PLAIN;
  }

  private PureKind counted(Expression variable) {
    Impure.unless(variable instanceof VariableExpression);
    return plain(variable);
  }

  private static void isNoBlock(PureKind kind) {
    Impure.unless(kind != PureKind.BLOCK);
  }

  /** What stands in a list: a value, or the values of another one. */
  PureKind item(Expression item) {
    PureKind kind =
        item instanceof SpreadExpression spread ? spread(spread.getExpression()) : of(item);
    Impure.unless(kind.isValue());
    return kind;
  }

  private PureKind spread(Expression values) {
    PureKind kind = of(values);
    return kind == PureKind.VIEW ? PureKind.PLAIN : kind;
  }

  private PureKind map(MapExpression map) {
    PureKind kind = PureKind.PLAIN;
    for (MapEntryExpression entry : map.getMapEntryExpressions()) {
      Expression key = entry.getKeyExpression();
      plain(key);
      PureKind value = of(entry.getValueExpression());
      Impure.unless(value.isValue());
      kind = kind.or(value);
    }
    return kind;
  }

  private PureKind choice(TernaryExpression choice) {
    if (choice instanceof ElvisOperatorExpression) {
      return of(choice.getTrueExpression()).or(of(choice.getFalseExpression()));
    }
    of(choice.getBooleanExpression());
    return of(choice.getTrueExpression()).or(of(choice.getFalseExpression()));
  }

  // --- Names -------------------------------------------------------------------------------------

  private PureKind variable(VariableExpression expression) {
    Impure.unless(!expression.isThisExpression() && !expression.isSuperExpression());
    Variable variable = expression.getAccessedVariable();
    if (!(variable instanceof DynamicVariable)) {
      return code.kind(variable);
    }
    String name = expression.getName();
    Impure.unless(!PureNames.LEADING_ELSEWHERE.contains(name));
    if (names.isAssigned(name)) {
      return PureKind.PLAIN;
    }
    if (names.isConstant(name)) {
      return PureKind.CONSTANT;
    }
    Impure.unless(names.isWord(name));
    return PureKind.WORD;
  }

  private PureKind property(PropertyExpression property) {
    Impure.unless(!(property instanceof AttributeExpression));
    String name = name(property.getProperty());
    Impure.unless(!PureNames.LEADING_ELSEWHERE.contains(name));
    PureKind of = of(property.getObjectExpression());
    if (of == PureKind.PLAIN) {
      Impure.unless(names.isKey(name));
      return PureKind.PLAIN;
    }
    Impure.unless(of == PureKind.WORD && names.isWord(name));
    return PureKind.WORD;
  }

  /** A name that stands in the text as it is. */
  static String name(Expression written) {
    if (written instanceof ConstantExpression constant && constant.getValue() instanceof String s) {
      return s;
    }
    throw new Impure();
  }

  // --- Operators ---------------------------------------------------------------------------------

  private PureKind declared(DeclarationExpression declaration) {
    Impure.unless(declaration.getAnnotations().isEmpty());
    if (declaration.getLeftExpression() instanceof TupleExpression several) {
      plain(declaration.getRightExpression());
      for (Expression one : several.getExpressions()) {
        declare(one, PureKind.PLAIN);
      }
      return PureKind.PLAIN;
    }
    VariableExpression variable = declaration.getVariableExpression();
    if (declaration.getRightExpression() instanceof ClosureExpression block) {
      Impure.unless(variable.isDynamicTyped());
      code.declare(variable, code.known(block));
      return PureKind.BLOCK;
    }
    PureKind kind = of(declaration.getRightExpression());
    isNoBlock(kind);
    declare(variable, kind);
    return kind;
  }

  private void declare(Expression variable, PureKind kind) {
    Impure.unless(variable instanceof VariableExpression);
    Impure.unless(PureCode.isKnown(variable.getType()));
    code.declare((VariableExpression) variable, kind);
  }

  private PureKind binary(BinaryExpression binary) {
    String operator = binary.getOperation().getText();
    Expression left = binary.getLeftExpression();
    Expression right = binary.getRightExpression();
    if (operator.equals("=")) {
      return assigned(left, right);
    }
    if (PureNames.ASSIGNING.contains(operator)) {
      assignable(left);
      plain(left);
      return plain(right);
    }
    if (OF_ANYTHING.contains(operator)) {
      isNoBlock(of(left));
      isNoBlock(of(right));
      return PureKind.PLAIN;
    }
    if (operator.equals("<<")) {
      // What it makes of a text is equal to itself alone; a list is what it was.
      Impure.unless(left instanceof VariableExpression);
      plain(left);
      plain(right);
      return PureKind.VIEW;
    }
    if (operator.equals("[")) {
      return part(left, right);
    }
    Impure.unless(ARITHMETIC.contains(operator));
    plain(left);
    return plain(right);
  }

  /** A part of a list or map; of all else, and of what is in a list, a text names a property. */
  private PureKind part(Expression whole, Expression index) {
    Impure.unless(of(whole).isPlainOrView());
    plain(index);
    boolean number =
        index instanceof RangeExpression
            || (index instanceof ConstantExpression constant
                && constant.getValue() instanceof Number)
            || (index instanceof UnaryMinusExpression minus
                && minus.getExpression() instanceof ConstantExpression)
            || (index instanceof VariableExpression variable
                && ClassHelper.getWrapper(variable.getType()).equals(ClassHelper.Integer_TYPE));
    boolean key = index instanceof ConstantExpression && names.isKey(index.getText());
    boolean ofMap =
        whole instanceof MapExpression
            || (whole instanceof VariableExpression map && names.isMap(map.getAccessedVariable()));
    Impure.unless(number || key || ofMap);
    return PureKind.PLAIN;
  }

  private PureKind assigned(Expression left, Expression right) {
    plain(right);
    if (left instanceof TupleExpression several) {
      several.getExpressions().forEach(this::assignable);
    } else {
      assignable(left);
    }
    return PureKind.PLAIN;
  }

  /** Requires a variable of plain values, or a part of one. */
  private void assignable(Expression target) {
    if (target instanceof BinaryExpression part) {
      Impure.unless(part.getOperation().getText().equals("["));
    } else {
      Impure.unless(
          target instanceof VariableExpression || target.getClass() == PropertyExpression.class);
    }
    plain(target);
  }
}
