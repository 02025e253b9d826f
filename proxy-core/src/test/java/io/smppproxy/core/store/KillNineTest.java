package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.journal.FileJournal;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.journal.RecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process appends, acknowledges on its standard output, and keeps the maps up to date; it is killed again and again. Everything
 * that it acknowledged must be in the journal, and the maps must agree with the journal after replay.
 */
class KillNineTest {
    private static final int KILLS = Integer.getInteger("smpp.kills", 10);
    private static final int MESSAGES = 3000;
    private static final int RECORD_BYTES = 120;

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldKeepEverythingAcknowledgedOverKills() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int rebuilds = 0;
        long kept = 0;
        try {
            for (int i = 0; i < KILLS; i++) {
                long acknowledged = runAndKill(500 + random.nextInt(3000));
                try (Node node = new Node(directory)) {
                    assertTrue(node.count > acknowledged, "kill " + i + ": " + acknowledged + " of " + node.count);
                    assertTrue(node.count >= kept, "records of an earlier run are gone");
                    kept = node.count;
                    rebuilds += node.stores.rebuildReason() == null || i == 0 ? 0 : 1;
                    node.assertMapsAgree();
                }
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
        System.out.println(KILLS + " kills, " + kept + " records, maps rebuilt " + rebuilds + " times");
    }

    private long runAndKill(int acknowledgements) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-D"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KillNineTest.class.getName()));
        command.add(directory.toString());
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        long last = -1;
        try (BufferedReader acks =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < acknowledgements; i++) {
                String line = acks.readLine();
                assertTrue(line != null, "the process ended by itself");
                last = line.startsWith("ack ")
                        ? Long.parseLong(line.substring(4).strip())
                        : last;
            }
            // Not Process.destroyForcibly, which closes the pipe.
            process.toHandle().destroyForcibly();
            // Acknowledgements that were already in the pipe count too; a last line may be cut.
            for (String line = acks.readLine(); line != null; line = acks.readLine()) {
                if (line.startsWith("ack ") && line.endsWith(" ")) {
                    last = Long.parseLong(line.substring(4).strip());
                }
            }
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
        return last;
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        try (Node node = new Node(Path.of(arguments[0]))) {
            for (int batch = 0; batch < Integer.MAX_VALUE; batch++) {
                node.appendAndApply(1 + batch % 16);
                out.print("ack " + (node.count - 1) + " \n");
                out.flush();
                if (batch % 20 == 0) {
                    node.checkpoint();
                }
            }
        }
    }

    /** A journal, its maps, and a tracker that is as simple as can be: record n rewrites message n mod 3000. */
    private static final class Node implements AutoCloseable {
        private final Journal journal;
        private final Stores stores;
        private final JournalReader reader;
        private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES]);
        private final RecordHandler apply = (type, ms, end, buffer, offset, length) -> {
            assertEquals(RECORD_BYTES, length);
            write(buffer.getLong(offset));
        };
        private long count;

        @SuppressWarnings("this-escape")
        Node(Path directory) {
            journal = FileJournal.open(directory.resolve("journal"), 1, DurabilityClass.PROCESS, 1 << 16, 1 << 30);
            stores = Stores.open(directory.resolve("maps"), 2 * MESSAGES, 100, journal);
            try (JournalReader all = journal.reader(0, 0)) {
                all.poll(
                        (type, ms, end, buffer, offset, length) -> assertEquals(count++, buffer.getLong(offset)),
                        Integer.MAX_VALUE);
            }
            reader = journal.reader(0, stores.appliedPosition(0));
            reader.poll(apply, Integer.MAX_VALUE);
        }

        private void write(long number) {
            MessageRecord message = MessageStoreContract.message(number % MESSAGES, 1 + (int) (number % 3), 12);
            message.updatedAtMs = number;
            stores.messages().write(message);
            stores.receipts().write(1, id(number), 2, new ReceiptEntry().part(0, number, 0, number));
            stores.receipts().remove(1, id(number + MESSAGES / 2), 2);
        }

        private static byte[] id(long number) {
            long slot = number % MESSAGES;
            return new byte[] {(byte) slot, (byte) (slot >> 8)};
        }

        void appendAndApply(int records) {
            JournalWriter writer = journal.writer(0);
            for (int i = 0; i < records; i++) {
                record.putLong(0, count++);
                writer.append(1, count, record, 0, RECORD_BYTES);
            }
            writer.commit();
            reader.poll(apply, Integer.MAX_VALUE);
        }

        void checkpoint() {
            stores.writeCheckpoint(new long[] {reader.position()});
        }

        void assertMapsAgree() {
            MessageRecord read = new MessageRecord();
            for (long number = Math.max(0, count - MESSAGES); number < count; number++) {
                MessageRecord expected = MessageStoreContract.message(number % MESSAGES, 1 + (int) (number % 3), 12);
                assertTrue(stores.messages().read(expected.idHi, expected.idLo, read), "message of record " + number);
                assertEquals(number, read.updatedAtMs);
                assertEquals(expected.partCount(), read.partCount());
            }
            assertEquals(Math.min(count, MESSAGES), stores.messages().size());
        }

        @Override
        public void close() {
            reader.close();
            stores.close();
            journal.close();
        }
    }
}
