package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import groovy.lang.GroovyInterceptable;
import groovy.lang.MetaClass;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Builder is what a block of a script speaks to, and what its words return for more words to
 * follow.
 *
 * <p>The public methods that a subclass declares are its words. Scripts reach them by name and
 * arguments through the {@link Vocabulary}, never through Groovy's own lookup, so that every
 * mistake is noted with its place and the script goes on.
 */
public abstract class Builder implements GroovyInterceptable {
  final Evaluation evaluation;
  final SourcePosition at;

  Builder(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.at = evaluation.here();
  }

  @Override
  public final Object invokeMethod(String name, Object arguments) {
    return evaluation.call(this, name, (Object[]) arguments);
  }

  @Override
  public final Object getProperty(String name) {
    return evaluation.bareWord(this, name);
  }

  @Override
  public final void setProperty(String name, Object value) {
    evaluation.noteAt(
        name, "`" + name + "` cannot be assigned to", "Write it as a word: " + name + "(…).");
  }

  @Override
  public final MetaClass getMetaClass() {
    return InvokerHelper.getMetaClass(getClass());
  }

  @Override
  public final void setMetaClass(MetaClass metaClass) {
    throw new UnsupportedOperationException("The words of a block are fixed");
  }

  /** Where this builder's words stand, for messages: {@code " in createTable { }"}. */
  String placeTitle() {
    return "";
  }

  /** What to say of a word that belongs elsewhere. */
  java.util.Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return java.util.Optional.empty();
  }
}
