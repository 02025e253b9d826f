package io.smppproxy.core.faults;

import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.journal.DurabilityClass;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The process that {@link KillTest} kills: a core under load that tells every reply on its standard output. */
public final class KilledCore implements ReplySink {
    private static final int THREADS = 2;
    /** More than the windows hold, so that lanes are never empty. */
    private static final int MAX_OPEN = 400;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final ConcurrentHashMap<Long, String> open = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();

    private KilledCore() {}

    static List<LinkConfig> links(int... ports) {
        List<LinkConfig> links = new ArrayList<>();
        for (int port : ports) {
            links.add(CoreConfigs.link(CoreConfigs.LINK + links.size(), port)
                    .responseTimeoutMs(5_000)
                    .build());
        }
        return links;
    }

    /** Arguments: data directory, durability class, name of the run, ports. */
    public static void main(String[] arguments) throws IOException {
        int[] ports = new int[arguments.length - 3];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = Integer.parseInt(arguments[3 + i]);
        }
        CoreConfigs configs = CoreConfigs.of(Path.of(arguments[0]))
                .durability(DurabilityClass.valueOf(arguments[1]))
                .segmentBytes(1 << 18);
        ProxyCore core = ProxyCore.start(configs.build(links(ports), List.of()));
        new KilledCore().run(core, arguments[2], ports.length);
    }

    private void run(ProxyCore core, String name, int links) {
        int sink = core.submitPort().register(this);
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            new Thread(() -> send(core, sink, name + "-" + thread, links)).start();
        }
    }

    private void send(ProxyCore core, int sink, String name, int links) {
        Submission submission = new Submission();
        for (int i = 0; ; i++) {
            while (open.size() > MAX_OPEN) {
                LockSupport.parkNanos(100_000);
            }
            String key = name + "-" + i;
            long handle = handles.incrementAndGet();
            open.put(handle, key);
            long link = CoreConfigs.LINK + i % links;
            fill(submission.reset(), link, key).replyTo(sink, handle);
            Verdict verdict = core.submitPort().submit(submission);
            if (verdict != Verdict.ACCEPTED) {
                open.remove(handle);
                LockSupport.parkNanos(200_000);
            }
        }
    }

    /** Every fourth message has three parts. */
    static Submission fill(Submission submission, long link, String key) {
        String text = key.hashCode() % 4 == 0 ? key + "x".repeat(310) : key;
        Submission same = TestEdge.message(link, "998901234567", text);
        return submission
                .appId(same.appId())
                .esme(link)
                .source(same.sourceTon(), same.sourceNpi(), same.sourceAddr())
                .dest(same.destTon(), same.destNpi(), same.destAddr())
                .text(text)
                .transactionId(key);
    }

    @Override
    public boolean offer(Reply reply) {
        String key = open.remove(reply.handle());
        if (key == null) {
            say("problem: a second reply for " + reply.handle() + "\n");
        } else if (reply.outcome() == ReplyOutcome.SUBMITTED) {
            say("S " + key + " \n");
        } else {
            say(reply.outcome() + " " + key + " \n");
        }
        return true;
    }

    @Override
    public boolean isCancelled(long handle) {
        return false;
    }

    /** In one write, so that a line which the reader sees whole has been said. */
    private void say(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
