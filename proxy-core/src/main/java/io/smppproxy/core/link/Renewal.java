package io.smppproxy.core.link;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.session.SmppSession;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which binds a link has: those that serve, those of a changed configuration that are to take over, and those that leave. The new ones
 * bind beside the old ones, which go on meanwhile; where the SMSC allows no more binds, the old ones leave first, and what comes in
 * between waits. What waits to be sent belongs to the link, not to its binds, so it is sent by whichever serve. Owned by the link's I/O
 * loop.
 */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final Link link;
    private Binds serving;
    /** Null unless a changed configuration is on its way. */
    private Binds candidate;

    private long candidateSinceNs;
    private final List<Binds> leaving = new ArrayList<>();
    /** No bind serves, but one is expected as soon as the old ones have left. */
    private boolean gap;

    private boolean leftRecently;
    private long leftAtNs;

    Renewal(Link link, Binds first) {
        this.link = link;
        this.serving = first;
    }

    Binds serving() {
        return serving;
    }

    /** A changed configuration, not yet opened. */
    void renew(Binds next, long nowNs) {
        dropCandidate(nowNs);
        LinkConfig config = next.config();
        if (config.enabled() && serving.isOpen() && config.bindsLike(serving.config())) {
            link.use(config);
        } else if (config.enabled() && serving.bound() > 0) {
            LOG.info("{}: changed; binding anew beside the binds that serve", config);
            candidate = next;
            candidateSinceNs = nowNs;
            next.open();
        } else {
            next.open();
            takeOver(next, nowNs);
        }
    }

    private void dropCandidate(long nowNs) {
        if (candidate != null) {
            retire(candidate, nowNs);
            candidate = null;
        }
    }

    private void takeOver(Binds next, long nowNs) {
        Binds old = serving;
        boolean served = old.bound() > 0;
        serving = next;
        candidate = null;
        link.use(next.config());
        next.addSubmittersTo(link.submitters());
        gap = (served || gap) && next.isOpen() && !next.areEnoughBound();
        if (served) {
            LOG.info("{}: {}", next.config(), gap ? "the old binds leave first" : "the new binds have taken over");
        }
        retire(old, nowNs);
        link.publishBinds();
    }

    private void retire(Binds old, long nowNs) {
        leaving.add(old);
        old.leave(nowNs);
    }

    /** Ends what there is, for ever. */
    void leaveAll(long nowNs) {
        dropCandidate(nowNs);
        serving.leave(nowNs);
        gap = false;
        link.publishBinds();
    }

    /** No connection is opened any more; those that serve go on. */
    void stop(long nowNs) {
        dropCandidate(nowNs);
        serving.stop();
    }

    /** Ends every session, at the deadline in any case. */
    void unbindAll(long deadlineNs) {
        serving.unbind(deadlineNs);
        for (Binds binds : leaving) {
            binds.unbind(deadlineNs);
        }
    }

    void tick(long nowNs) {
        serving.tick(nowNs);
        if (candidate != null) {
            candidate.tick(nowNs);
            if (isTime(nowNs)) {
                takeOver(candidate, nowNs);
            }
        }
        if (!leaving.isEmpty()) {
            tickLeaving(nowNs);
        }
        // An attempt that was under way may first have to fail.
        if (leftRecently && nowNs - leftAtNs >= 2 * serving.config().bindTimeoutMs() * 1_000_000L) {
            leftRecently = false;
            endGap();
        }
    }

    private void tickLeaving(long nowNs) {
        for (int i = leaving.size() - 1; i >= 0; i--) {
            leaving.get(i).tick(nowNs);
            if (!leaving.get(i).hasSession()) {
                leaving.remove(i);
            }
        }
        if (leaving.isEmpty()) {
            leftRecently = true;
            leftAtNs = nowNs;
            serving.hurry();
        }
    }

    private boolean isTime(long nowNs) {
        if (candidate.areAllBound() || serving.bound() == 0) {
            return true;
        }
        long bindTimeoutNs = candidate.config().bindTimeoutMs() * 1_000_000L;
        long triedNs = nowNs - candidateSinceNs;
        return candidate.areEnoughBound()
                ? candidate.haveFailed() || triedNs >= bindTimeoutNs
                : candidate.wereRefused() || triedNs >= 2 * bindTimeoutNs;
    }

    private void endGap() {
        if (gap) {
            gap = false;
            link.publishBinds();
        }
    }

    /** @return whether the session may be given messages */
    boolean onBound(SmppSession session) {
        boolean serves = serving.slotOf(session) != null;
        if (serves && serving.areEnoughBound()) {
            gap = false;
        }
        return serves;
    }

    boolean isGap() {
        return gap;
    }

    /** True while old binds end, or have just ended. */
    boolean isRenewing() {
        return !leaving.isEmpty() || leftRecently;
    }

    /** True when the binds that serve are those that are wanted, and no others exist. */
    boolean isSettled() {
        return candidate == null && leaving.isEmpty();
    }

    boolean hasNoSession() {
        return isSettled() && !serving.hasSession();
    }

    BindSlot slotOf(SmppSession session) {
        BindSlot slot = serving.slotOf(session);
        if (slot == null && candidate != null) {
            slot = candidate.slotOf(session);
        }
        for (int i = 0; slot == null && i < leaving.size(); i++) {
            slot = leaving.get(i).slotOf(session);
        }
        if (slot == null) {
            throw new IllegalStateException("a session without a bind slot");
        }
        return slot;
    }

    int windowUsed() {
        int used = serving.windowUsed();
        for (int i = 0; i < leaving.size(); i++) {
            used += leaving.get(i).windowUsed();
        }
        return used;
    }

    void describeTo(List<ConnectionInfo> infos, int queued) {
        if (serving.isOpen()) {
            serving.describeTo(infos, queued);
        } else {
            serving.describeOpenTo(infos);
        }
        if (candidate != null) {
            candidate.describeOpenTo(infos);
        }
        leaving.forEach(binds -> binds.describeOpenTo(infos));
    }
}
