package dev.garganey.script;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * SnippetCustomizer lets what a snippet declares last: a variable is one of the session, though it
 * be declared with {@code def} or a type, and what was imported before is imported again.
 */
final class SnippetCustomizer extends CompilationCustomizer {
  private final List<ImportNode> before;
  private final List<ImportNode> imports = new ArrayList<>();

  /**
   * @param before what earlier snippets imported
   */
  SnippetCustomizer(List<ImportNode> before) {
    super(CompilePhase.CONVERSION);
    this.before = List.copyOf(before);
  }

  /** What this snippet imports itself. */
  List<ImportNode> imports() {
    return imports;
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
    if (imports.isEmpty()) {
      carryImports(source.getAST());
    }
    if (node.isScript()) {
      for (MethodNode method : node.getMethods("run")) {
        if (method.getCode() instanceof BlockStatement body) {
          body.getStatements().replaceAll(SnippetCustomizer::lasting);
        }
      }
    }
  }

  private void carryImports(ModuleNode module) {
    imports.addAll(module.getImports());
    imports.addAll(module.getStarImports());
    imports.addAll(module.getStaticImports().values());
    imports.addAll(module.getStaticStarImports().values());
    for (ImportNode one : before) {
      add(one, module);
    }
  }

  private static void add(ImportNode one, ModuleNode module) {
    if (one.isStatic() && one.isStar()) {
      module.addStaticStarImport(one.getClassName(), one.getType());
    } else if (one.isStatic()) {
      module.addStaticImport(one.getType(), one.getFieldName(), one.getAlias());
    } else if (one.isStar()) {
      module.addStarImport(one.getPackageName());
    } else if (module.getImport(one.getAlias()) == null) {
      module.addImport(one.getAlias(), one.getType());
    }
  }

  private static Statement lasting(Statement statement) {
    if (statement instanceof ExpressionStatement said
        && said.getExpression() instanceof DeclarationExpression declared) {
      Expression value =
          declared.getRightExpression() instanceof EmptyExpression
              ? new ConstantExpression(null)
              : declared.getRightExpression();
      Expression assignment =
          new BinaryExpression(
              name(declared.getLeftExpression()),
              Token.newSymbol(Types.ASSIGN, declared.getLineNumber(), declared.getColumnNumber()),
              value);
      assignment.setSourcePosition(declared);
      Statement lasting = new ExpressionStatement(assignment);
      lasting.setSourcePosition(statement);
      return lasting;
    }
    return statement;
  }

  /** The variable, or variables, without a type, which would be one of this snippet alone. */
  private static Expression name(Expression declared) {
    if (declared instanceof TupleExpression several) {
      TupleExpression names = new TupleExpression();
      several.getExpressions().forEach(one -> names.addExpression(name(one)));
      names.setSourcePosition(several);
      return names;
    }
    if (declared instanceof VariableExpression variable) {
      VariableExpression name = new VariableExpression(variable.getName());
      name.setSourcePosition(variable);
      return name;
    }
    return declared;
  }
}
