package io.smppproxy.configstore;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changes of other nodes, on the thread {@code config-poll}. */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.ConfigStore");
    static final long INTERVAL_MS = 500;
    private static final long JOIN_MS = 2_000;

    private final Runnable follow;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;
    private volatile long seen;

    Follower(Runnable follow) {
        this.follow = follow;
        this.thread = new Thread(this::run, "config-poll");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The newest change that this node knows of. */
    void seen(long change) {
        seen = change;
    }

    boolean isNew(long change) {
        return change != seen;
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An outage is told of once, and its end. */
    private void look() {
        try {
            follow.run();
            if (failing) {
                failing = false;
                LOG.info("configuration: the database can be used again");
            }
        } catch (StoreException e) {
            if (!failing) {
                failing = true;
                LOG.warn("configuration: what is running stays, as the database cannot be used: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("configuration: a change of another node could not be run", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
