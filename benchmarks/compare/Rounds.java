package compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rounds runs lanes in turn, so that what disturbs the machine for a while disturbs all of them.
 */
final class Rounds {
  /** How often runs what takes long. */
  static final int FEW = 3;

  /** How many times longer than long a run takes that is not repeated. */
  private static final int VERY = 5;

  private final int slow;

  /**
   * @param slow after how many seconds a run counts as long
   */
  Rounds(int slow) {
    this.slow = slow;
  }

  /** What came of the lanes, where the first round only warms caches. */
  List<Line> warm(int runs, List<Lane> lanes) throws InterruptedException {
    return measure(runs, lanes, true);
  }

  /** What came of the lanes, where every round counts. */
  List<Line> cold(int runs, List<Lane> lanes) throws InterruptedException {
    return measure(runs, lanes, false);
  }

  private List<Line> measure(int runs, List<Lane> lanes, boolean warm) throws InterruptedException {
    List<Course> courses = lanes.stream().map(lane -> new Course(lane, runs)).toList();
    for (int round = 0; round < runs + (warm ? 1 : 0); round++) {
      for (Course course : courses) {
        course.run(round, warm && round == 0);
      }
      System.err.print(".");
    }
    System.err.println();
    return courses.stream().map(Course::line).toList();
  }

  /** Course is how a lane fares. */
  private final class Course {
    private final Lane lane;
    private final int runs;
    private final List<Sample> samples = new ArrayList<>();
    private int wanted;
    private String failure = "";

    Course(Lane lane, int runs) {
      this.lane = lane;
      this.runs = runs;
      this.wanted = runs;
    }

    void run(int round, boolean warming) throws InterruptedException {
      if (!failure.isEmpty() || samples.size() >= wanted) {
        return;
      }
      try {
        Sample sample = lane.run().in(round);
        if (!warming) {
          samples.add(sample);
        }
        if (round == 0 && sample.seconds() > slow) {
          wanted = Math.min(runs, sample.seconds() > VERY * slow ? 1 : FEW);
        }
      } catch (IOException | SQLException | Failed e) {
        failure = e.getMessage();
        System.err.printf("%n%s: %s%n", lane.name(), failure);
      }
    }

    private String runsInWords() {
      return wanted == 1 ? "one run" : wanted + " runs";
    }

    Line line() {
      if (!failure.isEmpty()) {
        return new Line(lane.name(), List.of(), failure);
      }
      return new Line(lane.name(), samples, wanted < runs ? runsInWords() : "");
    }
  }
}
