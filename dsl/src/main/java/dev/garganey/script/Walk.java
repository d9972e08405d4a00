package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.script.Plain.Amount;
import dev.garganey.script.Plain.Attribute;
import dev.garganey.script.Plain.Braces;
import dev.garganey.script.Plain.Entries;
import dev.garganey.script.Plain.Items;
import dev.garganey.script.Plain.Literal;
import dev.garganey.script.Plain.Name;
import dev.garganey.script.Plain.Saying;
import dev.garganey.script.Plain.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walk says the words of a plain script to the builders one after the other. What they say depends
 * on the script alone: whatever reads the environment is {@link Beyond}.
 */
final class Walk {
  private final Evaluation evaluation;

  Walk(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * Says the statements to a builder.
   *
   * @throws Beyond if only Groovy knows what one of them means
   */
  void over(List<Statement> statements, Builder builder) {
    for (Statement statement : statements) {
      evaluation.at(statement.range());
      value(statement.expression(), builder);
    }
  }

  private @Nullable Object value(Plain plain, Builder builder) {
    if (plain instanceof Literal literal) {
      return literal.value();
    }
    if (plain instanceof Saying saying) {
      return said(saying, builder);
    }
    if (plain instanceof Name name) {
      PlainText.require(evaluation.isWord(name.word()));
      return evaluation.name(builder, name.word());
    }
    if (plain instanceof Attribute attribute) {
      return evaluation.bareWord(receiver(attribute.of(), builder), attribute.word());
    }
    if (plain instanceof Braces braces) {
      Body body = inner -> over(braces.statements(), inner);
      return body;
    }
    if (plain instanceof Items items) {
      return values(items.items(), builder);
    }
    if (plain instanceof Entries entries) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entries.entries().forEach((key, value) -> values.put(key, value(value, builder)));
      return values;
    }
    return duration((Amount) plain);
  }

  private List<@Nullable Object> values(List<Plain> plain, Builder builder) {
    List<@Nullable Object> values = new ArrayList<>();
    plain.forEach(item -> values.add(value(item, builder)));
    return values;
  }

  private @Nullable Object said(Saying saying, Builder builder) {
    Optional<Builder> to = saying.to().map(receiver -> receiver(receiver, builder));
    @Nullable Object[] arguments = values(saying.arguments(), builder).toArray();
    if (to.isPresent()) {
      return evaluation.call(to.get(), saying.word(), arguments);
    }
    PlainText.require(evaluation.isWord(saying.word()));
    return evaluation.say(builder, saying.word(), arguments);
  }

  /** What a word is said to; only Groovy knows what can be said to anything but builders. */
  private Builder receiver(Plain plain, Builder builder) {
    if (value(plain, builder) instanceof Builder receiver) {
      return receiver;
    }
    throw new Beyond();
  }

  private static Object duration(Amount amount) {
    try {
      return Units.of(amount.number(), amount.unit());
    } catch (SchemaMistake | ArithmeticException e) {
      throw new Beyond();
    }
  }
}
