package io.smppproxy.core.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that syncs. One round syncs every stream that has written since its last sync, so batches that arrive during a
 * sync share the next one (group commit). In both classes it also closes rolled segments and looks at the free space.
 */
final class JournalSync implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSync.class);
    private static final long HOUSEKEEPING_NS = TimeUnit.SECONDS.toNanos(1);

    private final Runnable housekeeping;
    private final Thread thread;
    private FileJournalWriter[] writers = {};
    private volatile boolean idle;
    private volatile boolean houseDue;
    private volatile boolean stopped;

    JournalSync(Runnable housekeeping) {
        this.housekeeping = housekeeping;
        this.thread = new Thread(this, "journal-sync");
        thread.setDaemon(true);
    }

    void start(FileJournalWriter[] all) {
        writers = all;
        thread.start();
    }

    /** From any thread, after the work has been made visible. */
    void wake() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    void wakeToKeepHouse() {
        houseDue = true;
        wake();
    }

    @Override
    public void run() {
        long lastHousekeepingNs = System.nanoTime();
        while (!stopped) {
            for (FileJournalWriter writer : writers) {
                if (writer.wantsSync()) {
                    sync(writer);
                }
            }
            if (houseDue || System.nanoTime() - lastHousekeepingNs >= HOUSEKEEPING_NS) {
                houseDue = false;
                housekeeping.run();
                lastHousekeepingNs = System.nanoTime();
            }
            idle = true;
            if (!hasWork()) {
                LockSupport.parkNanos(this, HOUSEKEEPING_NS);
            }
            idle = false;
        }
    }

    // A hook is foreign code; if it throws, the other streams must still be synced.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void sync(FileJournalWriter writer) {
        try {
            writer.sync();
        } catch (RuntimeException e) {
            LOG.error("a hook that follows a sync failed", e);
        }
    }

    private boolean hasWork() {
        if (stopped || houseDue) {
            return true;
        }
        for (FileJournalWriter writer : writers) {
            if (writer.wantsSync()) {
                return true;
            }
        }
        return false;
    }

    /** Waits until the thread has ended; a sync that hangs in the kernel is waited for. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
