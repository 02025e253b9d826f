package io.smppproxy.core.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens in whatever order (messages, results, lost sessions, kills at any moment, checkpoints), nothing is lost, each account's
 * messages are tried in order, and what is known to be done is not sent again.
 */
class DeliveriesPropertyTest {
    private static final int ROUNDS = Integer.getInteger("smpp.rounds", 10);
    private static final int STEPS = 400;

    @TempDir
    Path directory;

    private SplittableRandom random;
    private DeliveriesRig rig;
    private Path home;
    private long[] checkpoint;
    /** Messages journaled per account, and tried for the first time. */
    private final int[] journaled = new int[4];

    private final int[] tried = new int[4];
    private final Set<String> taken = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    /** Ended, and the end is journaled. */
    private final Set<String> over = new HashSet<>();
    /** Ended, and the end may be lost. */
    private final List<String> answered = new ArrayList<>();

    private int homes;
    private int duplicates;

    @Test
    void shouldLoseNothingAndKeepOrder() throws Exception {
        int allDuplicates = 0;
        for (long seed = 1; seed <= ROUNDS; seed++) {
            try {
                run(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            } finally {
                rig.close();
            }
            allDuplicates += duplicates;
        }
        assertTrue(allDuplicates > 0, "kills must have cost something");
    }

    private void run(SplittableRandom seeded) throws IOException {
        random = seeded;
        checkpoint = new long[0];
        duplicates = 0;
        for (int i = 0; i < journaled.length; i++) {
            journaled[i] = 0;
            tried[i] = 0;
        }
        taken.clear();
        refused.clear();
        over.clear();
        answered.clear();
        home = directory.resolve("home-" + homes++);
        open();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        settleAll();
    }

    private void open() {
        rig = new DeliveriesRig(home, checkpoint);
        rig.onSent = this::onSent;
        if (random.nextBoolean()) {
            rig.bind(1 + random.nextInt(3), 1 + random.nextInt(10));
        }
    }

    private void onSent(DeliveriesRig.Gate gate, String text) {
        assertFalse(over.contains(text), text + " was over and is sent again");
        int account = (int) gate.accountId;
        int number = Integer.parseInt(text.substring(text.indexOf('-') + 1));
        assertTrue(text.startsWith(account + "-"), text + " for account " + account);
        assertTrue(number <= tried[account], text + " is tried before " + tried[account]);
        if (number == tried[account]) {
            tried[account]++;
        } else if (taken.contains(text) || refused.contains(text)) {
            duplicates++;
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                for (int i = random.nextInt(20); i > 0; i--) {
                    int account = 1 + random.nextInt(3);
                    rig.mo(account, account + "-" + journaled[account]++);
                }
            }
            case 3, 4, 5 -> pass();
            case 6, 7, 8 -> answerSome();
            case 9 -> rig.bind(1 + random.nextInt(3), 1 + random.nextInt(10));
            case 10 -> {
                List<DeliveriesRig.Gate> gates = rig.gates();
                if (!gates.isEmpty()) {
                    gates.get(random.nextInt(gates.size())).close();
                }
            }
            case 11 -> {
                rig.later(random.nextInt(3_000));
                ended();
            }
            case 12 -> {
                checkpoint = rig.checkpoint();
                ended();
            }
            default -> kill();
        }
    }

    private void pass() {
        rig.pass();
        ended();
    }

    /** What was answered before a pass is journaled after it. */
    private void ended() {
        rig.log.commit();
        rig.apply();
        if (rig.deliveries.step(rig.nowMs, rig.nowNs) == 0) {
            rig.log.commit();
            over.addAll(answered);
            answered.clear();
        }
    }

    private void answerSome() {
        for (DeliveriesRig.Gate gate : rig.gates()) {
            for (int i = random.nextInt(1 + gate.inFlight.size()); i > 0; i--) {
                answer(gate);
            }
        }
    }

    private void answer(DeliveriesRig.Gate gate) {
        switch (random.nextInt(10)) {
            case 0 -> gate.answer(DeliveryResults.RETRY, CommandStatus.ESME_RX_T_APPN);
            case 1 -> gate.answer(DeliveryResults.UNANSWERED, 0);
            case 2 -> {
                String text = gate.answer(DeliveryResults.REFUSED, CommandStatus.ESME_RX_R_APPN);
                refused.add(text);
                answered.add(text);
            }
            default -> {
                String text = gate.answer(DeliveryResults.DONE, 0);
                taken.add(text);
                answered.add(text);
            }
        }
    }

    /** At any moment: records applied whose deliveries are not written, results not drained, ends not committed. */
    private void kill() throws IOException {
        rig.applySome(random.nextInt(10));
        if (random.nextBoolean()) {
            rig.deliveries.step(rig.nowMs, rig.nowNs);
        }
        // What is in memory, the writer's batch too, is gone: the files are as they are now.
        Path next = directory.resolve("home-" + homes++);
        copy(home, next);
        long nowMs = rig.nowMs;
        long nowNs = rig.nowNs;
        rig.close();
        home = next;
        answered.clear();
        open();
        rig.nowMs = nowMs;
        rig.nowNs = nowNs;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void settleAll() {
        for (int account = 1; account <= 3; account++) {
            rig.bind(account, 10);
        }
        for (int i = 0; (i < 1_000 && rig.deliveries.oldestPending() != Long.MAX_VALUE) || i < 3; i++) {
            rig.later(1_000);
            for (DeliveriesRig.Gate gate : rig.gates()) {
                while (!gate.inFlight.isEmpty()) {
                    taken.add(gate.answer(DeliveryResults.DONE, 0));
                }
            }
            rig.pass();
        }
        Map<Integer, Integer> missing = new HashMap<>();
        for (int account = 1; account <= 3; account++) {
            assertEquals(journaled[account], tried[account], "account " + account);
            for (int i = 0; i < journaled[account]; i++) {
                String text = account + "-" + i;
                if (!taken.contains(text) && !refused.contains(text)) {
                    missing.merge(account, 1, Integer::sum);
                }
            }
        }
        assertEquals(Map.of(), missing);
        assertEquals(Long.MAX_VALUE, rig.deliveries.oldestPending());
        assertEquals(0, rig.deliveries.inFlight());
    }
}
