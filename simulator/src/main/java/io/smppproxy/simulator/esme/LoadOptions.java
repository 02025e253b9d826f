package io.smppproxy.simulator.esme;

import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.text.SegmentationRules;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what is sent, and how fast. */
final class LoadOptions {
    @Option(
            names = "--messages",
            paramLabel = "M",
            defaultValue = "0",
            description = "How many messages to send; 0: until --for is over.")
    private long messages;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "How long to send, or to listen if nothing is sent: 500ms, 30s, 5m.")
    private String duration;

    @Option(
            names = "--rate",
            paramLabel = "PARTS/S",
            defaultValue = "0",
            description = "submit_sm a second, all binds together, due whether answers come or not; latency counts from"
                    + " when one was due. 0: as fast as the windows allow (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--window",
            paramLabel = "W",
            defaultValue = "10",
            description = "submit_sm without answer on one bind (${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Text to send; repeat for several, which are sent in turn.")
    private List<String> texts = List.of();

    @Option(
            names = "--length",
            paramLabel = "CHARACTERS",
            defaultValue = "0",
            description = "Make a text of so many characters instead.")
    private int length;

    @Option(
            names = "--alphabet",
            paramLabel = "ALPHABET",
            defaultValue = "GSM",
            description = "Of such a text: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private SampleTexts.Alphabet alphabet;

    @Option(
            names = "--concatenation",
            paramLabel = "MODE",
            defaultValue = "UDH8",
            description = "How long texts go: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private SegmentationRules.Mode mode;

    @Option(
            names = "--registered-delivery",
            paramLabel = "N",
            defaultValue = "0",
            description = "1 asks for a receipt, 2 for one on failure, 0x10 more for notifications (${DEFAULT-VALUE}).")
    private String registeredDelivery;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "1000",
            description = "source_addr (${DEFAULT-VALUE}); letters make it alphanumeric.")
    private String source;

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            defaultValue = "491700000000",
            description = "First destination_addr (${DEFAULT-VALUE}).")
    private String destination;

    @Option(
            names = "--to-count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many numbers from there on are written to in turn (${DEFAULT-VALUE}).")
    private long destinations;

    @Option(
            names = "--receipt-ids",
            paramLabel = "FORM",
            defaultValue = "AS_IS",
            description = "How ids in answers and receipts go together: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ReceiptIdForm receiptIds;

    /** @param expectReceipts asks for receipts if nothing else says what to ask for */
    void apply(EsmeConfigBuilder config, boolean expectReceipts) {
        boolean letters = !source.matches("\\+?[0-9]+");
        int asked = Integer.decode(registeredDelivery);
        config.messages(messages)
                .duration(Durations.parse("for", duration))
                .ratePerSecond(rate)
                .window(window)
                .segmentation(SegmentationRules.DEFAULT.withMode(mode))
                .registeredDelivery(expectReceipts && (asked & 3) == 0 ? asked | 1 : asked)
                .source(source)
                .sourceTon(letters ? 5 : 0)
                .destination(destination)
                .destinations(destinations)
                .receiptIds(receiptIds);
        if (length != 0) {
            config.texts(SampleTexts.ofLength(length, alphabet));
        } else if (!texts.isEmpty()) {
            config.texts(texts);
        }
    }
}
