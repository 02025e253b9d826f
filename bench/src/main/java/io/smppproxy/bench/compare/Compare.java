package io.smppproxy.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison run; see {@code --help}. */
@Command(
        name = "scripts/bench compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures CPU per message and messages per second of bare transports, other SMPP libraries and this proxy in one run.",
            "Each row is one process that holds both ends of the path over loopback TCP and keeps 256 requests in flight.",
            "After a warm-up every row gets a fixed number of messages per round; rounds are interleaved (A B C, A B C, …) so that",
            "other load on the machine hits all rows alike; medians and ratios are reported. Compare ratios, not figures of two runs."
        })
public final class Compare implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description =
                    "Rows to run, comma separated. Default: all but esme-path (framed-echo, batched-echo, grpc-echo, ch-smpp, jsmpp, session, core-path, whole-path, receipt-path).")
    private List<String> only = List.of();

    @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds per row. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--round-ms",
            defaultValue = "2000",
            description =
                    "About how long one round of one row takes; fixes its number of messages. Default: ${DEFAULT-VALUE}.")
    private long roundMs;

    @Option(
            names = "--warm-up-cpu-ms",
            defaultValue = "8000",
            description = {
                "Warm-up of each row, in milliseconds of CPU time; goes on until the JIT compiler is quiet, at most five times as long.",
                "Default: ${DEFAULT-VALUE}."
            })
    private long warmUpCpuMs;

    @Option(
            names = "--latency-seconds",
            defaultValue = "8",
            description = {
                "Length of the open-loop run at half of the whole path's rate; 0 leaves it out. Default: ${DEFAULT-VALUE}."
            })
    private int latencySeconds;

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            description = "JVM flag for the measured processes, may be repeated. Default: -Xms768m -Xmx768m.")
    private List<String> jvmArgs = List.of("-Xms768m", "-Xmx768m");

    @Option(
            names = "--out",
            defaultValue = "target/bench/compare.json",
            description = "Where the figures go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    /** @param args see {@code --help} */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<Contenders> chosen = only.isEmpty()
                ? Contenders.byDefault()
                : only.stream().map(Contenders::byId).toList();
        List<String> childArgs = new ArrayList<>(runtimeFlags());
        childArgs.addAll(jvmArgs);
        Map<Contenders, HostProcess> hosts = new EnumMap<>(Contenders.class);
        try {
            Report report = measure(chosen, hosts, childArgs);
            report.print(System.out);
            report.write(out);
            System.out.println("\nwritten: " + out);
        } finally {
            hosts.values().forEach(HostProcess::close);
        }
        return 0;
    }

    private Report measure(List<Contenders> chosen, Map<Contenders, HostProcess> hosts, List<String> childArgs)
            throws IOException {
        Map<Contenders, Long> messages = new EnumMap<>(Contenders.class);
        for (Contenders contender : chosen) {
            HostProcess host = HostProcess.start(contender, childArgs);
            hosts.put(contender, host);
            long rate = host.warm(warmUpCpuMs);
            messages.put(contender, Math.max(1_000, rate * roundMs / 1_000));
            System.err.println(contender.id() + ": warm, about " + rate + " messages/s");
        }
        Map<Contenders, List<CpuMeter.Usage>> usages = new EnumMap<>(Contenders.class);
        for (int round = 1; round <= rounds; round++) {
            for (Contenders contender : chosen) {
                usages.computeIfAbsent(contender, c -> new ArrayList<>())
                        .add(hosts.get(contender).pump(messages.get(contender)));
            }
            System.err.println("round " + round + " of " + rounds);
        }
        Map<Contenders, Row> rows = new EnumMap<>(Contenders.class);
        usages.forEach((contender, list) -> rows.put(contender, new Row(contender, list)));
        return new Report(rows, Ratio.of(rows), latencies(hosts, rows), childArgs);
    }

    /** All rows that can be paced, at half of the rate that the whole path reached. */
    private List<HostProcess.Latency> latencies(Map<Contenders, HostProcess> hosts, Map<Contenders, Row> rows)
            throws IOException {
        List<HostProcess.Latency> latencies = new ArrayList<>();
        Row path = rows.get(Contenders.WHOLE_PATH);
        if (path == null || latencySeconds == 0) {
            return latencies;
        }
        double rate = path.medianRate() / 2;
        for (Map.Entry<Contenders, HostProcess> e : hosts.entrySet()) {
            if (e.getKey().hasPacing()) {
                latencies.add(e.getValue().pace(rate, (long) (2 * rate), (long) (latencySeconds * rate)));
                System.err.println(e.getKey().id() + ": latency measured");
            }
        }
        return latencies;
    }

    /** The flags that scripts/bench started this process with and that the stores of the proxy need. */
    private static List<String> runtimeFlags() {
        String flags = System.getProperty("bench.runtimeFlags", "");
        return flags.isBlank() ? List.of() : List.of(flags.trim().split(" +", -1));
    }
}
