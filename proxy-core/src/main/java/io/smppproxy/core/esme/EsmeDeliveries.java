package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.deliver.DeliveryResults;
import io.smppproxy.core.deliver.DeliveryWithoutTlvs;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Deliveries over the sessions of one loop: sends them within each session's window and tells what became of them. */
public final class EsmeDeliveries implements EsmeDeliveryHandler {
    private static final long NS_PER_MS = 1_000_000L;
    /** An ESME that answers none for so many response times after the first is late is asked to leave. */
    private static final int SILENT_RESPONSE_TIMES = 2;

    private final DeliveryResults results;
    private final long responseTimeoutNs;
    private final DeliveryWithoutTlvs withoutTlvs = new DeliveryWithoutTlvs();
    private final UnsafeBuffer shorter = new UnsafeBuffer(0, 0);

    public EsmeDeliveries(DeliveryResults results, long responseTimeoutMs) {
        this.results = results;
        this.responseTimeoutNs = responseTimeoutMs * NS_PER_MS;
    }

    @Override
    public void onDelivery(
            EsmeSession session, long accountId, long deliveryPosition, DirectBuffer pdu, int offset, int length) {
        if (session == null || !session.canReceive()) {
            results.offer(accountId, deliveryPosition, DeliveryResults.RETURNED, 0);
            if (session != null) {
                session.gate().giveBackCredit();
            }
        } else if (InterfaceVersion.hasTlvs(session.interfaceVersion())) {
            send(session, deliveryPosition, pdu, offset, length);
        } else {
            ByteBuf fitting = withoutTlvs.of(pdu, offset, length);
            if (fitting == null) {
                results.offer(accountId, deliveryPosition, DeliveryResults.REFUSED, CommandStatus.ESME_RINVMSGLEN);
                session.gate().giveBackCredit();
            } else {
                shorter.wrap(fitting.array(), 0, fitting.writerIndex());
                send(session, deliveryPosition, shorter, 0, fitting.writerIndex());
            }
        }
    }

    private static void send(EsmeSession session, long position, DirectBuffer pdu, int offset, int length) {
        long nowNs = System.nanoTime();
        DeliveryWindow window = (DeliveryWindow) session.deliveries();
        if (window == null) {
            window = new DeliveryWindow(session.account().deliveryWindow());
            session.deliveries(window);
        }
        window.add(session.send(pdu, offset, length), position, nowNs);
    }

    @Override
    public void onResponse(EsmeSession session, int commandId, int commandStatus, int sequence) {
        DeliveryWindow window = (DeliveryWindow) session.deliveries();
        int slot = window == null ? DeliveryWindow.NONE : window.find(sequence);
        if (slot == DeliveryWindow.NONE) {
            // The nack of an enquire_link, or an answer to nothing.
            return;
        }
        long position = window.position(slot);
        boolean isLate = window.isLate(slot);
        window.answered(slot, System.nanoTime());
        session.gate().giveBackCredit();
        int outcome = outcome(commandId, commandStatus);
        if (!isLate) {
            results.offer(session.account().id(), position, outcome, commandStatus);
        } else if (outcome == DeliveryResults.DONE) {
            results.offerLate(session.account().id(), position);
        }
    }

    /** A nack is a refusal, whatever its status (SMPP v3.4 §4.3.1). */
    private static int outcome(int commandId, int commandStatus) {
        if (commandStatus == CommandStatus.ESME_ROK) {
            return commandId == CommandId.GENERIC_NACK ? DeliveryResults.REFUSED : DeliveryResults.DONE;
        }
        return switch (commandStatus) {
            case CommandStatus.ESME_RX_T_APPN,
                    CommandStatus.ESME_RMSGQFUL,
                    CommandStatus.ESME_RTHROTTLED,
                    CommandStatus.ESME_RSYSERR -> DeliveryResults.RETRY;
            default -> DeliveryResults.REFUSED;
        };
    }

    @Override
    public void onTick(EsmeSession session, long nowNs) {
        DeliveryWindow window = (DeliveryWindow) session.deliveries();
        if (window == null || !session.isOpen()) {
            return;
        }
        for (int slot = 0; slot < window.slots(); slot++) {
            if (window.isTaken(slot) && !window.isLate(slot) && nowNs - window.sentAtNs(slot) >= responseTimeoutNs) {
                window.late(slot, nowNs);
                results.offer(session.account().id(), window.position(slot), DeliveryResults.UNANSWERED, 0);
            }
        }
        if (session.canReceive() && window.isSilentFor(SILENT_RESPONSE_TIMES * responseTimeoutNs, nowNs)) {
            forgetLate(session, window, nowNs);
            session.life().unbind("it answers no deliveries", nowNs + responseTimeoutNs);
        }
    }

    /** So that the unbind does not wait for them. */
    private static void forgetLate(EsmeSession session, DeliveryWindow window, long nowNs) {
        for (int slot = 0; slot < window.slots(); slot++) {
            if (window.isTaken(slot) && window.isLate(slot)) {
                window.answered(slot, nowNs);
                session.gate().giveBackCredit();
            }
        }
    }

    @Override
    public void onClosed(EsmeSession session) {
        DeliveryWindow window = (DeliveryWindow) session.deliveries();
        if (window == null) {
            return;
        }
        session.deliveries(null);
        for (int slot = 0; slot < window.slots(); slot++) {
            if (window.isTaken(slot) && !window.isLate(slot)) {
                results.offer(session.account().id(), window.position(slot), DeliveryResults.RETURNED, 0);
            }
        }
    }
}
