package dev.garganey;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Soundness is what {@code check} found out about a folder of migrations.
 *
 * @param product the database on which it was proved
 * @param checked how many files there are
 * @param findings what was found, in order
 */
public record Soundness(String product, int checked, List<Finding> findings) {
  public Soundness {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return findings.stream().noneMatch(f -> f.kind().isProblem());
  }

  /** The same with every text as it may be shown. */
  Soundness showing(UnaryOperator<String> shown) {
    return new Soundness(
        product,
        checked,
        findings.stream()
            .map(
                f ->
                    new Finding(
                        f.kind(),
                        f.subject(),
                        shown.apply(f.message()),
                        f.details().stream().map(shown).toList()))
            .toList());
  }

  /** Kind says what a finding is about. */
  public enum Kind {
    /** The folder or a script cannot be read, or does not fit those before it. */
    MISTAKE(true),
    /** A throwaway database refused a statement. */
    FAILED(true),
    /** Undoing it does not lead back to what was there. */
    NOT_UNDONE(true),
    /** A file looks like a migration and is none. */
    NOT_READ(false),
    /** It says, or its operations tell, that it cannot be undone. */
    IRREVERSIBLE(false),
    /** Both branches have it, with other operations. */
    CHANGED(true),
    /** Only this branch has it. */
    ONLY_HERE(false),
    /** Only the other branch has it. */
    ONLY_THERE(false),
    /** Both branches changed this object. */
    TOUCHED_BY_BOTH(false),
    /** The branches do not lead to the same in both orders. */
    ORDER_MATTERS(true);

    private final boolean problem;

    Kind(boolean problem) {
      this.problem = problem;
    }

    /** Whether it makes the folder unsound. */
    public boolean isProblem() {
      return problem;
    }

    /** In words: {@code not undone}. */
    public String title() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Finding is one thing that was found.
   *
   * @param subject the migration, place or object that it is about
   * @param details a difference as operations, or the statement that failed
   */
  public record Finding(Kind kind, String subject, String message, List<String> details) {
    public Finding {
      details = List.copyOf(details);
    }

    static Finding of(Kind kind, String subject, String message) {
      return new Finding(kind, subject, message, List.of());
    }
  }
}
