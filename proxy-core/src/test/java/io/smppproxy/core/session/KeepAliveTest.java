package io.smppproxy.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.core.session.KeepAlive.Due;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private static final long MS = 1_000_000L;
    /** Near the overflow of a clock that may have any value. */
    private static final long START_NS = Long.MAX_VALUE - 10_000 * MS;

    private final KeepAlive keepAlive = new KeepAlive(30_000, 10_000);

    private static long ns(long ms) {
        return START_NS + ms * MS;
    }

    private Due at(long ms) {
        return keepAlive.tick(ns(ms));
    }

    @Test
    void shouldAskWhenIdleAndGiveUpAfterTwoThatWentUnanswered() {
        keepAlive.onRead(START_NS);
        assertEquals(Due.NOTHING, at(29_999));
        assertEquals(Due.ENQUIRE_LINK, at(30_000));
        assertEquals(Due.NOTHING, at(30_010));
        assertEquals(Due.NOTHING, at(39_999));
        assertEquals(Due.ENQUIRE_LINK, at(40_000));
        assertEquals(Due.NOTHING, at(49_999));
        assertEquals(Due.DEAD, at(50_000));
    }

    @Test
    void shouldStartOverWithAnythingThatIsRead() {
        keepAlive.onRead(START_NS);
        assertEquals(Due.ENQUIRE_LINK, at(30_000));
        assertEquals(Due.ENQUIRE_LINK, at(40_000));
        keepAlive.onRead(ns(49_000));
        assertEquals(Due.NOTHING, at(50_000));
        assertEquals(Due.NOTHING, at(78_999));
        assertEquals(Due.ENQUIRE_LINK, at(79_000));
        assertEquals(Due.ENQUIRE_LINK, at(89_000));
        assertEquals(Due.DEAD, at(99_000));
    }
}
