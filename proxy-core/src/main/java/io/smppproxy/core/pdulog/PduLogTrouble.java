package io.smppproxy.core.pdulog;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of lost entries once, however many there are, and when it is over. Writer only. */
final class PduLogTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(PduLogTrouble.class);
    /** So many seconds without a loss end a time of losses. */
    private static final int CALM_SECONDS = 60;

    private final Set<Path> full = new HashSet<>();
    private boolean failing;
    private boolean busy;
    private int calmSeconds;

    void cannotWrite(Path file, Exception e) {
        if (!failing) {
            failing = true;
            LOG.warn("{}: PDU logs cannot be written ({}); PDUs go on unlogged, and are counted", file, e.toString());
        }
    }

    void diskIsFull(Path directory, long usableBytes, long minFreeBytes) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "{}: {} octets free (expected: {} or more); PDUs go on unlogged, and are counted",
                    directory,
                    usableBytes,
                    minFreeBytes);
        }
    }

    void isWritten() {
        if (failing) {
            failing = false;
            LOG.info("PDU logs are written again");
        }
    }

    void isFull(Path file, long maxFileBytes) {
        if (full.add(file)) {
            LOG.warn(
                    "{}: has its {} octets; its PDUs go on unlogged until tomorrow, and are counted",
                    file,
                    maxFileBytes);
        }
    }

    /** Called once a second. */
    void isBusy(long droppedSince) {
        if (droppedSince > 0) {
            calmSeconds = 0;
            if (!busy) {
                busy = true;
                LOG.warn(
                        "PDU logs are behind; {} PDUs went unlogged within a second, more are only counted",
                        droppedSince);
            }
        } else if (busy && ++calmSeconds >= CALM_SECONDS) {
            busy = false;
        }
    }

    /** A new day: files begin anew. */
    void onNewDay() {
        full.clear();
    }
}
