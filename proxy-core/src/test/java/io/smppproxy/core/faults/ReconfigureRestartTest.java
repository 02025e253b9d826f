package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.CommandId;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.ScriptedSmsc;
import io.smppproxy.core.harness.TestEdge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links that were added, deleted and added again were on one I/O loop and then on another, each with a journal stream of its own; what
 * happened over them is known all the same after a restart, with the maps and without.
 */
class ReconfigureRestartTest {
    private static final long[] ADDED = {201, 202, 203};
    private static final String TO = "998901234567";

    @TempDir
    Path dataDir;

    private final MultiRig rig = new MultiRig();
    private final ScriptedSmsc script = new ScriptedSmsc();
    /** Of submitted messages: link and reply, by the SMSC's id. */
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(long link, Reply reply) {}

    @AfterEach
    void stop() {
        rig.close();
    }

    private LinkConfig link(long id) {
        return CoreConfigs.link(id, rig.raw("first").port()).build();
    }

    private void add(long id) throws Exception {
        rig.named("link " + id, id);
        rig.reconfigureWhole(change -> change.link(link(id)));
        rig.awaitBound("link " + id);
    }

    private void send(long link) throws Exception {
        TestEdge.Sent sent = rig.edge.send(TestEdge.message(link, TO, "over " + link + ", " + known.size()));
        Reply reply = sent.await();
        assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        known.put("raw-" + (known.size() + 1), new Known(link, reply));
    }

    private void deliver(String id) throws IOException {
        String receipt = RawSmsc.receiptText(id, "DELIVRD", "000");
        rig.raw("first").newest().send(CommandId.DELIVER_SM, 0, 7, RawSmsc.deliverBody(4, receipt, ""));
    }

    @Test
    void shouldKnowAfterARestartWhatHappenedOverLinksThatCameAndWent() throws Exception {
        rig.raw("first", script, link -> link).start(dataDir);
        rig.awaitBound("first");
        for (int round = 0; round < 3; round++) {
            for (long id : ADDED) {
                add(id);
                send(id);
            }
            // In another order than they came, so that the next ones find other loops free.
            for (int i = 0; i < ADDED.length; i++) {
                long id = ADDED[(i + round) % ADDED.length];
                rig.reconfigureWhole(change -> change.withoutLink(id));
            }
            send(rig.id("first"));
        }
        add(ADDED[1]);
        // A receipt of a message that went over this link when it was on another loop.
        List<String> ids = new ArrayList<>(known.keySet());
        deliver(ids.get(1));
        awaitStatus(ids.get(1), "DELIVERED");
        script.keep();
        TestEdge.Sent open = rig.edge.send(TestEdge.message(ADDED[1], TO, "never answered"));
        Await.equal("it is written", 1, script::kept);
        rig.core.close();
        Reply lost = open.await();
        assertEquals(ReplyOutcome.UNKNOWN, lost.outcome());

        rig.start(dataDir);
        auditAfterRestart(ids, lost);
        rig.core.close();
        deleteMaps();
        rig.start(dataDir);
        auditAfterRestart(ids, lost);

        add(ADDED[2]);
        deliver(ids.get(2));
        awaitStatus(ids.get(2), "DELIVERED");
    }

    private void auditAfterRestart(List<String> ids, Reply lost) throws Exception {
        assertEquals("ambiguous", rig.edge.info(ADDED[1], lost).status());
        for (String id : ids) {
            awaitStatus(id, id.equals(ids.get(1)) ? "DELIVERED" : "submitted");
        }
    }

    private void awaitStatus(String id, String status) throws Exception {
        Known message = known.get(id);
        assertEquals(
                status,
                rig.edge
                        .awaitStatus(message.link(), message.reply(), status, Duration.ofSeconds(20))
                        .status(),
                id + " over " + message.link());
    }

    private void deleteMaps() throws IOException {
        try (Stream<Path> files = Files.walk(dataDir.resolve("maps"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
