package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class BindGuardTest {
    private static final long ACCOUNT = 7;
    private static final long NOBODY = 0;
    private static final long MINUTE_MS = 60_000;
    /** Near the overflow of a clock that may have any value. */
    private static final long START_MS = Long.MAX_VALUE / 1_000_000 - 2 * MINUTE_MS;

    private final BindGuard guard = new BindGuard();
    private long nowMs = START_MS;
    private int again;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private BindGuard.Decision ask(String from, long account, boolean isListed) {
        return guard.begin(address(from), account, isListed, () -> again++, nowMs);
    }

    /** Null if it is not looked at. */
    private BindGuard.Permit begin(String from, long account) {
        return ask(from, account, false).permit();
    }

    private BindGuard.Permit begin(String from) {
        return begin(from, ACCOUNT);
    }

    /** @return how many of so many wrong attempts were looked at */
    private int failures(int attempts, String from, long account) {
        int looked = 0;
        for (int i = 0; i < attempts; i++) {
            BindGuard.Permit permit = begin(from, account);
            if (permit != null) {
                permit.failed(nowMs);
                looked++;
            }
        }
        return looked;
    }

    @Test
    void shouldLookAtFiveAndThenPauseLongerAndLonger() {
        assertEquals(5, failures(100, "192.0.2.1", ACCOUNT));
        long pauseMs = MINUTE_MS;
        for (int i = 0; i < 6; i++) {
            nowMs += pauseMs - 1;
            assertNull(begin("192.0.2.1"), "within " + pauseMs);
            nowMs += 1;
            assertEquals(1, failures(10, "192.0.2.1", ACCOUNT), "after " + pauseMs);
            pauseMs = Math.min(5 * MINUTE_MS, 2 * pauseMs);
        }
        assertEquals(5 * MINUTE_MS, pauseMs);
    }

    @Test
    void shouldSlowAnAddressThatFailsWithManyAccounts() {
        for (int i = 1; i <= 5; i++) {
            assertEquals(1, failures(1, "192.0.2.1", i));
        }
        assertEquals(0, failures(1, "192.0.2.1", 9));
        assertEquals(0, failures(1, "192.0.2.1", 1));
        assertEquals(1, failures(1, "192.0.2.2", 9));
        nowMs += MINUTE_MS;
        assertEquals(1, failures(1, "192.0.2.1", 10));
        assertEquals(0, failures(1, "192.0.2.1", 11));
    }

    @Test
    void shouldNotSlowAnAddressForOneThatFailsAgainAndAgain() {
        assertEquals(5, failures(100, "192.0.2.1", 8));
        assertNotNull(begin("192.0.2.1"));
    }

    @Test
    void shouldTakeAllUnknownSystemIdsForOne() {
        for (int i = 0; i < 100; i++) {
            assertEquals(5, failures(9, "198.51.100." + i, NOBODY));
            assertEquals(1, failures(1, "198.51.100." + i, 100 + i));
        }
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        assertEquals(5, failures(5, "192.0.2.1", ACCOUNT));
        nowMs += BindGuard.FORGET_MS;
        assertEquals(1, failures(5, "192.0.2.1", ACCOUNT));
        nowMs += BindGuard.FORGET_MS + 1;
        assertEquals(5, failures(100, "192.0.2.1", ACCOUNT));
    }

    @Test
    void shouldLookAtOneAfterTheOther() {
        BindGuard.Permit first = begin("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            assertTrue(ask("192.0.2.1", ACCOUNT, false).waits());
        }
        assertNotNull(begin("192.0.2.2"));
        assertNotNull(begin("192.0.2.1", 8));
        assertEquals(0, again);
        first.failed(nowMs);
        assertEquals(10, again);
        BindGuard.Permit second = begin("192.0.2.1");
        assertTrue(ask("192.0.2.1", ACCOUNT, false).waits());
        second.abandoned();
        assertEquals(11, again);
        BindGuard.Permit third = begin("192.0.2.1");
        assertTrue(ask("192.0.2.1", ACCOUNT, false).waits());
        third.succeeded();
        assertEquals(12, again);
        assertNotNull(begin("192.0.2.1"));
    }

    @Test
    void shouldRefuseThoseThatWaitedOnceThereAreTooMany() {
        for (int i = 0; i < 5; i++) {
            BindGuard.Permit permit = begin("192.0.2.1");
            assertTrue(ask("192.0.2.1", ACCOUNT, false).waits());
            permit.failed(nowMs);
        }
        BindGuard.Decision decision = ask("192.0.2.1", ACCOUNT, false);
        assertNull(decision.permit());
        assertFalse(decision.waits());
    }

    @Test
    void shouldTakeBackPermitsOfAnAddressThatWasSlowedMeanwhile() {
        BindGuard.Permit late = begin("192.0.2.1", 20);
        BindGuard.Permit listed = ask("192.0.2.1", 21, true).permit();
        assertTrue(late.isValid(nowMs));
        for (int i = 1; i <= 5; i++) {
            assertTrue(late.isValid(nowMs));
            failures(1, "192.0.2.1", i);
        }
        assertFalse(late.isValid(nowMs));
        assertTrue(listed.isValid(nowMs));
        assertTrue(late.isValid(nowMs + MINUTE_MS));
    }

    @Test
    void shouldTakeAnIpv6NetworkForOneAddress() {
        int looked = 0;
        for (int i = 1; i <= 20; i++) {
            looked += failures(1, "2001:db8:0:1::" + i, NOBODY);
        }
        assertEquals(5, looked);
        assertEquals(1, failures(1, "2001:db8:0:2::1", NOBODY));
        assertEquals(5, failures(9, "255.255.255.255", NOBODY));
        assertEquals(5, failures(9, "::1", NOBODY));
        assertEquals(5, failures(9, "0.0.0.1", NOBODY));
    }

    @Test
    void shouldJudgeWhoHasBoundFromThereByItselfAlone() {
        begin("192.0.2.1").succeeded();
        for (int i = 10; i < 20; i++) {
            failures(50, "192.0.2.1", i);
        }
        assertEquals(5, failures(50, "192.0.2.1", ACCOUNT));
        nowMs += MINUTE_MS;
        assertEquals(1, failures(50, "192.0.2.1", ACCOUNT));
        nowMs += 2 * MINUTE_MS;
        begin("192.0.2.1").succeeded();
        assertEquals(5, failures(50, "192.0.2.1", ACCOUNT));
    }

    @Test
    void shouldJudgeWhoIsListedByItselfAlone() {
        for (int i = 10; i < 20; i++) {
            failures(50, "192.0.2.1", i);
        }
        assertNull(begin("192.0.2.1"));
        assertNotNull(ask("192.0.2.1", ACCOUNT, true).permit());
    }

    @Test
    void shouldSlowManyAddressesAtOneAccount() {
        int looked = 0;
        for (int i = 0; i < 100; i++) {
            looked += failures(5, "198.51.100." + i, ACCOUNT);
        }
        // Four addresses use up what is free; each of the others is looked at once.
        assertEquals(20 + 96, looked);
        assertEquals(1, failures(5, "203.0.113.1", ACCOUNT));
        assertEquals(5, failures(5, "203.0.113.2", 8), "another account is not slowed");
    }

    @Test
    void shouldLetTheRealOneInWhileItsAccountIsAttacked() {
        begin("192.0.2.1").succeeded();
        for (int i = 0; i < 100; i++) {
            failures(5, "198.51.100." + i, ACCOUNT);
        }
        assertNotNull(begin("192.0.2.1"), "from where it has bound before");
        assertNotNull(begin("203.0.113.1"), "from a new address");
        failures(1, "203.0.113.2", ACCOUNT);
        assertNull(begin("203.0.113.2"), "after a failure");
        assertNotNull(ask("203.0.113.2", ACCOUNT, true).permit(), "from an address of its own list");
    }

    @Test
    void shouldSlowAnAccountForSecondsFirst() {
        for (int i = 0; i < 4; i++) {
            failures(5, "198.51.100." + i, ACCOUNT);
        }
        failures(1, "203.0.113.1", ACCOUNT);
        // The twentieth costs a second, the twenty-first two.
        nowMs += 1_999;
        assertEquals(0, failures(1, "203.0.113.1", ACCOUNT));
        nowMs += 1;
        assertEquals(1, failures(1, "203.0.113.1", ACCOUNT));
    }

    @Test
    void shouldForgetTheLongestUnusedWhenThereAreTooMany() {
        failures(5, "192.0.2.1", ACCOUNT);
        failures(5, "192.0.2.2", ACCOUNT);
        begin("192.0.2.3").succeeded();
        for (int i = 1; i <= 9; i++) {
            failures(1, "192.0.2.3", 10 + i);
        }
        for (int i = 0; i < BindGuard.MAX_ENTRIES - 1; i++) {
            assertEquals(1, failures(1, "10." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF), NOBODY));
            if (i == 100) {
                assertEquals(0, failures(1, "192.0.2.2", ACCOUNT));
            }
        }
        assertEquals(0, failures(1, "192.0.2.2", ACCOUNT));
        assertEquals(1, failures(1, "192.0.2.1", ACCOUNT));
        assertNotNull(begin("192.0.2.3"), "who has bound is not forgotten for those who have not");
    }
}
