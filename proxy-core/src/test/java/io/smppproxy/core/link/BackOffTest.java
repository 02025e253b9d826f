package io.smppproxy.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.LinkConfig;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(
            LinkConfig.builder(1, "a").reconnect(200, 15_000, 60_000).build());

    @Test
    void shouldDoubleUpToTheLongestWithHalfOfItJitter() {
        long ceiling = 200;
        for (int i = 0; i < 60; i++) {
            long delay = backOff.nextDelayMs();
            assertTrue(delay >= ceiling / 2 && delay <= ceiling, delay + " ms of " + ceiling);
            ceiling = Math.min(15_000, 2 * ceiling);
        }
    }

    @Test
    void shouldStartOverAfterASessionThatLasted() {
        for (int i = 0; i < 10; i++) {
            backOff.nextDelayMs();
        }
        backOff.onSessionEnded(4_999_000_000L);
        assertTrue(backOff.nextDelayMs() >= 7_500, "a flapping SMSC is not hammered");
        backOff.onSessionEnded(5_000_000_000L);
        assertTrue(backOff.nextDelayMs() <= 200);
    }

    @Test
    void shouldPauseLongAfterWrongCredentialsOnly() {
        assertEquals(60_000, backOff.delayAfterRefusalMs(CommandStatus.ESME_RBINDFAIL));
        assertEquals(60_000, backOff.delayAfterRefusalMs(CommandStatus.ESME_RINVPASWD));
        assertEquals(60_000, backOff.delayAfterRefusalMs(CommandStatus.ESME_RINVSYSID));
        assertTrue(backOff.delayAfterRefusalMs(CommandStatus.ESME_RALYBND) <= 200);
        assertTrue(backOff.delayAfterRefusalMs(CommandStatus.ESME_RSYSERR) <= 400);
    }
}
