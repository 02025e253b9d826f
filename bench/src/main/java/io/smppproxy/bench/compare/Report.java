package io.smppproxy.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one run found: a plain table for people, JSON for machines. */
record Report(
        Map<Contenders, Row> rows, List<Ratio> ratios, List<HostProcess.Latency> latencies, List<String> jvmArgs) {
    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%-14s %-34s %13s %12s %14s%n", "row", "", "CPU us/msg", "messages/s", "heap B/msg");
        rows.forEach((contender, row) -> out.printf(
                Locale.ROOT,
                "%-14s %-34s %13.2f %12.0f %14.0f%n",
                contender.id(),
                contender.label(),
                row.medianCpuNs() / 1e3,
                row.medianRate(),
                row.medianAllocatedBytes()));
        if (!ratios.isEmpty()) {
            out.printf(Locale.ROOT, "%n%-49s %13s %12s%n", "ratio of CPU per message", "measured", "aim");
            ratios.forEach(r -> out.printf(
                    Locale.ROOT,
                    "%-49s %13.2f %12s  %s%n",
                    r.what(),
                    r.value(),
                    aim(r),
                    Double.isNaN(r.aim()) ? "" : r.isMet() ? "met" : "MISSED"));
        }
        if (!latencies.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%n%-14s %12s %12s %12s %12s %12s   open loop, latency from the scheduled time, ms%n",
                    "row",
                    "messages/s",
                    "p50",
                    "p99",
                    "p99.9",
                    "max");
            latencies.forEach(l -> out.printf(
                    Locale.ROOT,
                    "%-14s %12.0f %12.3f %12.3f %12.3f %12.3f%n",
                    l.id(),
                    l.messagesPerSecond(),
                    l.p50Ns() / 1e6,
                    l.p99Ns() / 1e6,
                    l.p999Ns() / 1e6,
                    l.maxNs() / 1e6));
        }
        out.println();
        out.println("CPU us/msg by thread group (jvm: garbage collector, compiler)");
        rows.forEach((contender, row) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", contender.id()));
            row.cpuNsByGroup().entrySet().stream()
                    .filter(e -> e.getValue() >= 10)
                    .forEach(e -> line.append(String.format(Locale.ROOT, " %s=%.2f", e.getKey(), e.getValue() / 1e3)));
            out.println(line);
        });
    }

    private static String aim(Ratio r) {
        if (Double.isNaN(r.aim())) {
            return "-";
        }
        return String.format(Locale.ROOT, "%s %.1f", r.atMost() ? "<=" : ">=", r.aim());
    }

    void write(Path file) throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", System.getProperty("java.runtime.version"));
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("jvmArgs", jvmArgs);

        Map<String, Object> root = new LinkedHashMap<>();
        root.put("at", Instant.now().toString());
        root.put("machine", machine);
        root.put("window", Contender.WINDOW);
        root.put("submitSmBytes", Sample.SUBMIT_SM_BYTES);
        root.put("submitSmRespBytes", Sample.SUBMIT_SM_RESP_BYTES);
        root.put("smsRequestBytes", Sample.requestBytes());
        root.put("smsResponseBytes", Sample.responseBytes());
        root.put("rows", rows.values().stream().map(Report::json).toList());
        root.put("ratios", ratios.stream().map(Report::json).toList());
        root.put("latencies", latencies);
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), root);
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", row.contender().id());
        json.put("label", row.contender().label());
        json.put("cpuNsPerMessage", row.medianCpuNs());
        json.put("messagesPerSecond", row.medianRate());
        json.put("heapBytesPerMessage", row.medianAllocatedBytes());
        json.put("cpuNsPerMessageByGroup", row.cpuNsByGroup());
        json.put("rounds", row.rounds());
        return json;
    }

    private static Map<String, Object> json(Ratio ratio) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", ratio.what());
        json.put("value", ratio.value());
        if (!Double.isNaN(ratio.aim())) {
            json.put("aim", ratio.aim());
            json.put("aimIs", ratio.atMost() ? "at most" : "at least");
            json.put("met", ratio.isMet());
        }
        return json;
    }
}
