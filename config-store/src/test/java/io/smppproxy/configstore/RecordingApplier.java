package io.smppproxy.configstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Refuses ports out of range, and remembers what it was told to run. */
public final class RecordingApplier implements ConfigApplier {
    private final List<Document> applied = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeCheck = () -> {};

    @Override
    public List<Problem> check(Document next) {
        beforeCheck.run();
        List<Problem> problems = new ArrayList<>();
        for (Entity link : next.all(Kind.LINK)) {
            int port = link.settings().path("port").asInt();
            if (port < 1 || port > 65_535) {
                problems.add(new Problem(link.pointer() + "/port", port + " (expected: 1 to 65535)"));
            }
        }
        return problems;
    }

    @Override
    public void apply(Document next) {
        applied.add(next);
    }

    public List<Document> applied() {
        return applied;
    }

    /** Runs something whenever a document is about to be checked, before it is saved. */
    public void beforeCheck(Runnable action) {
        beforeCheck = action;
    }
}
