package io.smppproxy.configstore;

import java.util.List;
import java.util.stream.Collectors;

/** A change was not made; everything is as it was. Names every problem, not only the first. */
public final class ChangeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final boolean conflict;

    private ChangeRefused(List<Problem> problems, boolean conflict) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.conflict = conflict;
    }

    /** What was asked for is wrong. */
    public static ChangeRefused invalid(List<Problem> problems) {
        return new ChangeRefused(problems, false);
    }

    /** Somebody else changed the configuration meanwhile. */
    public static ChangeRefused conflict(long expected, long found) {
        String detail =
                "version " + expected + " (expected: " + found + ", which was saved meanwhile; read it and try again)";
        return new ChangeRefused(List.of(new Problem("", detail)), true);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Whether it may well be accepted when it is made again, on the newest version. */
    public boolean isConflict() {
        return conflict;
    }
}
