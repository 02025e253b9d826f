package io.smppproxy.simulator;

import io.smppproxy.simulator.plan.ConnectionDrop;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.MessageIdForm;
import io.smppproxy.simulator.plan.OutcomeMix;
import io.smppproxy.simulator.plan.Probability;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that make up a {@link FaultPlan}. */
final class PlanOptions {
    @Option(
            names = "--latency",
            defaultValue = "0",
            paramLabel = "DELAY",
            description = "Delay of answers: 20ms, 10-50ms (even), normal:50,10ms (mean, deviation) or exp:30ms.")
    private String latency;

    @Option(
            names = "--error",
            paramLabel = "STATUS=SHARE",
            split = ",",
            description = "Share of the messages refused with a command_status, such as 0x0B=1%%; repeat for several.")
    private List<String> errors = List.of();

    @Option(
            names = "--throttle",
            defaultValue = "0",
            paramLabel = "PARTS/S",
            description =
                    "Answer more than this many parts a second of one account with ESME_RTHROTTLED; 0 for no limit.")
    private int throttle;

    @Option(
            names = "--queue-full",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share answered with ESME_RMSGQFUL, such as 2%%.")
    private String queueFull;

    @Option(
            names = "--receipts",
            paramLabel = "WHEN",
            defaultValue = "REQUESTED",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}, by registered_delivery).")
    private ReceiptPlan.When receipts;

    @Option(
            names = "--receipt-delay",
            defaultValue = "0",
            paramLabel = "DELAY",
            description = "From acceptance to receipt, written as for --latency.")
    private String receiptDelay;

    @Option(
            names = "--outcomes",
            defaultValue = "DELIVRD=100",
            paramLabel = "MIX",
            description = "What receipts report, by weight, such as DELIVRD=95,UNDELIV=3,EXPIRED=1,REJECTD=1; NONE: no"
                    + " receipt ever.")
    private String outcomes;

    @Option(
            names = "--receipt-via",
            paramLabel = "COMMAND",
            defaultValue = "DELIVER_SM",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ReceiptPlan.Carrier carrier;

    @Option(
            names = "--receipt-form",
            paramLabel = "FORM",
            defaultValue = "BOTH",
            description = "Text, TLVs or both: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ReceiptPlan.Form form;

    @Option(
            names = "--receipt-first",
            description = "Send the receipt before the answer to the message, as some operators do.")
    private boolean receiptFirst;

    @Option(
            names = "--receipt-id",
            paramLabel = "FORM",
            description = "Message ids in receipts; without it as in answers.")
    private MessageIdForm receiptIds;

    @Option(
            names = "--bind-status",
            defaultValue = "0",
            paramLabel = "STATUS",
            description = "Answer every bind with this command_status, such as 0x0D.")
    private String bindStatus;

    @Option(
            names = "--drop-every",
            defaultValue = "0",
            paramLabel = "N",
            description = "Cut a connection at every Nth message.")
    private int dropEvery;

    @Option(
            names = "--drop-chance",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Cut the connection at this share of the messages.")
    private String dropChance;

    @Option(
            names = "--drop-point",
            paramLabel = "POINT",
            defaultValue = "BEFORE_ANSWER",
            description = "Where in the message's life: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ConnectionDrop.Point dropPoint;

    @Option(names = "--drop-reset", description = "Cut with RST, not with FIN.")
    private boolean dropReset;

    @Option(
            names = "--shuffle",
            defaultValue = "0",
            paramLabel = "N",
            description = "Collect up to N answers and send them in random order.")
    private int shuffle;

    @Option(
            names = "--duplicate-answers",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of the answers sent twice.")
    private String duplicateAnswers;

    @Option(
            names = "--stray-answers",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of the answers followed by one with an unknown sequence_number.")
    private String strayAnswers;

    @Option(
            names = "--withhold-answers",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of the messages accepted and never answered.")
    private String withheldAnswers;

    /**
     * The plan that the options ask for.
     *
     * @throws IllegalArgumentException when one of them cannot be read
     */
    FaultPlan toPlan(MessageIdForm answerIds) {
        return new FaultPlan()
                .answerDelay(DelayDistribution.parse(latency))
                .errors(ErrorMix.parse(errors))
                .throttlePartsPerSecond(throttle)
                .queueFull(Probability.parse("queue-full", queueFull))
                .bindStatus(SimulatorConsole.number("bind-status", bindStatus))
                .drop(new ConnectionDrop(dropEvery, Probability.parse("drop-chance", dropChance), dropPoint, dropReset))
                .shuffleDepth(shuffle)
                .duplicateAnswers(Probability.parse("duplicate-answers", duplicateAnswers))
                .strayAnswers(Probability.parse("stray-answers", strayAnswers))
                .withheldAnswers(Probability.parse("withhold-answers", withheldAnswers))
                .receipts(new ReceiptPlan(
                        receipts,
                        DelayDistribution.parse(receiptDelay),
                        OutcomeMix.parse(outcomes),
                        carrier,
                        form,
                        receiptIds == null ? answerIds : receiptIds,
                        receiptFirst,
                        0));
    }
}
