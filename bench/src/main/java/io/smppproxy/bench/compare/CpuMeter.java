package io.smppproxy.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this process has used so far. CPU of the whole process counts everything: kernel, garbage collector, compiler. CPU by thread
 * group names the Java threads; what is left belongs to the JVM itself.
 */
final class CpuMeter {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Long, long[]> before = new HashMap<>();
    private long beforeCpuNs;
    private long beforeWallNs;

    long processCpuNs() {
        return system.getProcessCpuTime();
    }

    void start() {
        before.clear();
        long[] ids = threads.getAllThreadIds();
        for (long id : ids) {
            before.put(id, new long[] {threads.getThreadCpuTime(id), threads.getThreadAllocatedBytes(id)});
        }
        beforeCpuNs = system.getProcessCpuTime();
        beforeWallNs = System.nanoTime();
    }

    Usage stop(long messages) {
        long wallNs = System.nanoTime() - beforeWallNs;
        long cpuNs = system.getProcessCpuTime() - beforeCpuNs;
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long allocatedBytes = 0;
        Map<String, Long> groups = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] == null) {
                continue;
            }
            long[] then = before.getOrDefault(ids[i], new long[2]);
            allocatedBytes += Math.max(0, threads.getThreadAllocatedBytes(ids[i]) - then[1]);
            long threadNs = Math.max(0, threads.getThreadCpuTime(ids[i]) - then[0]);
            if (threadNs > 0) {
                groups.merge(group(infos[i].getThreadName()), threadNs, Long::sum);
            }
        }
        return new Usage(messages, wallNs, cpuNs, allocatedBytes, groups);
    }

    private static String group(String threadName) {
        return threadName.replaceAll("[0-9]+", "#").replaceAll("[^A-Za-z0-9#._-]", "_");
    }

    /**
     * One round.
     *
     * @param messages sent and answered
     * @param wallNs how long it took
     * @param cpuNs of the process, both ends of the path, user and kernel
     * @param allocatedBytes on the Java heap
     * @param groupCpuNs CPU of Java threads by name, digits replaced
     */
    record Usage(long messages, long wallNs, long cpuNs, long allocatedBytes, Map<String, Long> groupCpuNs) {
        double cpuNsPerMessage() {
            return (double) cpuNs / messages;
        }

        /** Without what these groups took. */
        double cpuNsPerMessageWithout(String... groups) {
            long left = cpuNs;
            for (String group : groups) {
                left -= groupCpuNs.getOrDefault(group, 0L);
            }
            return (double) left / messages;
        }

        double messagesPerSecond() {
            return messages * 1e9 / wallNs;
        }

        double allocatedBytesPerMessage() {
            return (double) allocatedBytes / messages;
        }
    }
}
