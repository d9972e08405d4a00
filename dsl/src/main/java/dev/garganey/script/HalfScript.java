package dev.garganey.script;

import dev.garganey.script.ScriptToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * HalfScript reads what stands before a cursor, and knows then in which block that is, of which
 * word the arguments are written, and what a further word would be said to.
 */
final class HalfScript {
  private final Vocabulary vocabulary;
  private final WordSigns signs;
  private final List<ScriptToken> tokens;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /**
   * Operand is a value that was written, to which more words can be said.
   *
   * @param said the word that it is; none for a literal
   * @param bare whether its arguments may still follow
   */
  record Operand(Optional<Spoken> said, boolean bare) {
    static final Operand LITERAL = new Operand(Optional.empty(), false);
  }

  /** Frame is a bracket that is open, or the script around all of them. */
  static final class Frame {
    final char opened;
    final Optional<Class<? extends Builder>> block;
    final Optional<Spoken> of;
    final List<String> declared = new ArrayList<>();
    Optional<Spoken> command = Optional.empty();
    Optional<Operand> operand = Optional.empty();
    boolean dotted;
    boolean fresh = true;

    /**
     * @param block to whom its words are said
     * @param of the word whose arguments or block it holds
     */
    Frame(char opened, Optional<Class<? extends Builder>> block, Optional<Spoken> of) {
      this.opened = opened;
      this.block = block;
      this.of = of;
    }

    boolean isBlock() {
      return opened == '{';
    }

    /** The word whose arguments are written. */
    Optional<Spoken> argumentsOf() {
      return command.or(() -> isBlock() ? Optional.empty() : of);
    }

    private void end() {
      command = Optional.empty();
      operand = Optional.empty();
      dotted = false;
      fresh = true;
    }
  }

  private HalfScript(Vocabulary vocabulary, WordSigns signs, List<ScriptToken> tokens) {
    this.vocabulary = vocabulary;
    this.signs = signs;
    this.tokens = tokens;
  }

  /**
   * The brackets that are open behind the last of the tokens, the innermost first.
   *
   * @param block to whom the words outside of all brackets are said
   */
  static Deque<Frame> read(
      Vocabulary vocabulary,
      WordSigns signs,
      Class<? extends Builder> block,
      List<ScriptToken> tokens) {
    HalfScript script = new HalfScript(vocabulary, signs, tokens);
    script.frames.push(new Frame('{', Optional.of(block), Optional.empty()));
    int at = 0;
    while (at < tokens.size()) {
      at = script.take(at);
    }
    return script.frames;
  }

  private Frame frame() {
    return frames.element();
  }

  /** Takes a token, and says which is the next. */
  private int take(int at) {
    ScriptToken token = tokens.get(at);
    boolean key = isSymbol(at + 1, ':') && !frame().dotted && takesArguments();
    switch (token.kind()) {
      case WORD -> {
        if (key) {
          return named(token.text(), at);
        }
        word(token);
      }
      case STRING -> {
        if (key) {
          return named(token.content(), at);
        }
        literal(token);
      }
      case NUMBER -> literal(token);
      case SYMBOL -> symbol(token, at);
      case NEW_LINE -> newLine(at);
      case COMMENT -> {}
    }
    return at + 1;
  }

  private boolean takesArguments() {
    return frame().argumentsOf().isPresent() || frame().operand.filter(Operand::bare).isPresent();
  }

  private int named(String name, int at) {
    startCommand();
    frame().argumentsOf().filter(s -> frame().opened != '[').ifPresent(said -> said.name(name));
    frame().operand = Optional.empty();
    return at + 2;
  }

