package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.ScriptedSmsc;
import io.smppproxy.core.harness.SteadyLoad;
import io.smppproxy.core.harness.TestEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that is edited binds anew, and what it has to send does not notice. */
class RenewalTest {
    private static final String LINK = "edited";

    @TempDir
    Path dataDir;

    private final MultiRig rig = new MultiRig();
    private final ScriptedSmsc script = new ScriptedSmsc();

    private RawSmsc start() throws Exception {
        rig.raw(LINK, script, link -> link.bindTimeoutMs(2_000).responseTimeoutMs(5_000))
                .start(dataDir);
        rig.awaitBound(LINK);
        return rig.raw(LINK);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private LinkConfig link(UnaryOperator<LinkConfigBuilder> change) {
        return change.apply(CoreConfigs.link(rig.id(LINK), rig.raw(LINK).port())
                        .bindTimeoutMs(2_000)
                        .responseTimeoutMs(5_000))
                .build();
    }

    private void edit(UnaryOperator<LinkConfigBuilder> change) throws Exception {
        rig.reconfigureWhole(next -> next.link(link(change)));
    }

    private SteadyLoad load() {
        return SteadyLoad.start(rig.edge, List.of(rig.id(LINK)), 2_000_000);
    }

    /** Everything was accepted, answered ESME_ROK, and came once. */
    private void auditWhole(SteadyLoad load, RawSmsc smsc) throws Exception {
        load.stop();
        assertEquals(List.of(), load.failures());
        assertEquals(load.count(), smsc.accepted.size());
        assertEquals(load.count(), new HashSet<>(smsc.accepted).size());
        assertTrue(load.count() > 20, () -> "only " + load.count() + " messages");
    }

    @Test
    void shouldBindAnewBesideTheOldBindUnderLoad() throws Exception {
        RawSmsc smsc = start();
        try (SteadyLoad load = load()) {
            for (int i = 1; i <= 10; i++) {
                int round = i;
                load.awaitMore(10);
                edit(link -> link.window(50 + round));
                assertEquals(i + 1, smsc.connections());
                assertEquals(1, script.bound());
            }
            auditWhole(load, smsc);
        }
        assertEquals(2, script.mostBound());
        assertEquals(10, smsc.count(CommandId.UNBIND));
        assertEquals(0, rig.metrics(LINK).partsAmbiguous.get());
    }

    @Test
    void shouldLeaveFirstWhereTheSmscAllowsOneBind() throws Exception {
        script.maxBinds(1, CommandStatus.ESME_RALYBND);
        RawSmsc smsc = start();
        try (SteadyLoad load = load()) {
            for (int i = 1; i <= 6; i++) {
                int round = i;
                script.maxBinds(1, i % 2 == 0 ? CommandStatus.ESME_RALYBND : CommandStatus.ESME_RBINDFAIL);
                load.awaitMore(10);
                edit(link -> link.window(50 + round));
                Await.equal("it is bound again", 1, script::bound);
            }
            load.awaitMore(10);
            auditWhole(load, smsc);
        }
        assertEquals(1, script.mostBound());
        assertTrue(script.refused() >= 6, () -> script.refused() + " refusals");
    }

    @Test
    void shouldLeaveFirstWhenTheNewBindIsNotAnswered() throws Exception {
        script.maxBinds(1, -1);
        rig.raw(LINK, script, link -> link.bindTimeoutMs(500).responseTimeoutMs(5_000))
                .start(dataDir);
        rig.awaitBound(LINK);
        try (SteadyLoad load = load()) {
            load.awaitMore(5);
            edit(link -> link.bindTimeoutMs(500).responseTimeoutMs(5_000).window(7));
            Await.until(
                    "it is bound again",
                    () -> script.bound() == 1 && rig.metrics(LINK).windowSize.get() == 7);
            load.awaitMore(5);
            auditWhole(load, rig.raw(LINK));
        }
    }

    @Test
    void shouldRotateThePasswordWithoutAFailedMessage() throws Exception {
        RawSmsc smsc = start();
        try (SteadyLoad load = load()) {
            for (String password : new String[] {"second", "third", "fourth"}) {
                load.awaitMore(10);
                script.password(password);
                edit(link -> link.credentials("esme", password, ""));
                assertEquals(1, script.bound());
            }
            load.awaitMore(10);
            auditWhole(load, smsc);
        }
        assertEquals(0, script.refused());
    }

    @Test
    void shouldSwitchAsSoonAsOneBindCanSubmitAndOthersAreRefused() throws Exception {
        script.maxBinds(3, CommandStatus.ESME_RALYBND);
        rig.raw(LINK, script, link -> link.binds(0, 0, 2)).start(dataDir);
        rig.awaitBound(LINK, 2);
        try (SteadyLoad load = load()) {
            load.awaitMore(10);
            edit(link -> link.binds(0, 0, 2).window(9));
            rig.awaitBound(LINK, 2);
            load.awaitMore(10);
            auditWhole(load, rig.raw(LINK));
        }
        assertEquals(3, script.mostBound());
        assertEquals(2, script.bound());
    }

    @Test
    void shouldKeepTheOldBindWhenTheEditIsTakenBack() throws Exception {
        RawSmsc smsc = start();
        script.silent(true);
        CompletableFuture<Void> settled = rig.reconfigure(next -> next.link(link(link -> link.window(7))));
        Await.equal("the new bind is tried", 2, smsc::connections);
        assertFalse(settled.isDone());
        edit(link -> link);
        assertTrue(settled.isDone());
        assertEquals(0, smsc.count(CommandId.UNBIND));
        TestEdge.Sent sent = rig.edge.send(TestEdge.message(rig.id(LINK), "998901234567", "still there"));
        assertEquals(ReplyOutcome.SUBMITTED, sent.await().outcome());
        assertEquals(50, rig.metrics(LINK).windowSize.get());
    }

    @Test
    void shouldGoByTheNewConfigurationInTheEndEvenWhenItIsWrong() throws Exception {
        rig.raw(LINK, script, link -> link.bindTimeoutMs(200).responseTimeoutMs(5_000))
                .start(dataDir);
        rig.awaitBound(LINK);
        edit(link -> link.bindTimeoutMs(200).responseTimeoutMs(5_000).credentials("esme", "wrong", ""));
        Await.equal("the old bind has left", 0, script::bound);
        Await.until(
                "the link is down",
                () -> rig.edge
                                .send(TestEdge.message(rig.id(LINK), "998901234567", "x"))
                                .verdict()
                        == Verdict.LINK_DOWN);
        edit(link -> link.bindTimeoutMs(200).responseTimeoutMs(5_000));
        rig.awaitBound(LINK);
    }

    @Test
    void shouldChangeInPlaceWhatNeedsNoNewBind() throws Exception {
        RawSmsc smsc = start();
        try (SteadyLoad load = load()) {
            load.awaitMore(10);
            edit(link -> link.throughput(5_000).throttle(20, 30, 500));
            edit(link -> link.requestReceipts(false));
            load.awaitMore(10);
            auditWhole(load, smsc);
        }
        assertEquals(1, smsc.connections());
    }

    @Test
    void shouldSendOverTheNewBindWhatTheOldOneWasThrottledFor() throws Exception {
        RawSmsc smsc = start();
        script.keep();
        List<TestEdge.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(rig.edge.send(TestEdge.message(rig.id(LINK), "998901234567", "throttled " + i)));
        }
        Await.equal("they are written", 5, script::kept);
        CompletableFuture<Void> settled = rig.reconfigure(next -> next.link(link(link -> link.window(7))));
        Await.equal("the new bind serves", 7, () -> rig.metrics(LINK).windowSize.get());
        script.refuseKept(CommandStatus.ESME_RTHROTTLED);
        for (TestEdge.Sent one : sent) {
            assertEquals(ReplyOutcome.SUBMITTED, one.await().outcome());
        }
        settled.get(10, TimeUnit.SECONDS);
        assertEquals(5, smsc.accepted.size());
        assertEquals(10, smsc.messages().size());
    }

    @Test
    void shouldAwaitAnswersOfTheOldBind() throws Exception {
        RawSmsc smsc = start();
        script.keep();
        TestEdge.Sent before = rig.edge.send(TestEdge.message(rig.id(LINK), "998901234567", "before"));
        Await.equal("it is written", 1, script::kept);
        CompletableFuture<Void> settled = rig.reconfigure(next -> next.link(link(link -> link.window(7))));
        Await.equal("the new bind serves", 7, () -> rig.metrics(LINK).windowSize.get());
        assertEquals(0, smsc.count(CommandId.UNBIND));
        assertFalse(settled.isDone());
        assertFalse(before.reply().isDone());
        script.release();
        assertEquals(ReplyOutcome.SUBMITTED, before.await().outcome());
        settled.get(10, TimeUnit.SECONDS);
        assertEquals(1, smsc.count(CommandId.UNBIND));
    }
}
