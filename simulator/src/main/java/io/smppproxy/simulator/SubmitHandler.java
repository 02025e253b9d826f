package io.smppproxy.simulator;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.ConnectionDrop.Point;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.MessageIdForm;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Accepts or refuses the messages of one session and answers them, as the plan says. Used on the session's loop only. */
final class SubmitHandler {
    private static final long SHUFFLE_WAIT_NS = 20_000_000;
    /** Lets a receipt that goes over another connection arrive first. */
    private static final long ANSWER_AFTER_RECEIPT_NS = 20_000_000;
    /** No ESME gets here by counting up from 1. */
    private static final int STRAY_SEQUENCE_NUMBERS = 0x7000_0000;

    private final SmscSession session;
    private final LoopContext loop;
    private final Shared shared;
    private final SplittableRandom random;
    private final MessageIdForm idForm;
    private final List<Answer> shuffled = new ArrayList<>(0);
    private long messageNumber;
    private int batchMessages;
    private int batchAccepted;
    private int batchAnswered;

    private record Answer(int commandId, int status, int sequenceNumber, long id) {}

    SubmitHandler(SmscSession session, LoopContext loop, Shared shared, SplittableRandom random) {
        this.session = session;
        this.loop = loop;
        this.shared = shared;
        this.random = random;
        this.idForm = shared.config.answerIdForm();
    }

    void onMessage(MessageFlyweight message) {
        batchMessages++;
        messageNumber++;
        FaultPlan plan = shared.plan;
        if (plan.isPlain() && !shared.ledger.isOn() && !plan.receipts().mayWant(message.registeredDelivery())) {
            batchAccepted++;
            int commandId = CommandId.responseOf(message.commandId());
            write(commandId, CommandStatus.ESME_ROK, message.sequenceNumber(), shared.nextMessageId());
            return;
        }
        decide(message, plan);
    }

    private void decide(MessageFlyweight message, FaultPlan plan) {
        ConnectionDrop drop = plan.drop();
        Point cut = drop.hits(messageNumber, random) ? drop.point() : null;
        if (cut == Point.BEFORE_ACCEPTANCE) {
            shared.counters.answersWithheld.increment();
            session.drop(drop.reset());
            return;
        }
        int status = pickStatus(plan);
        boolean accepted = status == CommandStatus.ESME_ROK;
        long id = accepted ? shared.nextMessageId() : 0;
        boolean withheld = cut == Point.BEFORE_ANSWER
                || plan.silent()
                || (plan.withheldAnswers() > 0 && random.nextDouble() < plan.withheldAnswers());
        if (shared.ledger.isOn()) {
            shared.ledger.record(ReceivedPart.of(
                    message,
                    session.account.systemId,
                    session.number,
                    accepted ? idForm.format(id) : "",
                    status,
                    withheld));
        }
        boolean receiptLeft = false;
        if (accepted) {
            batchAccepted++;
            receiptLeft = PendingReceipt.schedule(shared, loop, session.account, random, message, id);
        } else {
            shared.counters.refused.increment();
        }
        if (withheld) {
            shared.counters.answersWithheld.increment();
        } else {
            int commandId = CommandId.responseOf(message.commandId());
            answer(new Answer(commandId, status, message.sequenceNumber(), id), plan, receiptLeft);
        }
        if (cut != null) {
            session.drop(drop.reset());
        }
    }

    private int pickStatus(FaultPlan plan) {
        int partsPerSecond = plan.throttlePartsPerSecond();
        if (partsPerSecond > 0 && !session.account.limiter.tryAcquire(partsPerSecond, System.nanoTime())) {
            shared.counters.throttled.increment();
            return CommandStatus.ESME_RTHROTTLED;
        }
        int status = plan.queueFull().pick(random);
        return status != CommandStatus.ESME_ROK ? status : plan.errors().pick(random);
    }

    private void answer(Answer answer, FaultPlan plan, boolean receiptLeft) {
        long delayNs = plan.answerDelay().sampleNs(random) + (receiptLeft ? ANSWER_AFTER_RECEIPT_NS : 0);
        if (delayNs > 0) {
            loop.schedule(delayNs, () -> emit(answer));
        } else {
            emit(answer);
        }
    }

    private void emit(Answer answer) {
        if (session.isClosed() || shared.plan.silent()) {
            shared.counters.answersWithheld.increment();
            return;
        }
        int depth = shared.plan.shuffleDepth();
        if (depth <= 1 && shuffled.isEmpty()) {
            writeWithFaults(answer);
            return;
        }
        shuffled.add(answer);
        if (shuffled.size() >= depth) {
            emitShuffled();
        } else if (shuffled.size() == 1) {
            loop.schedule(SHUFFLE_WAIT_NS, this::emitShuffled);
        }
    }

    private void emitShuffled() {
        if (session.isClosed()) {
            shared.counters.answersWithheld.add(shuffled.size());
            shuffled.clear();
            return;
        }
        while (!shuffled.isEmpty()) {
            int last = shuffled.size() - 1;
            int picked = random.nextInt(shuffled.size());
            Answer answer = shuffled.set(picked, shuffled.get(last));
            shuffled.remove(last);
            writeWithFaults(answer);
        }
    }

    private void writeWithFaults(Answer answer) {
        FaultPlan plan = shared.plan;
        write(answer.commandId, answer.status, answer.sequenceNumber, answer.id);
        if (plan.duplicateAnswers() > 0 && random.nextDouble() < plan.duplicateAnswers()) {
            writePdu(answer.commandId, answer.status, answer.sequenceNumber, answer.id);
        }
        if (plan.strayAnswers() > 0 && random.nextDouble() < plan.strayAnswers()) {
            int nobodys = STRAY_SEQUENCE_NUMBERS + random.nextInt(0x0FFF_FFFF);
            writePdu(answer.commandId, CommandStatus.ESME_ROK, nobodys, shared.nextMessageId());
        }
        loop.touch(session);
    }

    private void write(int commandId, int status, int sequenceNumber, long id) {
        batchAnswered++;
        writePdu(commandId, status, sequenceNumber, id);
    }

    private void writePdu(int commandId, int status, int sequenceNumber, long id) {
        ByteBuf out = session.out();
        int start = out.writerIndex();
        PduHeader.write(out, commandId, status, sequenceNumber);
        if (status == CommandStatus.ESME_ROK) {
            idForm.write(out, id);
            out.writeByte(0);
            PduHeader.setCommandLength(out, start, out.writerIndex() - start);
        }
    }

    /** Adds up what was counted since the last call. */
    void addCounts() {
        if ((batchMessages | batchAnswered) != 0) {
            shared.counters.messages.add(batchMessages);
            shared.counters.accepted.add(batchAccepted);
            shared.counters.answered.add(batchAnswered);
            batchMessages = 0;
            batchAccepted = 0;
            batchAnswered = 0;
        }
    }
}
