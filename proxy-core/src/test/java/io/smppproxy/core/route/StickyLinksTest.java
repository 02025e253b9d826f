package io.smppproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StickyLinksTest {
    private static final long KEEP_NS = 1_000;

    private final StickyLinks links = new StickyLinks(8, KEEP_NS);

    @Test
    void shouldRememberTheLink() {
        assertEquals(StickyLinks.NONE, links.find(5, 0));
        links.keep(5, 101, 0);
        links.keep(6, 102, 0);
        assertEquals(101, links.find(5, 1));
        assertEquals(102, links.find(6, 1));
        links.keep(5, 103, 2);
        assertEquals(103, links.find(5, 3));
    }

    @Test
    void shouldForgetAfterATime() {
        links.keep(5, 101, -500);
        assertEquals(101, links.find(5, 499));
        assertEquals(StickyLinks.NONE, links.find(5, 500));
        links.keep(5, 101, 500);
        assertEquals(101, links.find(5, 1_499));
    }

    @Test
    void shouldRememberTheDigestZero() {
        assertEquals(StickyLinks.NONE, links.find(0, 0));
        links.keep(0, 101, 0);
        assertEquals(101, links.find(0, 1));
    }

    @Test
    void shouldMakeRoomForNewOnesByForgettingTheOldest() {
        // All of these share one set of four places.
        for (int i = 1; i <= 5; i++) {
            links.keep(2L * i, 100 + i, 10 + i);
        }
        assertEquals(StickyLinks.NONE, links.find(2, 20));
        for (int i = 2; i <= 5; i++) {
            assertEquals(100 + i, links.find(2L * i, 20));
        }
    }

    @Test
    void shouldKeepItsSize() {
        for (long message = 1; message <= 10_000; message++) {
            links.keep(message * 0x9E37_79B9_7F4A_7C15L, message, message);
        }
        int found = 0;
        for (long message = 1; message <= 10_000; message++) {
            found += links.find(message * 0x9E37_79B9_7F4A_7C15L, 10_001) == message ? 1 : 0;
        }
        assertTrue(found == 8, "found " + found);
    }
}
