package io.smppproxy.simulator.esme;

import io.netty.handler.ssl.SslContext;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What simulated ESMEs do. Immutable; see {@link #builder}.
 *
 * @param host of the message centre
 * @param port of the message centre, 1 to 65,535
 * @param sslContext TLS for every connection; null for plain TCP
 * @param transmitters number of bind_transmitter
 * @param receivers number of bind_receiver
 * @param transceivers number of bind_transceiver
 * @param systemId of every bind
 * @param password of every bind
 * @param systemType of every bind
 * @param interfaceVersion a value of {@link InterfaceVersion}
 * @param eventLoops number of I/O loops, 1 or more
 * @param messages to send, each of one submit_sm or more; 0 for as many as fit into {@code duration}
 * @param duration how long to send, or to listen if no bind may send; zero for until all {@code messages} are sent
 * @param ratePerSecond submit_sm a second of all binds together, due at even distances whether answers come or not; 0 for as
 *     fast as the windows allow
 * @param window submit_sm without answer on one bind, 1 or more
 * @param texts sent in turn
 * @param segmentation alphabets and concatenation
 * @param registeredDelivery registered_delivery of every submit_sm, 0 to 255
 * @param source source_addr
 * @param sourceTon source_addr_ton
 * @param sourceNpi source_addr_npi
 * @param destination first destination_addr, digits with or without a leading +
 * @param destinations how many numbers from there on are written to in turn, 1 or more
 * @param receiptIds how ids in responses and receipts go together
 * @param deliverStatus command_status with which receipts and messages are answered
 * @param answerTimeout without any answer for so long, what is in flight counts as unanswered
 * @param receiptTimeout how long to wait, after the last answer, for receipts that miss
 * @param enquireLinkInterval zero for never
 * @param reconnectDelay from the loss of a connection to the next attempt; zero for none
 * @param ledgerFile JSON lines of all that was sent and received are appended to it; null for none
 */
public record EsmeConfig(
        String host,
        int port,
        SslContext sslContext,
        int transmitters,
        int receivers,
        int transceivers,
        String systemId,
        String password,
        String systemType,
        int interfaceVersion,
        int eventLoops,
        long messages,
        Duration duration,
        double ratePerSecond,
        int window,
        List<String> texts,
        SegmentationRules segmentation,
        int registeredDelivery,
        String source,
        int sourceTon,
        int sourceNpi,
        String destination,
        long destinations,
        ReceiptIdForm receiptIds,
        int deliverStatus,
        Duration answerTimeout,
        Duration receiptTimeout,
        Duration enquireLinkInterval,
        Duration reconnectDelay,
        Path ledgerFile) {

    public EsmeConfig {
        check("port", port, 1, 65_535);
        check("transmitters", transmitters, 0, 100_000);
        check("receivers", receivers, 0, 100_000);
        check("transceivers", transceivers, 0, 100_000);
        check("binds", transmitters + receivers + transceivers, 1, 100_000);
        check("eventLoops", eventLoops, 1, 1024);
        check("messages", messages, 0, Long.MAX_VALUE);
        check("window", window, 1, 1_000_000);
        check("registeredDelivery", registeredDelivery, 0, 255);
        check("destinations", destinations, 1, 1_000_000_000L);
        if (!(ratePerSecond >= 0 && ratePerSecond <= 10_000_000)) {
            throw new IllegalArgumentException("ratePerSecond: " + ratePerSecond + " (expected: 0 to 10000000)");
        }
        if (!destination.matches("\\+?[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "destination: \"" + destination + "\" (expected: 1 to 18 digits, optionally with a leading +)");
        }
        if (transceivers > 0 && !InterfaceVersion.hasTransceiver(interfaceVersion)) {
            throw new IllegalArgumentException("transceivers: " + transceivers + " (expected: 0 with SMPP 3.3)");
        }
        boolean tlvs = segmentation.mode() == Mode.SAR || segmentation.mode() == Mode.PAYLOAD;
        if (tlvs && !InterfaceVersion.hasTlvs(interfaceVersion)) {
            throw new IllegalArgumentException(
                    "segmentation: " + segmentation.mode() + " (expected: UDH8 or UDH16 with SMPP 3.3)");
        }
        texts = List.copyOf(texts);
        SampleTexts.check(texts, segmentation);
    }

    /** How many sessions there are. */
    public int binds() {
        return transmitters + receivers + transceivers;
    }

    /** True when every accepted message must have a final receipt (SMPP v3.4 §5.2.17, value 1). */
    boolean asksForEveryReceipt() {
        return (registeredDelivery & 3) == 1;
    }

    /** True when some messages may have a receipt, so ids are worth remembering. */
    boolean asksForReceipts() {
        return (registeredDelivery & 3) != 0;
    }

    /** See {@link EsmeConfigBuilder}. */
    public static EsmeConfigBuilder builder() {
        return new EsmeConfigBuilder();
    }

    private static void check(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }
}
