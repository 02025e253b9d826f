package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AccountUseTest {
    private static AccountConfig account(int maxBinds, RateLimit rate) {
        return AccountConfig.builder(1, "esme")
                .maxBinds(maxBinds)
                .rateLimit(rate)
                .build();
    }

    @Test
    void shouldCountBindsOfAllThreads() throws Exception {
        AccountConfig config = account(50, RateLimit.UNLIMITED);
        AccountUses uses = new AccountUses();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> binds = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                binds.add(() -> uses.of(config).tryBind(config));
            }
            int bound = 0;
            for (Future<Boolean> bind : threads.invokeAll(binds)) {
                bound += bind.get() ? 1 : 0;
            }
            assertEquals(50, bound);
        } finally {
            threads.shutdownNow();
        }
        AccountUse use = uses.of(config);
        assertSame(use, uses.of(config));
        assertFalse(use.tryBind(config));
        use.unbound();
        assertTrue(use.tryBind(config));
        assertEquals(50, uses.metrics().get(0).boundSessions.sum());
        assertEquals(51, uses.metrics().get(0).binds.sum());
    }

    @Test
    void shouldKeepItsRateOverBindsAndTakeANewOne() {
        AccountUse use = new AccountUse(account(10, new RateLimit(1, 2)));
        long nowNs = System.nanoTime();
        assertTrue(use.tryAcquire(2, nowNs));
        assertTrue(use.tryBind(account(10, new RateLimit(1, 2))));
        assertFalse(use.tryAcquire(1, nowNs));
        use.giveBack(1);
        assertTrue(use.tryAcquire(1, nowNs));
        assertTrue(use.tryBind(account(10, new RateLimit(1, 5))));
        assertTrue(use.tryAcquire(5, System.nanoTime()));
    }
}
