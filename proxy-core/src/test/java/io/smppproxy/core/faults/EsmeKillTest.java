package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.ReceivingEsme;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ReceiptPlan;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A core whose ESME submits and receives is killed with kill -9 again and again, half of the time while receipts pile up because nobody is
 * bound to receive. At the end there is a receipt for every message that was answered with ESME_ROK. -Dsmpp.kills sets the number of kills.
 */
class EsmeKillTest {
    private static final int KILLS = Integer.getInteger("smpp.kills", Boolean.getBoolean("nightly") ? 100 : 8);
    private static final int MAX_OPEN = 80;
    private static final ReceiptPlan LATER =
            ReceiptPlan.DEFAULT.withDelay(DelayDistribution.exponential(Duration.ofMillis(20)));

    @TempDir
    Path dataDir;

    private SmscSimulator smsc;
    /** Ids that submit_sm_resp told, and how often a receipt came for each id. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> receipts = new ConcurrentHashMap<>();

    @BeforeEach
    void start() {
        smsc = SmscSimulator.start(MultiRig.simulator().build());
        smsc.plan().answerDelay(DelayDistribution.exponential(Duration.ofMillis(2)));
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldLoseNoReceiptWhateverIsKilled() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                DurabilityClass durability = kill % 4 == 3 ? DurabilityClass.POWER : DurabilityClass.PROCESS;
                smsc.plan().receipts(kill % 3 == 2 ? ReceiptPlan.DEFAULT.withBeforeAnswer(true) : LATER);
                runAndKill(kill, durability, random);
                assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(10)));
                if (kill % 5 == 4) {
                    loseMaps();
                }
            }
            audit();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void runAndKill(int kill, DurabilityClass durability, SplittableRandom random) throws Exception {
        Files.deleteIfExists(beside("port"));
        Process process = startCore(durability);
        try {
            Await.until("the core listens", () -> {
                assertTrue(process.isAlive(), this::output);
                return Files.exists(beside("port"));
            });
            int port = Integer.parseInt(Files.readString(beside("port")));
            List<ReceivingEsme> esmes = new ArrayList<>();
            ReceivingEsme sender = bind(port, RawEsme.BIND_TX);
            esmes.add(sender);
            if (kill % 2 == 1) {
                esmes.add(bind(port, RawEsme.BIND_RX));
                esmes.add(bind(port, RawEsme.BIND_RX));
            }
            Thread sending = new Thread(() -> submit(sender), "sender");
            sending.setDaemon(true);
            sending.start();
            int before = told.size();
            Await.until("the first answer", () -> told.size() > before);
            TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(700));
            assertTrue(process.isAlive(), this::output);
            process.toHandle().destroyForcibly();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            for (ReceivingEsme esme : esmes) {
                Await.until("the connections are gone", esme::isEnded);
                esme.close();
            }
            sending.join();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process startCore(DurabilityClass durability) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KilledEsmeCore.class.getName()));
        command.addAll(List.of(dataDir.toString(), durability.name(), Integer.toString(smsc.port())));
        command.add(beside("port").toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(beside("out").toFile()))
                .start();
    }

    private Path beside(String name) {
        return dataDir.resolveSibling(dataDir.getFileName() + "." + name);
    }

    private String output() {
        try {
            return Files.readString(beside("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private ReceivingEsme bind(int port, int command) throws IOException {
        RawEsme esme = new RawEsme(port);
        assertEquals(
                0,
                esme.bind(command, KilledEsmeCore.ACCOUNT, CoreConfigs.PASSWORD).status());
        return new ReceivingEsme(esme, this::onDelivery);
    }

    /** Now and then something is refused for now. */
    private int onDelivery(ReceivingEsme.Delivered delivered) {
        String id = delivered.receipt().id();
        if (id.hashCode() % 50 == 0 && !receipts.containsKey(id)) {
            receipts.put(id, 0);
            return CommandStatus.ESME_RMSGQFUL;
        }
        receipts.merge(id, 1, Integer::sum);
        return 0;
    }

    private void submit(ReceivingEsme esme) {
        List<CompletableFuture<?>> open = new ArrayList<>();
        try {
            for (int i = 0; !esme.isEnded(); i++) {
                open.add(esme.submit(RawEsme.submitBody("m" + i)).thenAccept(answer -> {
                    if (answer.status() == 0) {
                        told.add(answer.text().substring(0, answer.text().length() - 1));
                    }
                }));
                if (open.size() == MAX_OPEN) {
                    open.remove(0).get(20, TimeUnit.SECONDS);
                }
            }
        } catch (Exception e) {
            // Killed.
        }
    }

    private void loseMaps() throws IOException {
        Files.deleteIfExists(dataDir.resolve("maps").resolve("checkpoint"));
    }

    private void audit() throws Exception {
        try (ProxyCore core = KilledEsmeCore.start(dataDir, DurabilityClass.PROCESS, smsc.port());
                ReceivingEsme esme = bind(core.esmePort(false), RawEsme.BIND_RX)) {
            Await.until(
                    "a receipt for each of " + told.size(),
                    () -> told.stream().allMatch(id -> receipts.getOrDefault(id, 0) > 0));
            Await.until(
                    "nothing waits",
                    () -> core.deliveryMetrics().stream().allMatch(metrics -> metrics.pending.get() == 0));
            long duplicates = receipts.values().stream()
                    .filter(count -> count > 1)
                    .mapToInt(count -> count - 1)
                    .sum();
            System.out.println(KILLS + " kills, " + told.size() + " messages, " + duplicates + " receipts came twice");
            assertTrue(told.size() > KILLS * 20, () -> told.size() + " messages in all");
            assertTrue(duplicates < 0.2 * told.size(), () -> duplicates + " of " + told.size());
            assertTrue(esme.receiptIds().size() > 0, "some waited over the last kill");
        }
    }
}
