package io.smppproxy.simulator.esme;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.smppproxy.codec.InterfaceVersion;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulated ESMEs for people: options from the command line, a line of counters a second, a summary. */
@Command(
        name = "esme-simulator",
        customSynopsis = "esme-simulator [OPTIONS]",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Applications (ESMEs) for trying things out: they bind, send, count answers and receipts, and unbind.",
            "Ctrl-C unbinds and prints the summary.",
            "Exit code: 0 if everything was sent and answered with ESME_ROK (and, with --expect-receipts, every receipt"
                    + " came), 1 if not, 2 for bad options.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  Three messages, each with its receipt:",
            "    esme-simulator --system-id alice --password secret --messages 3 --expect-receipts",
            "  A steady 500 a second for a minute over 4 transmitters, receipts to 2 receivers:",
            "    esme-simulator --tx 4 --rx 2 --rate 500 --for 1m --window 50 --expect-receipts",
            "  Long texts, GSM and UCS-2 in turn, to 1000 numbers, parts told apart by TLVs:",
            "    esme-simulator --messages 1000 --length 300 --alphabet MIXED --concatenation SAR --to-count 1000",
            "  Only listen, and keep what comes:",
            "    esme-simulator --rx 1 --for 1h --ledger received.jsonl"
        })
public final class EsmeSimulatorMain implements Callable<Integer> {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    @Spec
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "Where to bind.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "2775", description = "Its port (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--tls", description = "Use TLS and trust any certificate, unless --tls-ca says which.")
    private boolean tls;

    @Option(names = "--tls-ca", paramLabel = "PEM", description = "Certificates to trust; turns TLS on.")
    private File tlsCa;

    @Option(names = "--system-id", paramLabel = "ID", defaultValue = "esme", description = "Default ${DEFAULT-VALUE}.")
    private String systemId;

    @Option(names = "--password", paramLabel = "PASSWORD", defaultValue = "", description = "Empty by default.")
    private String password;

    @Option(
            names = "--smpp",
            paramLabel = "VERSION",
            defaultValue = "3.4",
            description = "3.3, 3.4 or 5.0 (${DEFAULT-VALUE}).")
    private String version;

    @Option(names = "--tx", paramLabel = "N", defaultValue = "0", description = "Number of transmitters.")
    private int transmitters;

    @Option(names = "--rx", paramLabel = "N", defaultValue = "0", description = "Number of receivers.")
    private int receivers;

    @Option(
            names = "--trx",
            paramLabel = "N",
            defaultValue = "0",
            description = "Number of transceivers; without --tx, --rx and --trx there is one.")
    private int transceivers;

    @Option(names = "--loops", paramLabel = "N", defaultValue = "1", description = "I/O threads (${DEFAULT-VALUE}).")
    private int loops;

    @Mixin
    private LoadOptions loadOptions;

    @Option(names = "--expect-receipts", description = "Ask for receipts, and fail if one misses in the end.")
    private boolean expectReceipts;

    @Option(
            names = "--receipt-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long to wait for receipts after the last answer (${DEFAULT-VALUE}).")
    private String receiptTimeout;

    @Option(
            names = "--answer-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Without any answer for so long, give up; also for binds (${DEFAULT-VALUE}).")
    private String answerTimeout;

    @Option(
            names = "--enquire-link",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How often to send enquire_link; 0 for never (${DEFAULT-VALUE}).")
    private String enquireLink;

    @Option(
            names = "--reconnect",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "Bind again so long after a connection is lost; 0 for never (${DEFAULT-VALUE}).")
    private String reconnect;

    @Option(names = "--ledger", paramLabel = "FILE", description = "Append what is sent and received, as JSON lines.")
    private Path ledger;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    @SuppressWarnings("unused") // its presence is enough
    private boolean help;

    private EsmeSimulatorMain() {}

    /** Runs to the end of the load, or until the process is stopped. */
    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "logback-simulator.xml");
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new EsmeSimulatorMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        EsmeConfig config;
        try {
            config = config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (EsmeSimulator esmes = EsmeSimulator.start(config)) {
            if (!esmes.awaitBound(config.answerTimeout())) {
                out.printf(
                        "%d of %d bound%n%s", esmes.stats().bound(), config.binds(), EsmeReport.summary(esmes.stats()));
                out.flush();
                return 1;
            }
            ScheduledExecutorService lines = Executors.newSingleThreadScheduledExecutor();
            EsmeStats[] last = {esmes.stats()};
            lines.scheduleAtFixedRate(
                    () -> {
                        EsmeStats now = esmes.stats();
                        out.println(EsmeReport.line(last[0], now, 1));
                        out.flush();
                        last[0] = now;
                    },
                    1,
                    1,
                    TimeUnit.SECONDS);
            Thread onStop = new Thread(() -> endEarly(esmes, lines, out), "stop");
            Runtime.getRuntime().addShutdownHook(onStop);
            EsmeStats stats = esmes.run();
            if (isStopping(onStop)) {
                onStop.join();
                return 1;
            }
            lines.shutdownNow();
            out.print(EsmeReport.summary(stats));
            out.flush();
            return stats.isAllAccepted() && !(expectReceipts && stats.missing() > 0) ? 0 : 1;
        }
    }

    /** Ctrl-C or SIGTERM: takes leave and tells what there was until then. */
    private static void endEarly(EsmeSimulator esmes, ScheduledExecutorService lines, PrintWriter out) {
        lines.shutdownNow();
        esmes.stop();
        try {
            esmes.unbind();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.print(EsmeReport.summary(esmes.stats()));
        out.flush();
    }

    private static boolean isStopping(Thread onStop) {
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
            return false;
        } catch (IllegalStateException e) {
            // The hooks run already.
            return true;
        }
    }

    private EsmeConfig config() {
        boolean none = transmitters + receivers + transceivers == 0;
        EsmeConfigBuilder builder = EsmeConfig.builder()
                .host(host)
                .port(port)
                .sslContext(sslContext())
                .transmitters(transmitters)
                .receivers(receivers)
                .transceivers(none ? 1 : transceivers)
                .systemId(systemId)
                .password(password)
                .interfaceVersion(interfaceVersion())
                .eventLoops(loops)
                .answerTimeout(Durations.parse("answer-timeout", answerTimeout))
                .receiptTimeout(Durations.parse("receipt-timeout", receiptTimeout))
                .enquireLinkInterval(Durations.parse("enquire-link", enquireLink))
                .reconnectDelay(Durations.parse("reconnect", reconnect))
                .ledgerFile(ledger);
        loadOptions.apply(builder, expectReceipts);
        return builder.build();
    }

    private int interfaceVersion() {
        return switch (version) {
            case "3.3" -> InterfaceVersion.V3_3;
            case "3.4" -> InterfaceVersion.V3_4;
            case "5.0" -> InterfaceVersion.V5_0;
            default -> throw new IllegalArgumentException("smpp: \"" + version + "\" (expected: 3.3, 3.4 or 5.0)");
        };
    }

    private SslContext sslContext() {
        if (!tls && tlsCa == null) {
            return null;
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (tlsCa != null) {
                return builder.trustManager(tlsCa).build();
            }
            return builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        }
    }
}
