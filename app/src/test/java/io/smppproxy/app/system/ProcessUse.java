package io.smppproxy.app.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the packaged proxy uses of the machine, as Linux and the JDK's own tools tell it. */
final class ProcessUse {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11; // counted behind the name, which may have spaces; proc(5)
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("(?:total|heap)[^\\n]*?used (\\d+)K");
    /** What is allocated outside the heap by Unsafe, such as Netty's buffers. */
    private static final Pattern OUTSIDE = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    private ProcessUse() {}

    /** CPU time so far, user and kernel. */
    static double cpuSeconds(ProxyProcess proxy) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + proxy.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }

    static long residentBytes(ProxyProcess proxy) throws IOException {
        return 1024 * number(RSS, Files.readString(Path.of("/proc/" + proxy.pid() + "/status")));
    }

    /** Heap that is reachable, after a collection of all of it. */
    static long heapBytes(ProxyProcess proxy) throws IOException, InterruptedException {
        jcmd(proxy, "GC.run");
        Matcher used = HEAP.matcher(jcmd(proxy, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += 1024 * Long.parseLong(used.group(1));
        }
        return sum;
    }

    /** Needs -XX:NativeMemoryTracking=summary. */
    static long directBytes(ProxyProcess proxy) throws IOException, InterruptedException {
        return 1024 * number(OUTSIDE, jcmd(proxy, "VM.native_memory", "summary"));
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no <" + pattern + "> in:\n" + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String jcmd(ProxyProcess proxy, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[2 + arguments.length];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        command[1] = Long.toString(proxy.pid());
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }
}
