package io.smppproxy.bench.compare;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.session.BatchedOutput;
import io.smppproxy.core.session.FlushGate;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.session.SessionListener;
import io.smppproxy.core.session.SmppSession;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** Keeps one session's window full. Everything but {@link #bound} belongs to the session's event loop. */
final class EsmeSide implements SessionListener, FlushGate {
    private final CompletableFuture<Void> bound = new CompletableFuture<>();
    private final ArrayDeque<OutgoingMessage> spare = new ArrayDeque<>();
    private final MessageRecord record = new MessageRecord();
    private SmppSession session;
    private Countdown countdown = new Countdown(0);
    private OpenLoop schedule;
    private long backlog;

    void session(SmppSession newSession) {
        session = newSession;
    }

    CompletableFuture<Void> bound() {
        return bound;
    }

    void bind() {
        session.bind(System.nanoTime());
        SessionContender.flush(session);
    }

    void start(long messages, Countdown newCountdown) {
        countdown = newCountdown;
        add(messages);
    }

    void schedule(OpenLoop newSchedule) {
        schedule = newSchedule;
    }

    void add(long messages) {
        backlog += messages;
        onReadComplete();
    }

    private void submit(long nowNs) {
        OutgoingMessage message = spare.pollLast();
        if (message == null) {
            message = new OutgoingMessage();
        }
        record.encode();
        message.load(record.buffer(), 0, record.lengthBytes());
        int part = message.takeNextPart();
        session.writePart(message, part, session.window().take(message, part, nowNs));
    }

    @Override
    public void onReadComplete() {
        long nowNs = System.nanoTime();
        while (backlog > 0 && session.canSubmit()) {
            submit(nowNs);
            backlog--;
        }
        SessionContender.flush(session);
    }

    @Override
    public void onAnswer(
            SmppSession from,
            OutgoingMessage message,
            int part,
            int commandStatus,
            byte[] id,
            int idLength,
            long latencyNs) {
        if (commandStatus != CommandStatus.ESME_ROK) {
            countdown.failed(new IllegalStateException(
                    "command_status: " + CommandStatus.name(commandStatus) + " (expected: ESME_ROK)"));
        }
        message.submitted(part, id, idLength);
        message.recycle();
        spare.addLast(message);
        if (schedule != null) {
            schedule.answered();
        } else {
            countdown.answered();
        }
    }

    @Override
    public void flushLater(BatchedOutput from) {
        // Every batch ends in onReadComplete, which flushes.
    }

    @Override
    public void onBound(SmppSession from, String systemId) {
        bound.complete(null);
    }

    @Override
    public void onBindRefused(SmppSession from, int commandStatus) {
        bound.completeExceptionally(new IllegalStateException("bind: " + CommandStatus.name(commandStatus)));
    }

    @Override
    public void onLateAnswer(long idHi, long idLo, int part, int commandStatus, byte[] id, int idLength) {
        countdown.failed(new IllegalStateException("a late answer"));
    }

    @Override
    public void onAnswerLost(SmppSession from, OutgoingMessage message, int part) {
        countdown.failed(new IllegalStateException("an answer was lost"));
    }

    @Override
    public int onDeliver(ByteBuf buf, int offset, int lengthBytes, int commandId) {
        return CommandStatus.ESME_ROK;
    }

    @Override
    public void onUnbinding(SmppSession from) {
        countdown.failed(new IllegalStateException("the session unbinds"));
    }

    @Override
    public void onClosed(SmppSession from, String reason) {
        IllegalStateException closed = new IllegalStateException("session closed: " + reason);
        bound.completeExceptionally(closed);
        countdown.failed(closed);
    }
}
