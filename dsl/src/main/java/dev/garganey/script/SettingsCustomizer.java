package dev.garganey.script;

import java.util.List;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * SettingsCustomizer gives every call of a settings script its place, {@code word(x)} becoming
 * {@code settingAt(line, column, 'word', x)}, and makes {@code 10.s} a quantity.
 */
final class SettingsCustomizer extends CompilationCustomizer {
  SettingsCustomizer() {
    super(CompilePhase.CONVERSION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
    Transformer transformer = new Transformer(source);
    for (MethodNode method : type.getMethods()) {
      if (method.getCode() != null) {
        transformer.visitMethod(method);
      }
    }
  }

  private static final class Transformer extends ClassCodeExpressionTransformer {
    private final SourceUnit source;

    Transformer(SourceUnit source) {
      this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
      return source;
    }

    @Override
    public void visitExpressionStatement(ExpressionStatement statement) {
      if (statement.getExpression() instanceof VariableExpression word
          && !word.isThisExpression()
          && !word.isSuperExpression()) {
        statement.setExpression(placed(word, word.getName(), new ArgumentListExpression()));
      } else {
        super.visitExpressionStatement(statement);
      }
    }

    @Override
    public Expression transform(Expression expression) {
      if (expression instanceof ClosureExpression closure) {
        closure.getCode().visit(this);
        return closure;
      }
      if (expression instanceof MethodCallExpression call
          && call.isImplicitThis()
          && call.getMethod() instanceof ConstantExpression name) {
        return placed(call, name.getText(), transform(call.getArguments()));
      }
      if (expression instanceof PropertyExpression property
          && property.getObjectExpression() instanceof ConstantExpression number
          && number.getValue() instanceof Number) {
        return call(
            property,
            "quantity",
            List.of(number, new ConstantExpression(property.getPropertyAsString())));
      }
      return super.transform(expression);
    }

    private static Expression placed(Expression origin, String word, Expression arguments) {
      List<Expression> given =
          arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(arguments);
      List<Expression> all = new java.util.ArrayList<>();
      all.add(new ConstantExpression(origin.getLineNumber(), true));
      all.add(new ConstantExpression(origin.getColumnNumber(), true));
      all.add(new ConstantExpression(word));
      all.addAll(given);
      return call(origin, "settingAt", all);
    }

    private static Expression call(Expression origin, String method, List<Expression> arguments) {
      MethodCallExpression call =
          new MethodCallExpression(
              VariableExpression.THIS_EXPRESSION, method, new ArgumentListExpression(arguments));
      call.setImplicitThis(true);
      call.setSourcePosition(origin);
      return call;
    }
  }
}
