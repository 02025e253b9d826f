package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceFutureStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments under load: what the sender was told and what the SMSC has must agree. The number of kills comes from the
 * system property smpp.kills, the seed from smpp.seed.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class KillSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final int WINDOW = 50; // as ProxyProcess.configure sets it
    private static final int MESSAGES_A_ROUND = 1_000;
    private static final int QUERIES_AT_ONCE = 500;
    private static final Set<String> UNPROVEN = Set.of("pending", "submitted", "ambiguous", "UNKNOWN", "DELIVERED");

    @TempDir
    Path directory;

    private final int kills = Integer.getInteger("smpp.kills", 10);
    private final long seed = Long.getLong("smpp.seed", 4_711);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<Long> readyMs = new ArrayList<>();
    private int killsDuringStart;
    private AppClient app;

    @Test
    void shouldKeepItsPromisesThroughKills() throws Exception {
        FaultPlan plan = new FaultPlan()
                .answerDelay(DelayDistribution.parse("5-40ms"))
                .receipts(ReceiptPlan.DEFAULT.withDelay(DelayDistribution.parse("0-300ms")));
        SimulatorConfig config = SimulatorConfig.builder()
                .ledgerInMemory(true)
                .randomSeed(seed)
                .plan(plan)
                .build();
        try (SmscSimulator smsc = SmscSimulator.start(config);
                LoadClient client = new LoadClient(4 * WINDOW, number -> LoadClient.message("kill", number))) {
            ProxyProcess.configure(directory, smsc.port(), "journal.segment-size = 1MiB\n");
            for (int kill = 0; kill < kills; kill++) {
                if (kill > 0 && random.nextInt(5) == 0) {
                    killWhileStarting();
                } else {
                    killUnderLoad(smsc, client);
                }
            }
            try (ProxyProcess proxy = startProxy(smsc)) {
                settle(proxy, client);
                Ledgers atSmsc = Ledgers.of(smsc.ledger().accepted());
                long unknown = client.count("unknown");
                long arrived = client.stories().stream()
                        .filter(story -> story.answer.getStatus().equals("unknown") && atSmsc.has(story))
                        .count();
                Map<String, Integer> states = checkStates(proxy, client.stories());
                System.out.printf(
                        "%d kills (%d of them while starting, seed %d): %s; %d of the unknown are at the SMSC; SmsInfo: %s; "
                                + "start to ready: median %d ms, longest %d ms%n",
                        kills, killsDuringStart, seed, client, arrived, states, median(), Collections.max(readyMs));
                atSmsc.compareWith(client);
                assertTrue(
                        unknown <= (long) kills * WINDOW,
                        () -> unknown + " unknown after " + kills + " kills with a window of " + WINDOW);
                assertEquals(client.stories().size(), client.count("submitted") + unknown, client::toString);
            }
        }
    }

    private void killUnderLoad(SmscSimulator smsc, LoadClient client) throws Exception {
        try (ProxyProcess proxy = startProxy(smsc)) {
            int before = client.finished();
            client.open(app.async(proxy.channel()));
            client.allow(MESSAGES_A_ROUND);
            assertTrue(client.awaitFinished(before + 1, WITHIN), client::toString);
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(500)));
            proxy.kill();
            client.awaitEnd(WITHIN);
        }
        client.makeNoMore();
    }

    private void killWhileStarting() throws Exception {
        killsDuringStart++;
        try (ProxyProcess proxy = ProxyProcess.launch(directory, "run", "--config", "smpp-proxy.conf")) {
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(1 + median())));
            proxy.kill();
        }
    }

    private ProxyProcess startProxy(SmscSimulator smsc) throws Exception {
        long startNs = System.nanoTime();
        ProxyProcess proxy = ProxyProcess.start(directory);
        readyMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        if (app == null) {
            app = AppClient.of(directory, 1).inCompletionOrder();
        }
        assertTrue(smsc.awaitBound(1, WITHIN), "no bind within " + WITHIN);
        return proxy;
    }

    /** Sends what has no answer, then everything a second time: the answers must be the same. */
    private void settle(ProxyProcess proxy, LoadClient client) throws Exception {
        client.open(app.async(proxy.channel()));
        client.finish();
        assertTrue(client.awaitEnd(WITHIN).isOk(), client::toString);
        client.open(app.async(proxy.channel()));
        client.askAgain();
        client.finish();
        assertTrue(client.awaitEnd(WITHIN).isOk(), client::toString);
    }

    /** Everything answered success becomes DELIVERED, as the SMSC sends a receipt for each part; returns how many have which state. */
    private Map<String, Integer> checkStates(ProxyProcess proxy, Collection<LoadClient.Story> stories)
            throws Exception {
        SmsServiceFutureStub stub = app.future(proxy.channel());
        Map<String, Integer> states = new TreeMap<>();
        List<LoadClient.Story> open = new ArrayList<>(stories);
        long deadlineNs = System.nanoTime() + WITHIN.toNanos();
        while (!open.isEmpty()) {
            List<LoadClient.Story> undelivered = new ArrayList<>();
            boolean isLast = System.nanoTime() > deadlineNs;
            for (int from = 0; from < open.size(); from += QUERIES_AT_ONCE) {
                List<LoadClient.Story> some = open.subList(from, Math.min(open.size(), from + QUERIES_AT_ONCE));
                for (Map.Entry<LoadClient.Story, SmsStatusResponse> entry :
                        ask(stub, some).entrySet()) {
                    LoadClient.Story story = entry.getKey();
                    SmsStatusResponse info = entry.getValue();
                    assertEquals(story.request.getTransactionId(), info.getTransactionId(), info::toString);
                    boolean isDelivered = info.getStatus().equals("DELIVERED");
                    if (story.answer.getSuccess() && !isDelivered && !isLast) {
                        undelivered.add(story);
                    } else {
                        assertTrue(isDelivered || !story.answer.getSuccess(), () -> story.answer + " but " + info);
                        assertTrue(UNPROVEN.contains(info.getStatus()) || isPartlySent(info), info::toString);
                        states.merge(info.getStatus(), 1, Integer::sum);
                    }
                }
            }
            open = undelivered;
            LockSupport.parkNanos(open.isEmpty() ? 0 : TimeUnit.MILLISECONDS.toNanos(100));
        }
        return states;
    }

    /** Killed between two parts: the message can never be whole, but it is not NOT_SENT either. */
    private static boolean isPartlySent(SmsStatusResponse info) {
        return info.getStatus().equals("UNDELIVERABLE") && info.getPartsMap().containsValue("NOT_SENT");
    }

    private static Map<LoadClient.Story, SmsStatusResponse> ask(
            SmsServiceFutureStub stub, List<LoadClient.Story> stories) throws Exception {
        Map<LoadClient.Story, ListenableFuture<SmsStatusResponse>> calls = new HashMap<>();
        for (LoadClient.Story story : stories) {
            calls.put(
                    story,
                    stub.smsInfo(SmsStatusRequest.newBuilder()
                            .setEsme(1000)
                            .setMessageId(story.answer.getMessageId())
                            .build()));
        }
        Map<LoadClient.Story, SmsStatusResponse> answers = new HashMap<>();
        for (Map.Entry<LoadClient.Story, ListenableFuture<SmsStatusResponse>> call : calls.entrySet()) {
            answers.put(call.getKey(), call.getValue().get(30, TimeUnit.SECONDS));
        }
        return answers;
    }

    private long median() {
        List<Long> sorted = readyMs.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
