package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class BindGuardTest {
    private static final long ACCOUNT = 7;
    private static final long MINUTE_MS = 60_000;
    /** Near the overflow of a clock that may have any value. */
    private static final long START_MS = Long.MAX_VALUE / 1_000_000 - 2 * MINUTE_MS;

    private final BindGuard guard = new BindGuard();
    private long nowMs = START_MS;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private BindGuard.Permit begin(String from) {
        return guard.begin(address(from), ACCOUNT, false, nowMs);
    }

    /** @return whether it was looked at */
    private boolean fail(String from, long account) {
        BindGuard.Permit permit = guard.begin(address(from), account, false, nowMs);
        if (permit != null) {
            permit.failed(nowMs);
        }
        return permit != null;
    }

    private int failures(int attempts, String from, long account) {
        int looked = 0;
        for (int i = 0; i < attempts; i++) {
            looked += fail(from, account) ? 1 : 0;
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
    void shouldCountAnAddressOverAllSystemIds() {
        for (int i = 0; i < 5; i++) {
            assertEquals(1, failures(1, "192.0.2.1", i));
        }
        assertEquals(0, failures(1, "192.0.2.1", 9));
        assertEquals(1, failures(1, "192.0.2.2", 9));
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
    void shouldCountWhatIsBeingLookedAt() {
        BindGuard.Permit[] open = new BindGuard.Permit[5];
        for (int i = 0; i < 5; i++) {
            open[i] = begin("192.0.2.1");
            assertNotNull(open[i]);
        }
        assertNull(begin("192.0.2.1"));
        open[0].abandoned();
        open[1].abandoned();
        assertNotNull(begin("192.0.2.1"));
        open[2].failed(nowMs);
        open[3].failed(nowMs);
        open[4].failed(nowMs);
        // Three failed, one is open.
        assertNotNull(begin("192.0.2.1"));
        assertNull(begin("192.0.2.1"));
    }

    @Test
    void shouldLookAtOneAtATimeAfterThePause() {
        failures(5, "192.0.2.1", ACCOUNT);
        nowMs += MINUTE_MS;
        BindGuard.Permit permit = begin("192.0.2.1");
        assertNotNull(permit);
        assertNull(begin("192.0.2.1"));
        permit.abandoned();
        assertNotNull(begin("192.0.2.1"));
    }

    @Test
    void shouldTakeAnIpv6NetworkForOneAddress() {
        int looked = 0;
        for (int i = 1; i <= 20; i++) {
            looked += failures(1, "2001:db8:0:1::" + i, 0);
        }
        assertEquals(5, looked);
        assertEquals(1, failures(1, "2001:db8:0:2::1", 0));
        // Not taken for an IPv4 address either.
        assertEquals(5, failures(9, "255.255.255.255", 0));
        assertEquals(5, failures(9, "::1", 0));
        assertEquals(5, failures(9, "0.0.0.1", 0));
    }

    @Test
    void shouldNotLockOutWhoHasBoundFromThere() {
        begin("192.0.2.1").succeeded();
        assertEquals(5, failures(50, "192.0.2.1", 8));
        assertNotNull(begin("192.0.2.1"), "another account's failures are not its own");
    }

    @Test
    void shouldSlowDownGuessesAtAnAccountFromWhereItHasBoundToo() {
        begin("192.0.2.1").succeeded();
        assertEquals(5, failures(50, "192.0.2.1", ACCOUNT));
        nowMs += MINUTE_MS;
        assertEquals(1, failures(50, "192.0.2.1", ACCOUNT));
        nowMs += 2 * MINUTE_MS;
        begin("192.0.2.1").succeeded();
        assertEquals(5, failures(50, "192.0.2.1", ACCOUNT));
    }

    @Test
    void shouldSlowDownManyAddressesAtOneAccount() {
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
        fail("203.0.113.2", ACCOUNT);
        assertNull(begin("203.0.113.2"), "after a failure");
        assertNotNull(guard.begin(address("203.0.113.2"), ACCOUNT, true, nowMs), "from an address of its own list");
    }

    @Test
    void shouldSlowDownAnAccountForSecondsFirst() {
        for (int i = 0; i < 4; i++) {
            failures(5, "198.51.100." + i, ACCOUNT);
        }
        fail("203.0.113.1", ACCOUNT);
        // The twentieth costs a second, the twenty-first two.
        nowMs += 1_999;
        assertEquals(0, failures(1, "203.0.113.1", ACCOUNT));
        nowMs += 1;
        assertEquals(1, failures(1, "203.0.113.1", ACCOUNT));
    }

    @Test
    void shouldCountUnknownSystemIdsByAddressOnly() {
        for (int i = 0; i < 100; i++) {
            assertEquals(5, failures(9, "198.51.100." + i, 0));
        }
    }

    @Test
    void shouldForgetTheLongestUnusedWhenThereAreTooMany() {
        failures(5, "192.0.2.1", ACCOUNT);
        failures(5, "192.0.2.2", ACCOUNT);
        for (int i = 0; i < BindGuard.MAX_ENTRIES - 1; i++) {
            assertEquals(1, failures(1, "10." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF), 0));
            if (i == 100) {
                assertEquals(0, failures(1, "192.0.2.2", ACCOUNT));
            }
        }
        assertEquals(0, failures(1, "192.0.2.2", 0));
        assertEquals(1, failures(1, "192.0.2.1", 0));
    }
}
