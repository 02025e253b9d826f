package io.smppproxy.core.deliver;

import io.smppproxy.core.config.AccountConfig;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongFunction;

/** Which accounts have so much waiting for them that nothing may be added. The tracker publishes, any thread asks. */
public final class Backlog {
    /** Sorted. */
    private volatile long[] full = {};

    /** True when the account must first take what waits for it; a moment old. */
    public boolean isFull(long accountId) {
        long[] now = full;
        return now.length > 0 && Arrays.binarySearch(now, accountId) >= 0;
    }

    void publish(Collection<AccountDeliveries> accounts, LongFunction<AccountConfig> configured) {
        int count = 0;
        for (AccountDeliveries account : accounts) {
            count += isFull(account, configured) ? 1 : 0;
        }
        if (count > 0 || full.length > 0) {
            full = accounts.stream()
                    .filter(account -> isFull(account, configured))
                    .mapToLong(account -> account.accountId)
                    .sorted()
                    .toArray();
        }
    }

    private static boolean isFull(AccountDeliveries account, LongFunction<AccountConfig> configured) {
        AccountConfig config = configured.apply(account.accountId);
        return config != null && account.queue.pending() >= config.deliveryMaxPending();
    }
}
