package io.smppproxy.core.esme;

import io.smppproxy.core.account.BindRefusal;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each kind of refused bind, not one for each bind: the same again is a line once a minute, and all kinds together are some
 * lines a second. Any thread.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long REPEAT_NS = 60_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MAX_PER_SECOND = 10;
    private static final int MAX_KINDS = 1_000;

    private record Kind(InetAddress address, String systemId, BindRefusal refusal) {}

    private final Map<Kind, Long> loggedAtNs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Long> eldest) {
            return size() > MAX_KINDS;
        }
    };

    private long secondFromNs;
    private int inSecond;
    private long unlogged;

    void log(InetAddress address, String systemId, BindRefusal refusal, long nowNs) {
        long left;
        synchronized (this) {
            if (!takes(new Kind(address, systemId, refusal), nowNs)) {
                unlogged++;
                return;
            }
            left = unlogged;
            unlogged = 0;
        }
        LOG.warn(
                "bind of \"{}\" from {} refused: {}{}",
                systemId,
                address.getHostAddress(),
                refusal.words(),
                left == 0 ? "" : " (and " + left + " refusals not logged since the last)");
    }

    private boolean takes(Kind kind, long nowNs) {
        Long before = loggedAtNs.get(kind);
        if (before != null && nowNs - before < REPEAT_NS) {
            return false;
        }
        if (nowNs - secondFromNs >= SECOND_NS) {
            secondFromNs = nowNs;
            inSecond = 0;
        }
        if (inSecond == MAX_PER_SECOND) {
            return false;
        }
        inSecond++;
        loggedAtNs.put(kind, nowNs);
        return true;
    }
}
