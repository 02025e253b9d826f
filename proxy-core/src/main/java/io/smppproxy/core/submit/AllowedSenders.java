package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.route.AddressPattern;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The source addresses that accounts may use. One per I/O loop; allocates when an account comes for the first time. */
final class AllowedSenders {
    private final Long2ObjectHashMap<Entry> byAccount = new Long2ObjectHashMap<>();

    private record Entry(
            List<String> senders,
            @SuppressWarnings("ArrayRecordComponent") AddressPattern[] patterns) {}

    boolean mayUse(AccountConfig account, ByteBuf buf, int offset, int length) {
        if (account.allowedSenders().isEmpty()) {
            return true;
        }
        Entry entry = byAccount.get(account.id());
        if (entry == null || !entry.senders().equals(account.allowedSenders())) {
            AddressPattern[] patterns =
                    account.allowedSenders().stream().map(AddressPattern::new).toArray(AddressPattern[]::new);
            entry = new Entry(account.allowedSenders(), patterns);
            byAccount.put(account.id(), entry);
        }
        for (AddressPattern pattern : entry.patterns()) {
            if (pattern.matches(buf, offset, length)) {
                return true;
            }
        }
        return false;
    }
}
