package io.smppproxy.core.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** A count with one writer and any number of readers: no locked instruction on the writer's side. */
public final class Counter {
    private final AtomicLong value = new AtomicLong();

    /** Owner only. */
    public void increment() {
        value.setOpaque(value.getPlain() + 1);
    }

    /** Owner only. */
    public void add(long amount) {
        value.setOpaque(value.getPlain() + amount);
    }

    /** Owner only; for gauges. */
    public void set(long newValue) {
        value.setOpaque(newValue);
    }

    /** Any thread; may be a moment old. */
    public long get() {
        return value.getOpaque();
    }
}
