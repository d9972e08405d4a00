package compare;

import java.io.IOException;
import java.sql.SQLException;

/** Lane is one line of a table to be: what is run again and again, in turn with others. */
record Lane(String name, Run run) {
  /** Run makes ready, measures and looks at what came of it. */
  @FunctionalInterface
  interface Run {
    /**
     * What it took.
     *
     * @param round counts from 0, which is not counted in where caches are to be warm
     */
    Sample in(int round) throws IOException, InterruptedException, SQLException, Failed;
  }

  /** A lane that says why it is not measured. */
  static Lane closed(String name, String why) {
    return new Lane(
        name,
        round -> {
          throw new Failed(why);
        });
  }
}
