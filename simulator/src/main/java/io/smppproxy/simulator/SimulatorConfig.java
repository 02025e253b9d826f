package io.smppproxy.simulator;

import io.netty.handler.ssl.SslContext;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.simulator.ledger.ReceivedMessage;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.MessageIdForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is fixed when a simulator starts; {@link FaultPlan} holds what may change later. Immutable; see {@link #builder}.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param accounts password by system_id; empty lets everybody in
 * @param systemId the simulator's own, as bind responses tell it
 * @param interfaceVersion what the simulator speaks, a value of {@link InterfaceVersion}; a v3.3 one knows neither
 *     bind_transceiver nor data_sm nor TLVs
 * @param strict refuses what is not by the letter of the session's version, although it could be read
 * @param eventLoops number of I/O loops, 1 or more
 * @param nioOnly true to leave the native transport alone
 * @param sslContext TLS for every connection; null for plain TCP
 * @param answerIdForm how answers write message ids
 * @param firstMessageId number of the first message; 0 takes the clock, so that a restart repeats none
 * @param receiptWindow receipts and incoming messages under way on one connection at the same time
 * @param receiptRetryDelay from the refusal of a receipt to its next attempt
 * @param receiptAttempts how often a refused receipt is sent at most; a lost connection does not count
 * @param enquireLinkInterval how often the simulator sends enquire_link on a bound connection; zero for never
 * @param ledgerInMemory keeps the ledger for assertions
 * @param ledgerFile appends the ledger to a file; null for none
 * @param dataCodings what ESMEs mean by data_coding, and what messages to them are written in
 * @param messageListener hears of every message as soon as all of its parts were accepted, on an I/O loop; null for none
 * @param randomSeed of every chance and every drawn delay; a connection's number is added to it
 * @param plan the settings to start with
 */
public record SimulatorConfig(
        String host,
        int port,
        Map<String, String> accounts,
        String systemId,
        int interfaceVersion,
        boolean strict,
        int eventLoops,
        boolean nioOnly,
        SslContext sslContext,
        MessageIdForm answerIdForm,
        long firstMessageId,
        int receiptWindow,
        Duration receiptRetryDelay,
        int receiptAttempts,
        Duration enquireLinkInterval,
        boolean ledgerInMemory,
        Path ledgerFile,
        DataCodingRules dataCodings,
        Consumer<ReceivedMessage> messageListener,
        long randomSeed,
        FaultPlan plan) {

    public SimulatorConfig {
        check("port", port, 0, 65_535);
        check("eventLoops", eventLoops, 1, 1024);
        check("receiptWindow", receiptWindow, 1, 1_000_000);
        check("receiptAttempts", receiptAttempts, 1, Integer.MAX_VALUE);
        if (systemId.length() > 15) {
            throw new IllegalArgumentException("systemId: \"" + systemId + "\" (expected: at most 15 characters)");
        }
        if (firstMessageId < 0) {
            throw new IllegalArgumentException("firstMessageId: " + firstMessageId + " (expected: 0 or more)");
        }
        accounts = Map.copyOf(accounts);
    }

    /** Defaults: any free port of 127.0.0.1, everybody may bind, SMPP 3.4, one loop, no ledger, no fault. */
    public static Builder builder() {
        return new Builder();
    }

    private static void check(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }

    /** Collects the settings; each is described at the record. Not thread safe. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private final Map<String, String> accounts = new LinkedHashMap<>();
        private String systemId = "simulator";
        private int interfaceVersion = InterfaceVersion.V3_4;
        private boolean strict;
        private int eventLoops = 1;
        private boolean nioOnly;
        private SslContext sslContext;
        private MessageIdForm answerIdForm = MessageIdForm.DECIMAL;
        private long firstMessageId;
        private int receiptWindow = 1_000;
        private Duration receiptRetryDelay = Duration.ofSeconds(1);
        private int receiptAttempts = 10;
        private Duration enquireLinkInterval = Duration.ZERO;
        private boolean ledgerInMemory;
        private Path ledgerFile;
        private DataCodingRules dataCodings = DataCodingRules.DEFAULT;
        private Consumer<ReceivedMessage> messageListener;
        private long randomSeed = 1;
        private FaultPlan plan = new FaultPlan();

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder account(String systemIdOfEsme, String password) {
            accounts.put(systemIdOfEsme, password);
            return this;
        }

        public Builder systemId(String value) {
            systemId = value;
            return this;
        }

        public Builder interfaceVersion(int value) {
            interfaceVersion = value;
            return this;
        }

        public Builder strict(boolean value) {
            strict = value;
            return this;
        }

        public Builder eventLoops(int value) {
            eventLoops = value;
            return this;
        }

        public Builder nioOnly(boolean value) {
            nioOnly = value;
            return this;
        }

        public Builder sslContext(SslContext value) {
            sslContext = value;
            return this;
        }

        public Builder answerIdForm(MessageIdForm value) {
            answerIdForm = value;
            return this;
        }

        public Builder firstMessageId(long value) {
            firstMessageId = value;
            return this;
        }

        public Builder receiptWindow(int value) {
            receiptWindow = value;
            return this;
        }

        public Builder receiptRetryDelay(Duration value) {
            receiptRetryDelay = value;
            return this;
        }

        public Builder receiptAttempts(int value) {
            receiptAttempts = value;
            return this;
        }

        public Builder enquireLinkInterval(Duration value) {
            enquireLinkInterval = value;
            return this;
        }

        public Builder ledgerInMemory(boolean value) {
            ledgerInMemory = value;
            return this;
        }

        public Builder ledgerFile(Path value) {
            ledgerFile = value;
            return this;
        }

        public Builder dataCodings(DataCodingRules value) {
            dataCodings = value;
            return this;
        }

        public Builder messageListener(Consumer<ReceivedMessage> value) {
            messageListener = value;
            return this;
        }

        public Builder randomSeed(long value) {
            randomSeed = value;
            return this;
        }

        public Builder plan(FaultPlan value) {
            plan = value;
            return this;
        }

        public SimulatorConfig build() {
            return new SimulatorConfig(
                    host,
                    port,
                    accounts,
                    systemId,
                    interfaceVersion,
                    strict,
                    eventLoops,
                    nioOnly,
                    sslContext,
                    answerIdForm,
                    firstMessageId,
                    receiptWindow,
                    receiptRetryDelay,
                    receiptAttempts,
                    enquireLinkInterval,
                    ledgerInMemory,
                    ledgerFile,
                    dataCodings,
                    messageListener,
                    randomSeed,
                    plan);
        }
    }
}
