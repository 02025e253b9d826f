package io.smppproxy.core.link;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.LinkConfig;
import java.util.concurrent.ThreadLocalRandom;

/** How long a bind slot waits before it tries again: exponential with jitter, and long after wrong credentials. */
final class BackOff {
    /** A session that lived shorter counts as another failure, so that a flapping SMSC is not hammered. */
    private static final long STABLE_NS = 5_000_000_000L;

    private static final int MAX_DOUBLINGS = 20;

    private final LinkConfig config;
    private int failures;

    BackOff(LinkConfig config) {
        this.config = config;
    }

    /** A bound session ended after so long. */
    void onSessionEnded(long lifeNs) {
        if (lifeNs >= STABLE_NS) {
            failures = 0;
        }
    }

    /** @return milliseconds until the next attempt */
    long nextDelayMs() {
        long ceiling = Math.min(config.reconnectMaxMs(), config.reconnectMinMs() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        // Half fixed, half random: the slots of a link do not come back in one breath, and none comes back at once.
        return ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1);
    }

    /** @return milliseconds until the next attempt after a refused bind */
    long delayAfterRefusalMs(int commandStatus) {
        return isCredentials(commandStatus) ? config.credentialsPauseMs() : nextDelayMs();
    }

    static boolean isCredentials(int commandStatus) {
        return commandStatus == CommandStatus.ESME_RBINDFAIL
                || commandStatus == CommandStatus.ESME_RINVPASWD
                || commandStatus == CommandStatus.ESME_RINVSYSID;
    }
}
