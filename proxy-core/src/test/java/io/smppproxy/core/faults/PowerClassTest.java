package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The durability class that syncs before it acknowledges: everything waits for the disk, and nothing is lost in the waiting. */
class PowerClassTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COUNT = 600;

    @TempDir
    Path dataDir;

    @Test
    void shouldKeepThePromiseWhileEverythingWaitsForTheDisk() throws Exception {
        try (MultiRig rig = new MultiRig()) {
            rig.simulated("a", link -> link).simulated("b", link -> link.binds(1, 1, 0));
            rig.start(CoreConfigs.of(dataDir).durability(DurabilityClass.POWER));
            rig.awaitBound("a");
            rig.awaitBound("b", 2);
            SmscSimulator smsc = rig.smsc("a");
            smsc.plan().receipts(ReceiptPlan.DEFAULT.withBeforeAnswer(true));
            Load reset = Load.start(rig.edge, rig.id("a"), "a", 2, COUNT);
            Load healthy = Load.start(rig.edge, rig.id("b"), "b", 2, COUNT);
            for (int i = 1; i <= 3; i++) {
                reset.awaitSent(i * COUNT / 5);
                smsc.dropConnections(i != 2);
            }
            reset.await();
            healthy.await();
            reset.audit(Load.texts(smsc), rig.metrics("a"));
            healthy.audit(Load.texts(rig.smsc("b")), rig.metrics("b"));
            assertEquals(COUNT, healthy.count(ReplyOutcome.SUBMITTED));
            for (int i = 0; i < COUNT; i++) {
                Reply reply = healthy.reply("b-" + i);
                assertEquals(
                        "DELIVERED",
                        rig.edge
                                .awaitStatus(rig.id("b"), reply, "DELIVERED", LIMIT)
                                .status());
            }
            assertTrue(rig.core.drain(Duration.ofSeconds(20)));
            assertTrue(smsc.awaitNoConnections(LIMIT));
        }
    }
}
