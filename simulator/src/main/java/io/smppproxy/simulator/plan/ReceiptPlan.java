package io.smppproxy.simulator.plan;

import io.smppproxy.codec.RegisteredDelivery;

/**
 * Which receipts are sent, when, and in which form. Immutable; derive another with the {@code with} methods.
 *
 * @param when whom a receipt is sent for
 * @param delay from the acceptance of the message to its receipt
 * @param outcomes what the receipts report
 * @param carrier the command that carries them; a v3.3 session always gets deliver_sm
 * @param form text, TLVs or both; a v3.3 session always gets text
 * @param idForm how the receipt writes the message id
 * @param beforeAnswer the receipt leaves at once, the answer to the submit_sm a little later
 * @param duplicateProbability share of the receipts that are sent twice
 */
public record ReceiptPlan(
        When when,
        DelayDistribution delay,
        OutcomeMix outcomes,
        Carrier carrier,
        Form form,
        MessageIdForm idForm,
        boolean beforeAnswer,
        double duplicateProbability) {
    /** Whom a receipt is sent for. */
    public enum When {
        NEVER,
        /** As registered_delivery asks (SMPP v3.4 §5.2.17, v5.0 §4.7.21). */
        REQUESTED,
        ALWAYS
    }

    /** The command that carries a receipt. */
    public enum Carrier {
        DELIVER_SM,
        DATA_SM
    }

    /** Where a receipt puts what it says. */
    public enum Form {
        /** The text of SMPP v3.4 appendix B. */
        TEXT,
        /** receipted_message_id, message_state and network_error_code; no text. */
        TLV,
        BOTH
    }

    /** As requested, at once, all delivered, deliver_sm with text and TLVs, decimal ids. */
    public static final ReceiptPlan DEFAULT = new ReceiptPlan(
            When.REQUESTED,
            DelayDistribution.NONE,
            OutcomeMix.ALL_DELIVERED,
            Carrier.DELIVER_SM,
            Form.BOTH,
            MessageIdForm.DECIMAL,
            false,
            0);

    public ReceiptPlan {
        Probability.check("duplicate receipts", duplicateProbability);
    }

    public ReceiptPlan withWhen(When value) {
        return new ReceiptPlan(value, delay, outcomes, carrier, form, idForm, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withDelay(DelayDistribution value) {
        return new ReceiptPlan(when, value, outcomes, carrier, form, idForm, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withOutcomes(OutcomeMix value) {
        return new ReceiptPlan(when, delay, value, carrier, form, idForm, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withCarrier(Carrier value) {
        return new ReceiptPlan(when, delay, outcomes, value, form, idForm, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withForm(Form value) {
        return new ReceiptPlan(when, delay, outcomes, carrier, value, idForm, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withIdForm(MessageIdForm value) {
        return new ReceiptPlan(when, delay, outcomes, carrier, form, value, beforeAnswer, duplicateProbability);
    }

    public ReceiptPlan withBeforeAnswer(boolean value) {
        return new ReceiptPlan(when, delay, outcomes, carrier, form, idForm, value, duplicateProbability);
    }

    public ReceiptPlan withDuplicateProbability(double value) {
        return new ReceiptPlan(when, delay, outcomes, carrier, form, idForm, beforeAnswer, value);
    }

    /** True when a message with this registered_delivery may get a receipt, whatever its outcome. */
    public boolean mayWant(int registeredDelivery) {
        return when == When.ALWAYS || (when == When.REQUESTED && RegisteredDelivery.wantsReceipt(registeredDelivery));
    }

    /** True when a message with this registered_delivery gets a receipt that reports {@code outcome}. */
    public boolean wants(int registeredDelivery, ReceiptOutcome outcome) {
        if (outcome == ReceiptOutcome.NONE || when == When.NEVER) {
            return false;
        }
        if (when == When.ALWAYS) {
            return true;
        }
        return switch (registeredDelivery & RegisteredDelivery.RECEIPT_MASK) {
            case RegisteredDelivery.RECEIPT_ALWAYS -> true;
            case RegisteredDelivery.RECEIPT_ON_FAILURE -> outcome != ReceiptOutcome.DELIVERED;
            case RegisteredDelivery.RECEIPT_ON_SUCCESS -> outcome == ReceiptOutcome.DELIVERED;
            default -> false;
        };
    }
}
