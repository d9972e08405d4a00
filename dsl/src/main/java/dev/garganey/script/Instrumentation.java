package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Instrumentation makes a script say which statement begins, so that operations and mistakes know
 * their line and column; it gives {@code data} blocks their source, and numbers their units ({@code
 * 100.ms}).
 */
final class Instrumentation extends CompilationCustomizer {
  private final Map<String, List<Range>> ranges = new HashMap<>();
  private final Map<String, SourceText> sources;

  /**
   * @param sources the texts by the names of the script classes
   */
  Instrumentation(Map<String, SourceText> sources) {
    super(CompilePhase.CONVERSION);
    this.sources = sources;
  }

  /** The statements of a script class, by number. */
  List<Range> ranges(String scriptClass) {
    return ranges.getOrDefault(scriptClass, List.of());
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
    if (!node.isScript() || !sources.containsKey(node.getName())) {
      return;
    }
    List<Range> list = new ArrayList<>();
    ranges.put(node.getName(), list);
    Marker marker = new Marker(sources.get(node.getName()), list);
    for (MethodNode method : node.getMethods()) {
      if (!method.isStatic() && method.getCode() != null) {
        marker.visitMethod(method);
      }
    }
  }

  /** Marker puts the marks in. */
  private static final class Marker extends CodeVisitorSupport {
    private final SourceText source;
    private final List<Range> ranges;

    Marker(SourceText source, List<Range> ranges) {
      this.source = source;
      this.ranges = ranges;
    }

    void visitMethod(MethodNode method) {
      method.setCode(asBlock(method.getCode()));
      method.getCode().visit(this);
    }

    private static Statement asBlock(Statement statement) {
      if (statement instanceof BlockStatement || statement instanceof EmptyStatement) {
        return statement;
      }
      BlockStatement block = new BlockStatement();
      block.addStatement(statement);
      block.setSourcePosition(statement);
      return block;
    }

    @Override
    public void visitBlockStatement(BlockStatement block) {
      List<Statement> marked = new ArrayList<>();
      for (Statement statement : block.getStatements()) {
        if (isSpoken(statement) && statement.getLineNumber() > 0) {
          marked.add(mark(statement));
        }
        marked.add(statement);
      }
      block.getStatements().clear();
      block.addStatements(marked);
      super.visitBlockStatement(block);
    }

    private static boolean isSpoken(Statement statement) {
      return statement instanceof ExpressionStatement || statement instanceof ReturnStatement;
    }

    private Statement mark(Statement statement) {
      ranges.add(rangeOf(statement));
      MethodCallExpression call =
          new MethodCallExpression(
              VariableExpression.THIS_EXPRESSION,
              BoundScript.AT,
              new ArgumentListExpression(new ConstantExpression(ranges.size() - 1, true)));
      call.setImplicitThis(false);
      return new ExpressionStatement(call);
    }

    @Override
    public void visitIfElse(IfStatement statement) {
      statement.setIfBlock(asBlock(statement.getIfBlock()));
      if (!(statement.getElseBlock() instanceof IfStatement)) {
        statement.setElseBlock(asBlock(statement.getElseBlock()));
      }
      super.visitIfElse(statement);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
      loop.setLoopBlock(asBlock(loop.getLoopBlock()));
      super.visitForLoop(loop);
    }

    @Override
    public void visitWhileLoop(WhileStatement loop) {
      loop.setLoopBlock(asBlock(loop.getLoopBlock()));
      super.visitWhileLoop(loop);
    }

    @Override
    public void visitDoWhileLoop(DoWhileStatement loop) {
      loop.setLoopBlock(asBlock(loop.getLoopBlock()));
      super.visitDoWhileLoop(loop);
    }

    @Override
    public void visitClosureListExpression(ClosureListExpression header) {
      // The header of a for loop is no block.
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
      super.visitMethodCallExpression(call);
      if (call.isImplicitThis()
          && "data".equals(call.getMethodAsString())
          && call.getArguments() instanceof TupleExpression arguments
          && arguments.getExpressions().size() == 1
          && arguments.getExpression(0) instanceof ClosureExpression code) {
        MethodCallExpression withSource =
            new MethodCallExpression(
                VariableExpression.THIS_EXPRESSION,
                BoundScript.SOURCE,
                new ArgumentListExpression(
                    code, new ConstantExpression(source.slice(rangeOf(code)))));
        withSource.setImplicitThis(false);
        arguments.getExpressions().set(0, withSource);
      }
      if (call.isImplicitThis() && call.getMethod() instanceof ConstantExpression word) {
        Expression spoken = new ConstantExpression(ReservedWords.spoken(word.getText()));
        spoken.setSourcePosition(word);
        call.setMethod(spoken);
      }
      if (call.isImplicitThis()
          && "identity".equals(call.getMethodAsString())
          && call.getArguments() instanceof TupleExpression arguments
          && arguments.getExpressions().isEmpty()) {
        // Groovy has a method of that name for every object, which a map does not fit.
        call.setArguments(new ArgumentListExpression(new MapExpression()));
      }
      call.setArguments(withUnits(call.getArguments()));
    }

    private static Expression withUnits(Expression arguments) {
      return arguments instanceof TupleExpression || arguments instanceof PropertyExpression
          ? arguments.transformExpression(Marker::withUnit)
          : arguments;
    }

    /** {@code 100.ms} becomes a call that knows the units. */
    private static Expression withUnit(Expression expression) {
      if (expression instanceof PropertyExpression property
          && property.getObjectExpression() instanceof ConstantExpression constant
          && constant.getValue() instanceof Number
          && property.getPropertyAsString() != null) {
        Expression call =
            new MethodCallExpression(
                new ClassExpression(ClassHelper.make(Units.class)),
                "of",
                new ArgumentListExpression(
                    constant, new ConstantExpression(property.getPropertyAsString())));
        call.setSourcePosition(expression);
        return call;
      }
      if (expression instanceof ClosureExpression
          || expression instanceof StaticMethodCallExpression) {
        return expression;
      }
      return expression.transformExpression(Marker::withUnit);
    }

    private static Range rangeOf(ASTNode node) {
      return new Range(
          node.getLineNumber(),
          node.getColumnNumber(),
          node.getLastLineNumber(),
          node.getLastColumnNumber());
    }
  }
}
