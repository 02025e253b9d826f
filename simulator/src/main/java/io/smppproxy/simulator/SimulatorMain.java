package io.smppproxy.simulator;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.simulator.ledger.ReceivedMessage;
import io.smppproxy.simulator.plan.MessageIdForm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator for people: options from the command line, commands from the terminal, a line of counters a second. */
@Command(
        name = "smsc-simulator",
        customSynopsis = "smsc-simulator [OPTIONS]",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "A message centre (SMSC) for trying things out: it accepts SMPP binds and messages and sends receipts.",
            "Once it runs, type \"help\" to see the commands that change its behaviour and send messages.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  Everybody may bind, receipts come after 1 to 5 seconds, some messages fail:",
            "    smsc-simulator --receipt-delay 1-5s --outcomes DELIVRD=95,UNDELIV=3,EXPIRED=2",
            "  A slow, busy operator with one account:",
            "    smsc-simulator --account alice:secret --latency normal:80,20ms --throttle 50 --error 0x0B=1%%",
            "  A bad line that cuts the connection at every 1000th message, before its answer:",
            "    smsc-simulator --drop-every 1000 --drop-point BEFORE_ANSWER --drop-reset"
        })
public final class SimulatorMain implements Callable<Integer> {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "2875",
            description = "Port to listen on, 0 for any (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--account",
            paramLabel = "SYSTEM_ID:PASSWORD",
            description = "Who may bind; repeat for several. Without it everybody may.")
    private List<String> accounts = List.of();

    @Option(
            names = "--smpp",
            defaultValue = "3.4",
            paramLabel = "VERSION",
            description = "Version it speaks: 3.3, 3.4 or 5.0 (${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--strict",
            description =
                    "Judge every PDU by the letter of the version and answer what is wrong with the status for it.")
    private boolean strict;

    @Option(
            names = "--system-id",
            paramLabel = "ID",
            defaultValue = "simulator",
            description = "Its own system_id (${DEFAULT-VALUE}).")
    private String systemId;

    @Option(names = "--loops", paramLabel = "N", defaultValue = "1", description = "I/O threads (${DEFAULT-VALUE}).")
    private int eventLoops;

    @Option(names = "--nio", description = "Use Java NIO although epoll is there.")
    private boolean nioOnly;

    @Option(names = "--tls-cert", paramLabel = "PEM", description = "Certificate chain; turns TLS on.")
    private File tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Private key of the certificate.")
    private File tlsKey;

    @Option(
            names = "--id",
            paramLabel = "FORM",
            defaultValue = "DECIMAL",
            description = "Message ids in answers: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private MessageIdForm answerIds;

    @Mixin
    private PlanOptions planOptions;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Append every message and receipt to FILE, as JSON lines, before the answer is written.")
    private Path ledger;

    @Option(names = "--print-messages", description = "Print every message once all of its parts are there.")
    private boolean printMessages;

    @Option(names = "--packed", description = "Texts of data_coding 0 are packed, eight septets in seven octets.")
    private boolean packed;

    @Option(
            names = "--default-alphabet",
            paramLabel = "ALPHABET",
            defaultValue = "GSM7",
            description = "What data_coding 0 means: GSM7, ASCII, LATIN1, LATIN5, UTF8 (${DEFAULT-VALUE}).")
    private Encoding defaultAlphabet;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of every chance (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    @SuppressWarnings("unused") // its presence is enough
    private boolean help;

    private SimulatorMain() {}

    /** Runs until the process is stopped or "quit" is typed. */
    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "logback-simulator.xml");
        }
        System.exit(run(args));
    }

    /** As {@link #main}, returning the exit code: 0 for a clean end, 1 for a failure, 2 for bad options. */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SimulatorConfig config;
        try {
            config = config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try (SmscSimulator simulator = SmscSimulator.start(config)) {
            StatusLine status = new StatusLine(simulator, System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(status::stop, "status-end"));
            System.out.println("SMSC listening on " + host + ":" + simulator.port()
                    + (config.accounts().isEmpty() ? ", everybody may bind" : ", accounts: " + names(config))
                    + (config.sslContext() == null ? "" : ", TLS"));
            status.start();
            new SimulatorConsole(simulator, System.out).run(terminal());
            status.stop();
        }
        return 0;
    }

    private SimulatorConfig config() {
        SimulatorConfig.Builder builder = SimulatorConfig.builder()
                .host(host)
                .port(port)
                .systemId(systemId)
                .interfaceVersion(interfaceVersion())
                .strict(strict)
                .eventLoops(eventLoops)
                .nioOnly(nioOnly)
                .sslContext(sslContext())
                .answerIdForm(answerIds)
                .ledgerFile(ledger)
                .dataCodings(DataCodingRules.DEFAULT
                        .withDefaultAlphabet(defaultAlphabet)
                        .withPacked(packed))
                .messageListener(printMessages ? SimulatorMain::print : null)
                .randomSeed(seed)
                .plan(planOptions.toPlan(answerIds));
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("account: \"" + account + "\" (expected: system_id:password)");
            }
            builder.account(account.substring(0, colon), account.substring(colon + 1));
        }
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
        if (tlsCertificate == null && tlsKey == null) {
            return null;
        }
        if (tlsCertificate == null || tlsKey == null) {
            throw new IllegalArgumentException("tls: one file (expected: both --tls-cert and --tls-key)");
        }
        try {
            return SslContextBuilder.forServer(tlsCertificate, tlsKey).build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        }
    }

    private static void print(ReceivedMessage message) {
        int parts = message.parts().size();
        System.out.println(message.source() + " -> " + message.destination() + " (" + message.systemId() + ", " + parts
                + (parts == 1 ? " part" : " parts") + ", data_coding " + message.dataCoding() + "): "
                + message.text());
    }

    private static String names(SimulatorConfig config) {
        return String.join(", ", config.accounts().keySet());
    }

    private static BufferedReader terminal() {
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }
}
