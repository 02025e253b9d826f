package io.smppproxy.core.link;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionState;
import io.smppproxy.core.session.SmppSession;
import java.util.ArrayList;
import java.util.List;

/**
 * All binds of one configuration of a link: opened, watched and ended together. Made by any thread, then owned by the link's I/O loop.
 */
public final class Binds {
    private static final long UNBIND_NS = 1_000_000_000L;

    private final LinkConfig config;
    private final List<BindSlot> slots = new ArrayList<>();
    private boolean open;

    /** @throws IllegalArgumentException if the configuration contradicts itself */
    Binds(LinkConfig config, LinkConnector connector, Link link) {
        requireOneVersion(config);
        this.config = config;
        addSlots(connector, link, BindType.TX, config.txBinds());
        addSlots(connector, link, BindType.RX, config.rxBinds());
        addSlots(connector, link, BindType.TRX, config.trxBinds());
    }

    private static void requireOneVersion(LinkConfig config) {
        boolean needsTlvs = config.segmentation().mode() == Mode.SAR
                || config.segmentation().mode() == Mode.PAYLOAD;
        if (needsTlvs && !InterfaceVersion.hasTlvs(config.interfaceVersion())) {
            throw new IllegalArgumentException(config + " segmentation: "
                    + config.segmentation().mode() + " (expected: UDH8 or UDH16, because version 3.3 has no TLVs)");
        }
        if (config.trxBinds() > 0 && !InterfaceVersion.hasTransceiver(config.interfaceVersion())) {
            throw new IllegalArgumentException(config + " trx binds: " + config.trxBinds()
                    + " (expected: 0, because version 3.3 has no bind_transceiver)");
        }
    }

    private void addSlots(LinkConnector connector, Link link, BindType type, int count) {
        for (int i = 1; i <= count; i++) {
            slots.add(new BindSlot(link, config, connector, type, i));
        }
    }

    LinkConfig config() {
        return config;
    }

    /** A disabled link opens none. */
    void open() {
        if (config.enabled()) {
            open = true;
            slots.forEach(BindSlot::open);
        }
    }

    boolean isOpen() {
        return open;
    }

    /** Those that wait before they try again try now. */
    void hurry() {
        slots.forEach(BindSlot::hurry);
    }

    /** None is opened again. */
    void stop() {
        open = false;
        slots.forEach(BindSlot::stop);
    }

    /** Ends all of them: what is in flight may be answered within the response timeout. */
    void leave(long nowNs) {
        unbind(nowNs + config.responseTimeoutMs() * 1_000_000L + UNBIND_NS);
    }

    /** Ends all of them, at the deadline in any case. */
    void unbind(long deadlineNs) {
        stop();
        for (BindSlot slot : slots) {
            if (slot.session() != null) {
                slot.session().unbind(deadlineNs);
            }
        }
    }

    void tick(long nowNs) {
        for (int i = 0; i < slots.size(); i++) {
            SmppSession session = slots.get(i).session();
            if (session != null) {
                session.tick(nowNs);
            }
        }
    }

    /** @return null if the session is not one of these */
    BindSlot slotOf(SmppSession session) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).session() == session) {
                return slots.get(i);
            }
        }
        return null;
    }

    boolean hasSession() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).session() != null) {
                return true;
            }
        }
        return false;
    }

    /** How many are bound. */
    int bound() {
        int bound = 0;
        for (int i = 0; i < slots.size(); i++) {
            bound += slots.get(i).isBound() ? 1 : 0;
        }
        return bound;
    }

    boolean areAllBound() {
        return bound() == slots.size();
    }

    /** Whether what is bound can do what the link is for. */
    boolean areEnoughBound() {
        if (config.submittingBinds() == 0) {
            return bound() > 0;
        }
        for (BindSlot slot : slots) {
            if (slot.isBound() && slot.session().type().canSubmit()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of them could not be opened so far. */
    boolean haveFailed() {
        return slots.stream().anyMatch(BindSlot::hasFailed);
    }

    /** Whether the SMSC refused one in the words that it also has for one bind too many. */
    boolean wereRefused() {
        return slots.stream().anyMatch(BindSlot::wasRefusedAsTooMany);
    }

    void addSubmittersTo(List<SmppSession> submitters) {
        for (BindSlot slot : slots) {
            if (slot.isBound() && slot.session().type().canSubmit()) {
                submitters.add(slot.session());
            }
        }
    }

    int windowUsed() {
        int used = 0;
        for (int i = 0; i < slots.size(); i++) {
            SmppSession session = slots.get(i).session();
            used += session == null ? 0 : session.window().used();
        }
        return used;
    }

    /**
     * For people.
     *
     * @param queued parts that wait for any of these; each that can submit is said to have its share
     */
    void describeTo(List<ConnectionInfo> infos, int queued) {
        int submitting = Math.max(1, config.submittingBinds());
        int number = 0;
        for (BindSlot slot : slots) {
            int share = 0;
            if (slot.type().canSubmit()) {
                share = (queued + submitting - 1 - number) / submitting;
                number++;
            }
            infos.add(slot.describe(share));
        }
    }

    /** As {@link #describeTo}, without those that have no connection any more. */
    void describeOpenTo(List<ConnectionInfo> infos) {
        for (BindSlot slot : slots) {
            if (slot.session() != null && slot.session().state() != SessionState.CLOSED) {
                infos.add(slot.describe(0));
            }
        }
    }
}
