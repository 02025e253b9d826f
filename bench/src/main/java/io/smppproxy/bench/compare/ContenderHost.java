package io.smppproxy.bench.compare;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
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
     * Works until it has used so much CPU time, which on a busy machine takes longer than on an idle one.
     *
     * @return messages per second over the last quarter
     */
    private static long warm(Contender contender, CpuMeter meter, long cpuMs) throws Exception {
        long startCpuNs = meter.processCpuNs();
        long endCpuNs = startCpuNs + TimeUnit.MILLISECONDS.toNanos(cpuMs);
        long measureFromCpuNs = endCpuNs - TimeUnit.MILLISECONDS.toNanos(cpuMs) / 4;
        long chunk = 2_000;
        long counted = 0;
        long countedNs = 0;
        while (meter.processCpuNs() < endCpuNs || countedNs == 0) {
            boolean counts = meter.processCpuNs() >= measureFromCpuNs;
            long beforeNs = System.nanoTime();
            contender.pump(chunk);
            long tookNs = System.nanoTime() - beforeNs;
            if (counts) {
                counted += chunk;
                countedNs += tookNs;
            }
            chunk = Math.max(2_000, Math.min(chunk * 2, chunk * 100_000_000L / Math.max(1, tookNs)));
        }
        return counted * 1_000_000_000L / countedNs;
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
