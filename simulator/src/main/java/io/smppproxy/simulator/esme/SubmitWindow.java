package io.smppproxy.simulator.esme;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.smppproxy.codec.CommandStatus;

/** What one session sends, and what of it is not answered yet. Used on the session's loop only. */
final class SubmitWindow {
    private final EsmeShared shared;
    private final EsmeSession session;
    private final SubmitWriter writer;
    private final IntObjectHashMap<Long> dueNs = new IntObjectHashMap<>();

    SubmitWindow(EsmeShared shared, EsmeSession session) {
        this.shared = shared;
        this.session = session;
        writer = new SubmitWriter(shared.config);
    }

    /** Sends what load, window and socket allow. */
    void pump() {
        while (dueNs.size() < shared.config.window() && session.isWritable()) {
            long nowNs = System.nanoTime();
            if (!writer.hasPart() && shared.load.hasEnded(nowNs)) {
                return;
            }
            long token = shared.load.takeToken(nowNs);
            if (token == Load.NOT_YET) {
                return;
            }
            if (!writer.hasPart()) {
                long number = shared.load.nextMessage(nowNs);
                if (number == Load.NONE) {
                    return;
                }
                writer.begin(number);
                shared.counters.sent.add(writer.parts());
                shared.load.onBegun();
            }
            send(shared.load.startedNs() + token);
        }
    }

    /** Takes the answer to {@code sequenceNumber}. */
    void onAnswer(int sequenceNumber, int status, String messageId) {
        Long due = dueNs.remove(sequenceNumber);
        if (due == null) {
            shared.counters.strayAnswers.increment();
            return;
        }
        if (status == CommandStatus.ESME_ROK && shared.config.asksForReceipts()) {
            shared.receipts.onAccepted(messageId);
        }
        shared.ledger.answer(session.number, sequenceNumber, status, messageId);
        shared.counters.onAnswer(status, System.nanoTime() - due);
    }

    /** The connection is gone. */
    void close() {
        shared.counters.unanswered.add(dueNs.size() + (writer.parts() - writer.part()));
        dueNs.clear();
    }

    private void send(long due) {
        ByteBuf out = session.out();
        int sequenceNumber = session.nextSequenceNumber();
        shared.ledger.submit(session.number, sequenceNumber, writer.destination(), writer.part() + 1, writer.parts());
        writer.write(out, sequenceNumber);
        dueNs.put(sequenceNumber, Long.valueOf(due));
    }
}
