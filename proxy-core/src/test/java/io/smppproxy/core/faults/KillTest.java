package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.admission.MessageIdentity;
import io.smppproxy.core.admission.NodeSecret;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A core under load is killed with kill -9 again and again, also while it starts, and its maps are taken away or spoilt now and then.
 * At the end the ledgers of both sides and what the core tells must agree. -Dsmpp.kills sets the number of kills.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("smpp.kills", Boolean.getBoolean("nightly") ? 100 : 10);
    /** Both links' windows. */
    private static final int WINDOWS = 2 * 50;

    private static final Set<String> TERMINAL =
            Set.of("DELIVERED", "UNDELIVERABLE", "EXPIRED", "REJECTED", "NOT_SENT", "UNKNOWN");

    @TempDir
    Path dataDir;

    private final List<SmscSimulator> smscs = new ArrayList<>();
    /** Transaction ids by what the sender was told. */
    private final Map<String, String> told = new HashMap<>();

    @BeforeEach
    void start() {
        for (int i = 0; i < 2; i++) {
            SmscSimulator smsc = SmscSimulator.start(MultiRig.simulator().build());
            smsc.plan().answerDelay(DelayDistribution.exponential(Duration.ofMillis(4)));
            smscs.add(smsc);
        }
    }

    @AfterEach
    void stop() {
        smscs.forEach(SmscSimulator::close);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void shouldTellTheTruthAfterEveryKill() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                DurabilityClass durability = kill % 4 == 3 ? DurabilityClass.POWER : DurabilityClass.PROCESS;
                boolean isEarly = kill % 5 == 4;
                runAndKill("k" + kill, durability, isEarly, 50 + random.nextInt(isEarly ? 2_000 : 600));
                awaitQuietSmscs();
                spoilMaps(kill, random);
            }
            audit(random);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** @param isEarly kill so many milliseconds after the start of the process, else after the first reply */
    private void runAndKill(String name, DurabilityClass durability, boolean isEarly, int afterMs)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KilledCore.class.getName()));
        command.addAll(List.of(dataDir.toString(), durability.name(), name));
        smscs.forEach(smsc -> command.add(Integer.toString(smsc.port())));
        Process process = new ProcessBuilder(command)
                .redirectError(Redirect.to(
                        dataDir.resolveSibling(dataDir.getFileName() + ".err").toFile()))
                .start();
        AtomicBoolean killed = new AtomicBoolean();
        boolean isTimed = false;
        if (isEarly) {
            killLater(process, afterMs, killed);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("S ") && !isEarly && !isTimed) {
                    isTimed = true;
                    killLater(process, afterMs, killed);
                }
                assertFalse(line.startsWith("problem"), line);
                String[] words = line.split(" ", -1);
                // A last line may be cut; a whole one ends with a blank.
                if (words.length == 3) {
                    told.put(words[1], words[0]);
                }
            }
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
        assertTrue(killed.get(), () -> name + " ended by itself: " + errors());
    }

    private String errors() {
        try {
            return Files.readString(dataDir.resolveSibling(dataDir.getFileName() + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Not Process.destroyForcibly, which closes the pipe with what is still in it. */
    private static void killLater(Process process, int afterMs, AtomicBoolean killed) {
        Thread killer = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(afterMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            killed.set(process.isAlive());
            process.toHandle().destroyForcibly();
        });
        killer.setDaemon(true);
        killer.start();
    }

    private void awaitQuietSmscs() throws InterruptedException {
        for (SmscSimulator smsc : smscs) {
            assertTrue(smsc.awaitNoConnections(Duration.ofSeconds(10)));
        }
    }

    private void spoilMaps(int kill, SplittableRandom random) throws IOException {
        if (!Files.isDirectory(dataDir.resolve("maps")) || kill % 3 != 2) {
            return;
        }
        List<Path> maps;
        try (Stream<Path> files = Files.list(dataDir.resolve("maps"))) {
            maps = files.filter(file -> file.toString().endsWith(".map"))
                    .sorted()
                    .toList();
        }
        if (maps.isEmpty()) {
            return;
        }
        Path map = maps.get(random.nextInt(maps.size()));
        if (random.nextBoolean()) {
            Files.delete(map);
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(map.toFile(), "rw")) {
            byte[] noise = new byte[512];
            for (int i = 0; i < 50; i++) {
                random.nextBytes(noise);
                file.seek((long) (random.nextDouble() * (file.length() - noise.length)));
                file.write(noise);
            }
        }
    }

    private void audit(SplittableRandom random) throws Exception {
        Map<String, Integer> arrived = arrivals();
        int[] ports = smscs.stream().mapToInt(SmscSimulator::port).toArray();
        NodeSecret secret = NodeSecret.open(dataDir);
        MessageIdentity identity = new MessageIdentity(secret);
        try (ProxyCore core = ProxyCore.start(CoreConfigs.of(dataDir).build(KilledCore.links(ports), List.of()))) {
            TestEdge edge = new TestEdge(core.submitPort(), core.queryPort());
            Map<String, Integer> words = new TreeMap<>();
            Set<String> keys = new java.util.TreeSet<>(told.keySet());
            keys.addAll(arrived.keySet());
            for (String key : keys) {
                Submission submission = KilledCore.fill(new Submission(), link(key), key);
                identity.assign(submission);
                MessageInfo info = edge.info(link(key), submission.messageIdHi(), submission.messageIdLo());
                String word = info == null ? "absent" : info.status();
                words.merge(word, 1, Integer::sum);
                auditOne(key, told.get(key), arrived.getOrDefault(key, 0), info, word);
            }
            int ambiguous = words.getOrDefault("ambiguous", 0);
            assertTrue(ambiguous <= KILLS * WINDOWS, () -> words.toString());
            assertTrue(told.size() > KILLS * 50, () -> told.size() + " replies in all");
            auditRetries(edge, new ArrayList<>(told.keySet()), random);
            System.out.println(KILLS + " kills, " + told.size() + " replies, " + words);
        }
    }

    private static long link(String key) {
        return CoreConfigs.LINK + Integer.parseInt(key.substring(key.lastIndexOf('-') + 1)) % 2;
    }

    /** Per message the number of times that its first part arrived; every part that arrived did so once. */
    private Map<String, Integer> arrivals() {
        Map<String, Integer> arrivals = new HashMap<>();
        for (SmscSimulator smsc : smscs) {
            Map<String, Integer> parts = new HashMap<>();
            for (ReceivedPart part : smsc.ledger().accepted()) {
                int udh = part.udhLength();
                byte[] octets = part.userData();
                String text = new String(octets, udh, octets.length - udh, StandardCharsets.ISO_8859_1);
                boolean isFirst = udh == 0 || octets[udh - 1] == 1;
                if (isFirst) {
                    String key = text.replaceFirst("x+$", "");
                    arrivals.merge(key, 1, Integer::sum);
                    parts.merge(key, 1, Integer::sum);
                }
            }
            parts.forEach((key, times) -> assertEquals(1, times, key + " arrived " + times + " times"));
        }
        return arrivals;
    }

    private static void auditOne(String key, String said, int arrived, MessageInfo info, String word) {
        String hint = key + ": told " + said + ", arrived " + arrived + ", " + info;
        boolean isSettled = word.equals("submitted") || word.equals("ambiguous") || TERMINAL.contains(word);
        assertTrue(isSettled || (info == null && arrived == 0 && said == null), hint);
        if ("S".equals(said)) {
            assertEquals(1, arrived, hint);
            assertTrue(word.equals("submitted") || word.equals("DELIVERED"), hint);
        }
        if (word.equals("submitted") || word.equals("DELIVERED")) {
            assertEquals(1, arrived, hint);
        }
        if (word.equals("NOT_SENT") && info.partStatuses().stream().allMatch("NOT_SENT"::equals)) {
            assertEquals(0, arrived, hint);
        }
    }

    /** Whoever asks again hears the same and nothing is sent again. */
    private void auditRetries(TestEdge edge, List<String> keys, SplittableRandom random) throws Exception {
        int before =
                smscs.stream().mapToInt(smsc -> smsc.ledger().accepted().size()).sum();
        for (int i = 0; i < 100; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            if (told.get(key).equals("S")) {
                Reply reply = edge.sendPatiently(KilledCore.fill(new Submission(), link(key), key))
                        .await();
                assertEquals(ReplyOutcome.SUBMITTED, reply.outcome(), key);
            }
        }
        assertEquals(
                before,
                smscs.stream().mapToInt(smsc -> smsc.ledger().accepted().size()).sum());
        assertEquals(0, edge.unanswered());
    }
}
