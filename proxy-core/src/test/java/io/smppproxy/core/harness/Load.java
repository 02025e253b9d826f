package io.smppproxy.core.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Many messages from several threads, each with a text of its own, and what must be true of them at the end. */
public final class Load {
    private static final long REPLY_SECONDS = 60;
    private static final Set<String> OPEN_OR_SENT = Set.of("submitted", "DELIVERED");

    /** One message of the load. */
    public record Message(String text, TestEdge.Sent sent) {}

    private final TestEdge edge;
    private final long esme;
    private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Reply> replies = new HashMap<>();

    private Load(TestEdge edge, long esme) {
        this.edge = edge;
        this.esme = esme;
    }

    /** Begins to send; every text starts with the tag. */
    public static Load start(TestEdge edge, long esme, String tag, int threadCount, int count) {
        return start(edge, esme, tag, threadCount, count, submission -> submission);
    }

    public static Load start(
            TestEdge edge, long esme, String tag, int threadCount, int count, UnaryOperator<Submission> change) {
        Load load = new Load(edge, esme);
        for (int t = 0; t < threadCount; t++) {
            Thread thread = new Thread(() -> load.send(tag, count, change), "load-" + tag + "-" + t);
            thread.setDaemon(true);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void send(String tag, int count, UnaryOperator<Submission> change) {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            String text = tag + "-" + i;
            Submission submission = change.apply(TestEdge.message(esme, "99890" + (1_000_000 + i), text));
            messages.add(new Message(text, edge.sendPatiently(submission)));
        }
    }

    /** Messages accepted so far. */
    public int sent() {
        return messages.size();
    }

    public Load awaitSent(int count) throws Exception {
        Await.until(count + " messages sent", () -> messages.size() >= count);
        return this;
    }

    /** Waits for every reply. */
    public Load await() throws Exception {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(REPLY_SECONDS));
            assertTrue(!thread.isAlive(), () -> "still sending: " + thread.getName() + " at " + messages.size());
        }
        for (Message message : messages) {
            assertEquals(
                    Verdict.ACCEPTED, message.sent().verdict(), message.sent().reason());
            replies.put(message.text(), message.sent().reply().get(REPLY_SECONDS, TimeUnit.SECONDS));
        }
        assertNull(edge.problem());
        return this;
    }

    public Reply reply(String text) {
        return replies.get(text);
    }

    public Map<ReplyOutcome, Integer> outcomes() {
        Map<ReplyOutcome, Integer> counts = new EnumMap<>(ReplyOutcome.class);
        replies.values().forEach(reply -> counts.merge(reply.outcome(), 1, Integer::sum));
        return counts;
    }

    public int count(ReplyOutcome outcome) {
        return outcomes().getOrDefault(outcome, 0);
    }

    /** How often each text of this load was accepted. */
    public Map<String, Integer> arrivals(List<String> accepted) {
        Map<String, Integer> arrivals = new HashMap<>();
        for (String text : accepted) {
            if (replies.containsKey(text)) {
                arrivals.merge(text, 1, Integer::sum);
            }
        }
        return arrivals;
    }

    /** Texts of accepted parts; for messages of one part in plain ASCII. */
    public static List<String> texts(SmscSimulator smsc) {
        return smsc.ledger().accepted().stream().map(Load::text).toList();
    }

    private static String text(ReceivedPart part) {
        return new String(part.userData(), StandardCharsets.ISO_8859_1);
    }

    /** What the promise says for policy hold; and nothing is left anywhere. */
    public void audit(List<String> accepted, LinkMetrics... links) throws Exception {
        Map<String, Integer> arrivals = arrivals(accepted);
        for (Map.Entry<String, Reply> entry : replies.entrySet()) {
            int arrived = arrivals.getOrDefault(entry.getKey(), 0);
            ReplyOutcome outcome = entry.getValue().outcome();
            assertTrue(arrived <= 1, () -> entry.getKey() + " arrived " + arrived + " times");
            switch (outcome) {
                case SUBMITTED -> assertEquals(1, arrived, entry.getKey() + " was submitted and did not arrive");
                case REJECTED, NOT_SENT ->
                    assertEquals(0, arrived, entry.getKey() + " arrived, and its sender was told " + outcome);
                case UNKNOWN -> {}
            }
        }
        auditInfo();
        auditQuiet(links);
    }

    /** What SmsInfo says agrees with what was replied, or knows better. */
    public void auditInfo() throws Exception {
        for (Map.Entry<String, Reply> entry : replies.entrySet()) {
            MessageInfo info = edge.info(esme, entry.getValue());
            assertNotNull(info, entry.getKey() + " is not known");
            String hint = entry.getKey() + ": " + entry.getValue().outcome() + ", " + info;
            switch (entry.getValue().outcome()) {
                case SUBMITTED -> assertTrue(OPEN_OR_SENT.contains(info.status()), hint);
                case REJECTED -> assertEquals("REJECTED", info.status(), hint);
                case NOT_SENT -> assertEquals("NOT_SENT", info.status(), hint);
                case UNKNOWN ->
                    assertTrue(
                            OPEN_OR_SENT.contains(info.status())
                                    || Set.of("ambiguous", "UNKNOWN").contains(info.status()),
                            hint);
            }
        }
    }

    /** Nothing is in a lane, a queue or a window any more. */
    public static void auditQuiet(LinkMetrics... links) throws Exception {
        for (LinkMetrics link : links) {
            Await.equal("link " + link.linkId + " has no open part", 0, link.outstandingParts::get);
            Await.equal("link " + link.linkId + " has an empty window", 0, link.windowUsed::get);
            Await.equal("link " + link.linkId + " has an empty lane", 0, link.laneUsedBytes::get);
        }
    }
}
