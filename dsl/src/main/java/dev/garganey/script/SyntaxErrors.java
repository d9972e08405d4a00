package dev.garganey.script;

import java.util.ArrayList;
import java.util.List;
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

/** SyntaxErrors makes mistakes of what the compiler says. */
final class SyntaxErrors {
  private static final int AT_MOST = 5;
  private static final String IN_BLOCK =
      "Something in this block cannot stand in a block; a method is defined outside of blocks";

  private final SourceText source;

  SyntaxErrors(SourceText source) {
    this.source = source;
  }

  /** The first mistakes that the compiler found. */
  List<Mistake> of(CompilationFailedException failed) {
    List<Mistake> mistakes = new ArrayList<>();
    if (failed instanceof MultipleCompilationErrorsException several) {
      ErrorCollector errors = several.getErrorCollector();
      for (int i = 0; i < errors.getErrorCount(); i++) {
        mistakes.add(mistake(errors.getError(i)));
      }
    } else {
      mistakes.add(source.mistake(source.position(0, 0), "This is no Groovy", Optional.empty()));
    }
    return mistakes.stream()
        .distinct()
        .sorted(SourceText.fromTopToBottom())
        .limit(AT_MOST)
        .toList();
  }

  private Mistake mistake(Message message) {
    if (message instanceof SyntaxErrorMessage syntax) {
      SyntaxException cause = inside(syntax.getCause());
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

  /**
   * Where a block is wrong within, the parser complains about the brace that opens it. The block's
   * content alone, parsed in its place, shows what is wrong.
   */
  private SyntaxException inside(SyntaxException found) {
    String code = ReservedWords.readable(source.text());
    int unclosed = Braces.unclosed(code);
    if (unclosed >= 0 && isAtEnd(found, code)) {
      String before = code.substring(0, unclosed);
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      return new SyntaxException("Missing '}'", line, unclosed - before.lastIndexOf('\n'));
    }
    SyntaxException best = found;
    while (true) {
      int open = source.offset(best.getStartLine(), best.getStartColumn());
      if (open >= code.length() || code.charAt(open) != '{') {
        return best;
      }
      int close = Braces.closing(code, open);
      if (close < 0) {
        return new SyntaxException("Missing '}'", best.getStartLine(), best.getStartColumn());
      }
      Optional<SyntaxException> deeper = parse(blanked(code, open + 1, close));
      if (deeper.isEmpty()) {
        return new SyntaxException(IN_BLOCK, best.getStartLine(), best.getStartColumn());
      }
      best = deeper.get();
    }
  }

  private boolean isAtEnd(SyntaxException found, String code) {
    int offset = source.offset(found.getStartLine(), found.getStartColumn());
    return offset >= code.stripTrailing().length();
  }

  private static String blanked(String code, int from, int to) {
    StringBuilder text = new StringBuilder(code.substring(0, to));
    for (int i = 0; i < from; i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
    return text.toString();
  }

  private static Optional<SyntaxException> parse(String code) {
    CompilationUnit unit = new CompilationUnit(new CompilerConfiguration());
    unit.addSource("Block.groovy", code);
    try {
      unit.compile(Phases.CONVERSION);
      return Optional.empty();
    } catch (MultipleCompilationErrorsException e) {
      return e.getErrorCollector().getError(0) instanceof SyntaxErrorMessage syntax
          ? Optional.of(syntax.getCause())
          : Optional.empty();
    } catch (CompilationFailedException e) {
      return Optional.empty();
    }
  }
}
