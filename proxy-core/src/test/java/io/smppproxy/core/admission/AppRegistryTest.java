package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppRegistryTest {
    private static final RateLimit LIMIT = new RateLimit(10, 1);

    private final AppRegistry registry = new AppRegistry(
            List.of(
                    new AppConfig(1, "open", true, LIMIT, Set.of()),
                    new AppConfig(2, "off", false, LIMIT, Set.of()),
                    new AppConfig(3, "narrow", true, LIMIT, Set.of(7L, 1000L))),
            0);

    @Test
    void shouldForbidWithAReason() {
        assertEquals(Verdict.ACCEPTED, registry.check(Submissions.valid()));
        assertEquals(Verdict.ACCEPTED, registry.check(Submissions.valid().appId(3)));
        forbid(Submissions.valid().appId(4), "app_id: 4 (expected: a configured app)");
        forbid(Submissions.valid().appId(2), "app_id: 2 is disabled");
        forbid(Submissions.valid().appId(3).esme(8), "esme: 8 (app 3 may not use it)");
    }

    @Test
    void shouldKeepTheBucketOfAnUnchangedLimit() {
        AppRegistry.App before = registry.find(1);
        assertEquals(0, before.bucket().tryAcquire(1, 0));
        AppRegistry next = registry.replacedBy(
                List.of(
                        new AppConfig(1, "renamed", true, LIMIT, Set.of(9L)),
                        new AppConfig(3, "narrow", true, new RateLimit(20, 1), Set.of())),
                0);
        assertSame(before.bucket(), next.find(1).bucket());
        assertTrue(next.find(1).mayUse(9));
        assertFalse(next.find(1).mayUse(10));
        assertNotSame(registry.find(3).bucket(), next.find(3).bucket());
        assertNull(next.find(2));
    }

    @Test
    void shouldRefuseAnIdTwice() {
        AppConfig app = new AppConfig(1, "a", true, LIMIT, Set.of());
        assertThrows(IllegalArgumentException.class, () -> new AppRegistry(List.of(app, app), 0));
    }

    @Test
    void shouldLimitEachAppAlone() {
        InProcessRateLimiterL2 l2 = new InProcessRateLimiterL2(
                List.of(
                        new AppConfig(1, "a", true, LIMIT, Set.of()),
                        new AppConfig(2, "b", true, RateLimit.UNLIMITED, Set.of())),
                0);
        assertEquals(0, l2.tryAcquire(1, 1, 0));
        assertEquals(100_000_000, l2.tryAcquire(1, 1, 0));
        l2.update(List.of(new AppConfig(1, "a", true, LIMIT, Set.of(5L))), 0);
        assertEquals(100_000_000, l2.tryAcquire(1, 1, 0), "an unchanged limit keeps what was taken");
        l2.giveBack(1, 1);
        assertEquals(0, l2.tryAcquire(1, 1, 0));
        assertEquals(0, l2.tryAcquire(2, 255, 0));
        l2.giveBack(99, 1);
        assertEquals(0, l2.tryAcquire(99, 1, 0));
        assertFalse(l2.isDegraded());
    }

    private void forbid(Submission submission, String reason) {
        assertEquals(Verdict.FORBIDDEN, registry.check(submission));
        assertEquals(reason, submission.reason());
    }
}
