package io.smppproxy.bench.compare;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The process of one contender. Obeys lines on standard input and answers each with one line on standard output:
 * {@code warm <CPU ms>}, {@code pump <messages>}, {@code pace <messages/s> <warm-up messages> <messages>}, {@code quit}.
 */
final class ContenderHost {
    private static final int MAX_WARM_UP_FACTOR = 5;
    /** The compiler is quiet when it works less than one part in so many of the time. */
    private static final int QUIET_FRACTION = 20;
    /** About how long one step of the warm-up takes. */
    private static final long CHUNK_NS = 1_000_000_000L;

    private ContenderHost() {}

    public static void main(String[] args) {
        PrintStream answers =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        System.setOut(System.err); // libraries may print; the answers must stay clean
        int exitCode = 0;
        try (Contender contender = Contenders.byId(args[0]).create()) {
            contender.open();
            answers.println("ready");
            obey(contender, answers);
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            exitCode = 1;
        }
        System.exit(exitCode); // other libraries leave threads behind
    }

    private static void obey(Contender contender, PrintStream answers) throws Exception {
        CpuMeter meter = new CpuMeter();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String line;
        while ((line = commands.readLine()) != null && !line.equals("quit")) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "warm" -> answers.println("warm " + warm(contender, meter, Long.parseLong(words[1])));
                case "pump" -> {
                    long messages = Long.parseLong(words[1]);
                    meter.start();
                    contender.pump(messages);
                    answers.println(format(meter.stop(messages)));
                }
                case "pace" -> {
                    OpenLoop loop = new OpenLoop(
                            Double.parseDouble(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
                    contender.pace(loop);
                    answers.println(format(loop.histogram()));
                }
                default ->
                    throw new IllegalArgumentException("command: \"" + line + "\" (expected: warm, pump, pace, quit)");
            }
        }
    }

    /**
     * Works until it has used so much CPU time, which on a busy machine takes longer than on an idle one, and the JIT compiler has
     * gone quiet; at most {@value #MAX_WARM_UP_FACTOR} times as long.
     *
     * @return messages per second of the last chunks
     */
    private static long warm(Contender contender, CpuMeter meter, long cpuMs) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long startCpuNs = meter.processCpuNs();
        long enoughCpuNs = startCpuNs + TimeUnit.MILLISECONDS.toNanos(cpuMs);
        long tooMuchCpuNs = startCpuNs + TimeUnit.MILLISECONDS.toNanos(MAX_WARM_UP_FACTOR * cpuMs);
        long chunk = 1_000;
        while (true) {
            long compiledMs = compiler.getTotalCompilationTime();
            long beforeNs = System.nanoTime();
            contender.pump(chunk);
            long tookNs = System.nanoTime() - beforeNs;
            boolean quiet = (compiler.getTotalCompilationTime() - compiledMs) * 1_000_000 < tookNs / QUIET_FRACTION;
            long cpuNs = meter.processCpuNs();
            if (tookNs >= CHUNK_NS / 2 && (cpuNs >= tooMuchCpuNs || (quiet && cpuNs >= enoughCpuNs))) {
                return chunk * 1_000_000_000L / tookNs;
            }
            chunk = Math.max(1_000, Math.min(chunk * 2, chunk * CHUNK_NS / Math.max(1, tookNs)));
        }
    }

    private static String format(CpuMeter.Usage usage) {
        String groups = usage.groupCpuNs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(";"));
        return "pump " + usage.messages() + " " + usage.wallNs() + " " + usage.cpuNs() + " " + usage.allocatedBytes()
                + " " + (groups.isEmpty() ? "-" : groups);
    }

    private static String format(Histogram h) {
        return "pace " + h.getTotalCount() + " " + h.getValueAtPercentile(50) + " " + h.getValueAtPercentile(99) + " "
                + h.getValueAtPercentile(99.9) + " " + h.getMaxValue();
    }
}