  private boolean isSymbol(int at, char symbol) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(symbol);
  }

  // --- Words and values --------------------------------------------------------------------------

  private void word(ScriptToken token) {
    Frame frame = frame();
    String word = token.text();
    boolean known = frame.block.filter(b -> vocabulary.knows(b, word)).isPresent();
    frame.fresh = false;
    if (frame.dotted) {
      frame.dotted = false;
      chained(frame.operand.flatMap(Operand::said), word);
    } else if (token.isKeyword() && !known) {
      frame.operand = Optional.empty();
    } else if (frame.operand.isPresent() && frame.operand.get().bare()) {
      frame.command = frame.operand.get().said();
      first(known, word);
    } else if (frame.operand.isPresent()) {
      Optional<Spoken> receiver = frame.command.or(() -> frame.operand.get().said());
      frame.command = Optional.empty();
      chained(receiver, word);
    } else {
      first(known, word);
    }
  }

  private void chained(Optional<Spoken> receiver, String word) {
    operand(new Spoken(receiver, receiver.flatMap(signs::result), word));
  }

  private void first(boolean known, String word) {
    operand(new Spoken(Optional.empty(), known ? frame().block : Optional.empty(), word));
  }

  private void operand(Spoken said) {
    frame().operand = Optional.of(new Operand(Optional.of(said), true));
  }

  private void literal(ScriptToken token) {
    Frame frame = frame();
    frame.fresh = false;
    startCommand();
    frame.operand = Optional.of(Operand.LITERAL);
    if (token.kind() == Kind.STRING && frame.opened != '[') {
      frame.argumentsOf().ifPresent(said -> given(said, token.content()));
    }
  }

  private void given(Spoken said, String text) {
    said.take(text);
    if (said.index() == 0 && signs.declaresColumn(said)) {
      frames.stream().filter(Frame::isBlock).findFirst().ifPresent(b -> b.declared.add(text));
    }
  }

  /** A word that stood alone so far has arguments without parentheses. */
  private void startCommand() {
    Frame frame = frame();
    if (frame.operand.filter(Operand::bare).isPresent() && !frame.dotted) {
      frame.command = frame.operand.get().said();
      frame.operand = Optional.empty();
    }
  }

  // --- Signs -------------------------------------------------------------------------------------

  private void symbol(ScriptToken token, int at) {
    Frame frame = frame();
    switch (token.text().charAt(0)) {
      case '(' -> {
        Optional<Spoken> of = frame.operand.filter(Operand::bare).flatMap(Operand::said);
        frame.fresh = false;
        frames.push(new Frame('(', frame.block, of));
      }
      case '[' -> openList(token, at);
      case '{' -> openBlock();
      case ')', ']', '}' -> close(token.text().charAt(0));
      case '.' -> frame.dotted = frame.operand.isPresent();
      case ',' -> {
        frame.argumentsOf().filter(said -> frame.opened != '[').ifPresent(Spoken::next);
        frame.operand = Optional.empty();
      }
      case ';' -> frame.end();
      case '>' -> {
        if (isSymbol(at - 1, '-') && frame.isBlock()) {
          frame.end();
        } else {
          frame.operand = Optional.empty();
        }
      }
      case '?', '*' -> {
        if (!isSymbol(at + 1, '.')) {
          frame.operand = Optional.empty();
        }
      }
      default -> {
        frame.operand = Optional.empty();
        frame.fresh = false;
      }
    }
  }

  private void openList(ScriptToken token, int at) {
    Frame frame = frame();
    boolean isIndex = frame.operand.isPresent() && tokens.get(at - 1).end() == token.start();
    if (!isIndex) {
      startCommand();
    }
    frame.fresh = false;
    frames.push(new Frame('[', frame.block, isIndex ? Optional.empty() : frame.argumentsOf()));
  }

  private void openBlock() {
    Frame frame = frame();
    Optional<Spoken> of = frame.operand.flatMap(Operand::said).or(frame::argumentsOf);
    Optional<Class<? extends Builder>> block =
        of.filter(signs::takesBlock).isPresent() ? of.flatMap(signs::block) : frame.block;
    frame.fresh = false;
    frames.push(new Frame('{', block, of));
  }

  private void close(char closing) {
    char opening = closing == ')' ? '(' : closing == ']' ? '[' : '{';
    boolean isOpen =
        frames.stream().limit(frames.size() - 1L).anyMatch(frame -> frame.opened == opening);
    while (isOpen) {
      Frame closed = frames.pop();
      isOpen = closed.opened != opening;
      boolean ofOperand = closed.of.isPresent() && closed.of.equals(said());
      if (closed.opened == '(' && ofOperand) {
        closed.of.get().next();
      }
      frame().operand = Optional.of(ofOperand ? new Operand(closed.of, false) : Operand.LITERAL);
    }
  }

  private Optional<Spoken> said() {
    return frame().operand.flatMap(Operand::said);
  }

  private void newLine(int at) {
    if (!frame().isBlock() || frame().dotted) {
      return;
    }
    int before = at - 1;
    while (before >= 0 && tokens.get(before).kind() == Kind.COMMENT) {
      before--;
    }
    boolean open =
        before >= 0
            && tokens.get(before).kind() == Kind.SYMBOL
            && ")]}".indexOf(tokens.get(before).text()) < 0;
    int next = at + 1;
    while (next < tokens.size()
        && (tokens.get(next).kind() == Kind.COMMENT || tokens.get(next).kind() == Kind.NEW_LINE)) {
      next++;
    }
    boolean goesOn = isSymbol(next, '.') || (isSymbol(next, '?') && isSymbol(next + 1, '.'));
    boolean begins = before < 0 || "{;>".contains(tokens.get(before).text());
    if ((!open || begins) && !goesOn) {
      frame().end();
    }
  }
}
