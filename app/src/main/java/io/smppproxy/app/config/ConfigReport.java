package io.smppproxy.app.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while the configuration is read, so that all of it can be told at once. Not thread-safe. */
final class ConfigReport {
    private final List<ConfigProblem> problems = new ArrayList<>();

    void add(String key, String text, String where) {
        ConfigProblem problem = new ConfigProblem(key, text, where);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** {@code key: found (expected: …)}. */
    void unexpected(String key, String found, String expected, String where) {
        add(key, found + " (expected: " + expected + ")", where);
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }
}
