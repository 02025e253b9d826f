package io.smppproxy.simulator;

import io.netty.util.collection.IntObjectHashMap;
import io.smppproxy.codec.PduHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What one session sends on its own behalf, and the window of what is not answered yet. Used on its loop only. */
final class Outbox {
    private final SmscSession session;
    private final LoopContext loop;
    private final Shared shared;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
    private final IntObjectHashMap<Outgoing> unanswered = new IntObjectHashMap<>();
    private int lastSequenceNumber;

    Outbox(SmscSession session, LoopContext loop, Shared shared) {
        this.session = session;
        this.loop = loop;
        this.shared = shared;
    }

    void add(Outgoing message) {
        queue.add(message);
        pump();
    }

    /** Sends what window, socket and plan allow. */
    void pump() {
        while (!queue.isEmpty()
                && unanswered.size() < shared.config.receiptWindow()
                && session.isWritable()
                && !shared.plan.silent()) {
            Outgoing message = queue.poll();
            int sequenceNumber = nextSequenceNumber();
            try {
                message.encode(loop, session.out(), sequenceNumber, session.interfaceVersion);
            } catch (IllegalArgumentException e) {
                message.onDiscarded(e.getMessage());
                continue;
            }
            unanswered.put(sequenceNumber, message);
            message.onSent(session, sequenceNumber);
        }
    }

    void onAnswer(int sequenceNumber, int commandStatus) {
        Outgoing message = unanswered.remove(sequenceNumber);
        if (message != null) {
            message.onAnswered(session, sequenceNumber, commandStatus);
        }
        pump();
    }

    /** Gives back, in order, what was not answered and what was not sent. */
    List<Outgoing> close() {
        int[] sequenceNumbers = unanswered.keySet().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        List<Outgoing> left = new ArrayList<>(sequenceNumbers.length + queue.size());
        for (int sequenceNumber : sequenceNumbers) {
            Outgoing message = unanswered.get(sequenceNumber);
            message.onWaiting();
            left.add(message);
        }
        left.addAll(queue);
        unanswered.clear();
        queue.clear();
        return left;
    }

    int nextSequenceNumber() {
        lastSequenceNumber = lastSequenceNumber == PduHeader.MAX_SEQUENCE_NUMBER ? 1 : lastSequenceNumber + 1;
        return lastSequenceNumber;
    }
}
