package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.model.ReferentialAction;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** PureNames are the names that mean the same each time a script is evaluated. */
final class PureNames {
  /** Properties that lead from a value to its class, to the script, or to what is not plain. */
  static final Set<String> LEADING_ELSEWHERE =
      Set.of(
          """
          CASE_INSENSITIVE_ORDER EMPTY_OBJECT_ARRAY EMPTY_STRING_ARRAY TYPE binding bytes chars
          class curry declaringClass delegate directive env hash loadFactor
          maximumNumberOfParameters metaClass modCount metaPropertyValues owner parameterTypes
          properties resolveStrategy strings super syntax this thisObject threshold values
          """
              .strip()
              .split("\\s+"));

  /** Words that look around. */
  private static final Set<String> LOOKING = Set.of("data", "env", "loadCsv");

  /** The operators that give a variable another value. */
  static final Set<String> ASSIGNING = Set.of("=", "+=", "-=", "*=", "/=", "%=", "**=", "?=");

  private static final Set<String> WELL_KNOWN_PROPERTIES = Set.of("key", "length", "value");

  /** The classes that words return, where these take more words. */
  private static final List<Class<? extends Builder>> BUILDERS =
      List.of(
          AlterColumnBuilder.class,
          BackfillBuilder.class,
          CheckBuilder.class,
          ColumnBuilder.class,
          DomainBuilder.class,
          DropConstraintBuilder.class,
          DropIndexBuilder.class,
          ExclusionBuilder.class,
          ForeignKeyBuilder.class,
          IndexBuilder.class,
          KeyBuilder.class,
          KeyOrder.class,
          MigrationBuilder.class,
          OperationsBuilder.class,
          RowsBuilder.class,
          TableBuilder.class,
          ViewBuilder.class);

  private final Vocabulary vocabulary;
  private final Set<String> words = new TreeSet<>();
  private final Set<String> constants = new HashSet<>();
  private final Set<String> keys = new HashSet<>(WELL_KNOWN_PROPERTIES);
  private final Set<String> assigned = new HashSet<>();
  private final Set<Variable> maps = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Variable> changed = Collections.newSetFromMap(new IdentityHashMap<>());

  PureNames(Vocabulary vocabulary, ClassNode script) {
    this.vocabulary = vocabulary;
    BUILDERS.forEach(builder -> words.addAll(vocabulary.words(builder)));
    words.removeAll(LOOKING);
    Stream.of(Product.values()).forEach(p -> constants.add(p.name()));
    Stream.of(ReferentialAction.values()).forEach(a -> constants.add(a.name()));
    constants.add("dialect");
    Reader reader = new Reader();
    for (MethodNode method : script.getMethods()) {
      if (method.getCode() != null) {
        method.getCode().visit(reader);
      }
    }
    keys.removeAll(LEADING_ELSEWHERE);
    Purity.Impure.unless(assigned.stream().noneMatch(this::isTaken));
  }

  private boolean isTaken(String name) {
    return LEADING_ELSEWHERE.contains(name)
        || constants.contains(name)
        || isWord(name)
        || vocabulary.knows(name);
  }

  /** Whether a name that stands alone is a word of a block, and looks at nothing. */
  boolean isWord(String name) {
    return words.contains(ReservedWords.meant(name));
  }

  boolean isConstant(String name) {
    return constants.contains(name);
  }

  boolean isProduct(String name) {
    return isConstant(name) && Stream.of(Product.values()).anyMatch(p -> p.name().equals(name));
  }

  /** Whether the script assigns to a variable of that name without declaring it. */
  boolean isAssigned(String name) {
    return assigned.contains(name);
  }

  /** Whether a property of plain values is a key that the script itself gives to a map. */
  boolean isKey(String property) {
    return keys.contains(property);
  }

  /** Whether a variable holds a map from beginning to end. */
  boolean isMap(Variable variable) {
    return maps.contains(variable) && !changed.contains(variable);
  }

  /** Reader finds the keys of maps and the variables that are assigned to. */
  private final class Reader extends CodeVisitorSupport {
    @Override
    public void visitMapEntryExpression(MapEntryExpression entry) {
      if (entry.getKeyExpression() instanceof ConstantExpression key) {
        keys.add(String.valueOf(key.getValue()));
      }
      super.visitMapEntryExpression(entry);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
      if (declaration.getRightExpression() instanceof MapExpression
          && declaration.getLeftExpression() instanceof VariableExpression variable) {
        maps.add(variable);
      }
      declaration.getRightExpression().visit(this);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
      Expression left = binary.getLeftExpression();
      List<Expression> targets =
          left instanceof TupleExpression several ? several.getExpressions() : List.of(left);
      if (ASSIGNING.contains(binary.getOperation().getText())) {
        targets.forEach(this::changes);
      }
      super.visitBinaryExpression(binary);
    }

    private void changes(Expression target) {
      if (target instanceof VariableExpression variable) {
        changed.add(variable.getAccessedVariable());
        if (variable.getAccessedVariable() instanceof DynamicVariable) {
          assigned.add(variable.getName());
        }
      }
    }
  }
}
