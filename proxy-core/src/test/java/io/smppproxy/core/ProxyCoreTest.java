package io.smppproxy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.CoreRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyCoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path dataDir;

    @Test
    void shouldSendAMessageAndFollowItsReceiptHome() throws Exception {
        try (CoreRig rig = CoreRig.start(dataDir)) {
            TestEdge.Sent sent = rig.edge.send(TestEdge.message(CoreConfigs.LINK, "998901234567", "Hello €"));
            assertEquals(Verdict.ACCEPTED, sent.verdict(), sent.reason());

            Reply reply = sent.await();
            assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
            assertEquals(1, reply.partCount());
            assertEquals(CoreConfigs.LINK, reply.linkId());

            MessageInfo info = rig.edge.awaitStatus(CoreConfigs.LINK, reply, "DELIVERED", LIMIT);
            assertEquals("DELIVERED", info.status());
            assertEquals(List.of("DELIVERED"), info.partStatuses());
            assertEquals(1, info.deliveredCount());
            assertEquals(
                    List.of("Hello €"),
                    ReceivedMessages.reassemble(rig.smsc.ledger().accepted()).texts());
            assertNull(rig.edge.problem());
        }
    }

    @Test
    void shouldKeepManyMessagesInFlightAndAnswerEachOnce() throws Exception {
        int count = 20_000;
        try (CoreRig rig = CoreRig.start(dataDir)) {
            List<TestEdge.Sent> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(rig.edge.sendPatiently(
                        TestEdge.message(CoreConfigs.LINK, "99890" + (1_000_000 + i), "number " + i)));
            }
            for (TestEdge.Sent one : sent) {
                assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
            }
            assertNull(rig.edge.problem());
            assertEquals(count, rig.smsc.ledger().accepted().size());
            Reply last = sent.get(count - 1).await();
            assertEquals(
                    "DELIVERED",
                    rig.edge
                            .awaitStatus(CoreConfigs.LINK, last, "DELIVERED", LIMIT)
                            .status());
        }
    }

    @Test
    void shouldRememberMessagesOverAnOrderlyRestart() throws Exception {
        Reply reply;
        try (CoreRig rig = CoreRig.start(dataDir)) {
            reply = rig.edge
                    .send(TestEdge.message(CoreConfigs.LINK, "998901234567", "before")
                            .transactionId("t-1"))
                    .await();
            rig.edge.awaitStatus(CoreConfigs.LINK, reply, "DELIVERED", LIMIT);
            assertTrue(rig.core.drain(Duration.ofSeconds(5)));
        }
        try (CoreRig rig = CoreRig.start(dataDir)) {
            assertEquals("DELIVERED", rig.edge.info(CoreConfigs.LINK, reply).status());
            Reply again = rig.edge
                    .send(TestEdge.message(CoreConfigs.LINK, "998901234567", "before")
                            .transactionId("t-1"))
                    .await();
            assertEquals(ReplyOutcome.SUBMITTED, again.outcome());
            assertEquals(reply.smscId(0), again.smscId(0));
            assertEquals(0, rig.smsc.ledger().accepted().size());
        }
    }
}
