package io.smppproxy.simulator.plan;

import io.smppproxy.codec.CommandStatus;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How a running simulator behaves. Every setting may be changed at any time from any thread; it holds once the setter has
 * returned, for connections that exist as well. At first there is no fault and no delay, and receipts are as requested.
 */
public final class FaultPlan {
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile DelayDistribution answerDelay = DelayDistribution.NONE;
    private volatile ErrorMix errors = ErrorMix.NONE;
    private volatile ErrorMix queueFull = ErrorMix.NONE;
    private volatile ReceiptPlan receipts = ReceiptPlan.DEFAULT;
    private volatile ConnectionDrop drop = ConnectionDrop.NEVER;
    private volatile int throttlePartsPerSecond;
    private volatile int bindStatus;
    private volatile int shuffleDepth;
    private volatile double duplicateAnswers;
    private volatile double strayAnswers;
    private volatile double withheldAnswers;
    private volatile boolean silent;
    private volatile boolean readingStopped;
    private volatile boolean plain = true;

    /** From the arrival of a submit_sm to its answer. */
    public DelayDistribution answerDelay() {
        return answerDelay;
    }

    public FaultPlan answerDelay(DelayDistribution value) {
        answerDelay = value;
        return changed();
    }

    /** Shares of the messages that are refused. */
    public ErrorMix errors() {
        return errors;
    }

    public FaultPlan errors(ErrorMix value) {
        errors = value;
        return changed();
    }

    /** ESME_RMSGQFUL for this share of the messages. */
    public FaultPlan queueFull(double probability) {
        queueFull = probability == 0 ? ErrorMix.NONE : ErrorMix.of(CommandStatus.ESME_RMSGQFUL, probability);
        return changed();
    }

    public ErrorMix queueFull() {
        return queueFull;
    }

    public ReceiptPlan receipts() {
        return receipts;
    }

    public FaultPlan receipts(ReceiptPlan value) {
        receipts = value;
        return changed();
    }

    public ConnectionDrop drop() {
        return drop;
    }

    public FaultPlan drop(ConnectionDrop value) {
        drop = value;
        return changed();
    }

    /** Parts a second of one system_id, the rest is answered with ESME_RTHROTTLED; 0 for no limit. */
    public int throttlePartsPerSecond() {
        return throttlePartsPerSecond;
    }

    public FaultPlan throttlePartsPerSecond(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("throttle: " + value + " parts/s (expected: 0 or more)");
        }
        throttlePartsPerSecond = value;
        return changed();
    }

    /** command_status of every bind_resp; 0 lets the accounts decide. */
    public int bindStatus() {
        return bindStatus;
    }

    public FaultPlan bindStatus(int commandStatus) {
        bindStatus = commandStatus;
        return changed();
    }

    /** Answers are collected up to this number (or 20 ms) and leave in random order; 0 or 1 keeps the order. */
    public int shuffleDepth() {
        return shuffleDepth;
    }

    public FaultPlan shuffleDepth(int answers) {
        shuffleDepth = answers;
        return changed();
    }

    /** Share of the answers that are sent twice. */
    public double duplicateAnswers() {
        return duplicateAnswers;
    }

    public FaultPlan duplicateAnswers(double probability) {
        duplicateAnswers = Probability.check("duplicate answers", probability);
        return changed();
    }

    /** Share of the answers that follow an answer with a sequence_number which nobody used. */
    public double strayAnswers() {
        return strayAnswers;
    }

    public FaultPlan strayAnswers(double probability) {
        strayAnswers = Probability.check("stray answers", probability);
        return changed();
    }

    /** Share of the messages that are accepted and never answered, on a connection that goes on. */
    public double withheldAnswers() {
        return withheldAnswers;
    }

    public FaultPlan withheldAnswers(double probability) {
        withheldAnswers = Probability.check("withheld answers", probability);
        return changed();
    }

    /**
     * Half-open silence: everything is read and accepted, nothing is sent, TCP stays open. What was not answered meanwhile
     * never is; receipts wait until the silence ends.
     */
    public boolean silent() {
        return silent;
    }

    public FaultPlan silent(boolean value) {
        silent = value;
        return changed();
    }

    /** Nothing is read any more, so that the peer's TCP window fills. */
    public boolean readingStopped() {
        return readingStopped;
    }

    public FaultPlan readingStopped(boolean value) {
        readingStopped = value;
        return changed();
    }

    /** Ends every fault and delay; receipts stay as they are. */
    public FaultPlan clear() {
        answerDelay = DelayDistribution.NONE;
        errors = ErrorMix.NONE;
        queueFull = ErrorMix.NONE;
        drop = ConnectionDrop.NEVER;
        throttlePartsPerSecond = 0;
        bindStatus = CommandStatus.ESME_ROK;
        shuffleDepth = 0;
        duplicateAnswers = 0;
        strayAnswers = 0;
        withheldAnswers = 0;
        silent = false;
        readingStopped = false;
        return changed();
    }

    /** True when nothing is set that concerns the answer of a message: the fast path. */
    public boolean isPlain() {
        return plain;
    }

    /** Calls {@code listener} after each change, on the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private FaultPlan changed() {
        updatePlain();
        listeners.forEach(Runnable::run);
        return this;
    }

    private synchronized void updatePlain() {
        plain = answerDelay.isNone()
                && errors == ErrorMix.NONE
                && queueFull == ErrorMix.NONE
                && drop.isNever()
                && throttlePartsPerSecond == 0
                && shuffleDepth <= 1
                && duplicateAnswers == 0
                && strayAnswers == 0
                && withheldAnswers == 0
                && !silent;
    }
}
