package io.smppproxy.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All rounds of one contender. */
record Row(Contenders contender, List<CpuMeter.Usage> rounds) {
    Row {
        rounds = List.copyOf(rounds);
    }

    double medianCpuNs() {
        return median(CpuMeter.Usage::cpuNsPerMessage);
    }

    double medianRate() {
        return median(CpuMeter.Usage::messagesPerSecond);
    }

    double medianAllocatedBytes() {
        return median(CpuMeter.Usage::allocatedBytesPerMessage);
    }

    private double median(ToDoubleFunction<CpuMeter.Usage> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** CPU nanoseconds per message by thread group over all rounds; "jvm" is garbage collector, compiler and the rest. */
    Map<String, Double> cpuNsByGroup() {
        long messages = 0;
        long cpuNs = 0;
        Map<String, Long> sums = new TreeMap<>();
        for (CpuMeter.Usage round : rounds) {
            messages += round.messages();
            cpuNs += round.cpuNs();
            round.groupCpuNs().forEach((group, ns) -> sums.merge(group, ns, Long::sum));
        }
        Map<String, Double> perMessage = new TreeMap<>();
        long named = 0;
        for (Map.Entry<String, Long> e : sums.entrySet()) {
            perMessage.put(e.getKey(), (double) e.getValue() / messages);
            named += e.getValue();
        }
        perMessage.put("jvm", (double) Math.max(0, cpuNs - named) / messages);
        return perMessage;
    }
}
