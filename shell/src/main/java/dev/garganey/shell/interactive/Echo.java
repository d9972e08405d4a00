package dev.garganey.shell.interactive;

import dev.garganey.shell.report.Page;
import java.util.List;

/** Echo writes what is carried out behind the prompt, as it would look at a terminal. */
final class Echo {
  private static final String MORE = "… ";

  private final Shell shell;

  Echo(Shell shell) {
    this.shell = shell;
  }

  /** Writes a line or, of what has several, each behind its prompt. */
  void say(String typed) {
    Page page = new Page(shell.screen().out(), false);
    String prompt = PromptText.of(shell.database(), names(), shell.tryout().steps(), page);
    List<String> lines = typed.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String before = i == 0 ? prompt : " ".repeat(prompt.length() - MORE.length()) + MORE;
      page.line(before + lines.get(i));
    }
  }

  private Names names() {
    try {
      return Names.NONE.with(shell.database().garganey().status());
    } catch (RuntimeException unknown) {
      // No folder of migrations, or no rights on their history.
      return Names.NONE;
    }
  }
}
