package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.journal.FileJournal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.RecordLookup;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.metrics.DeliveryMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Deliveries with a real journal, without a tracker: what the tracker does is done step by step, and time is told. */
final class DeliveriesRig implements AutoCloseable {
    static final long MAX_AGE_MS = 3_600_000;
    private static final int OWN = 0;
    private static final int SOURCE = 1;

    /** A session of the account. */
    final class Gate implements Receiver {
        final long accountId;
        int credits;
        boolean isRingFull;
        /** Positions and texts, oldest first. */
        final Map<Long, String> inFlight = new LinkedHashMap<>();

        Gate(long accountId, int window) {
            this.accountId = accountId;
            this.credits = window;
        }

        @Override
        public int credits() {
            return credits;
        }

        @Override
        public boolean offer(long position, DirectBuffer pdu, int offset, int length) {
            if (credits == 0 || isRingFull) {
                return false;
            }
            credits--;
            String text = text(pdu, offset, length);
            inFlight.put(position, text);
            sent.add(text);
            onSent.accept(this, text);
            return true;
        }

        String firstText() {
            return inFlight.values().iterator().next();
        }

        /** Answers the oldest one. */
        String answer(int outcome, int status) {
            long position = inFlight.keySet().iterator().next();
            String text = inFlight.remove(position);
            credits++;
            results.offer(accountId, position, outcome, status);
            return text;
        }

        /** Takes the next one as soon as it comes. */
        void answerSoon() {
            onSent = (gate, text) -> {
                if (gate == this) {
                    answer(DeliveryResults.DONE, 0);
                }
            };
        }

        void close() {
            gates.get(accountId).remove(this);
            while (!inFlight.isEmpty()) {
                answer(DeliveryResults.RETURNED, 0);
            }
            changed.run();
        }
    }

    private final Map<Long, List<Gate>> gates = new HashMap<>();
    final DeliveryResults results = new DeliveryResults(4_096);
    final List<String> sent = new ArrayList<>();
    BiConsumer<Gate, String> onSent = (gate, text) -> {};
    Runnable changed = () -> {};
    long nowMs = 1_700_000_000_000L;
    long nowNs = Long.MAX_VALUE - 5_000_000_000L;

    final FileJournal journal;
    final DeliveryLog log;
    final DeliveryMaker maker;
    final Deliveries deliveries;
    private final RecordLookup lookup;
    private final JournalReader[] readers = new JournalReader[2];
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final SmEncoder encoder = new SmEncoder();

    DeliveriesRig(Path directory, long... checkpoint) {
        this.journal = FileJournal.open(directory, 2, DurabilityClass.PROCESS, 1 << 16, 1L << 40);
        this.log = new DeliveryLog(journal, OWN);
        this.lookup = new RecordLookup(journal);
        this.maker = new DeliveryMaker(log);
        Receivers directoryOfGates = new Receivers() {
            @Override
            public Receiver[] receivers(long accountId) {
                return gates.getOrDefault(accountId, List.of()).toArray(Receiver[]::new);
            }

            @Override
            public void onChange(Runnable listener) {
                changed = listener;
            }
        };
        LongFunction<AccountConfig> accounts = id -> id > 3
                ? null
                : AccountConfig.builder(id, "esme" + id)
                        .deliveries(10, MAX_AGE_MS)
                        .deliveryMaxPending(50)
                        .build();
        this.deliveries =
                new Deliveries(log, lookup, OWN, new EsmeSide(directoryOfGates, results, accounts), 10 * MAX_AGE_MS);
        for (int i = 0; i < readers.length; i++) {
            readers[i] = journal.reader(i, checkpoint.length == 0 ? 0 : checkpoint[i]);
        }
        replay();
    }

    private void replay() {
        try (JournalReader ahead = journal.reader(OWN, readers[OWN].position())) {
            log.beginReplay(ahead);
        }
        apply();
        log.endReplay();
        apply();
    }

    /** A message for the account is journaled. */
    void mo(long accountId, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        encoder.reset(CommandId.DELIVER_SM)
                .sourceAddr(1, 1, "1")
                .destinationAddr(1, 1, "2")
                .shortMessage(octets, 0, octets.length);
        int length = encoder.encode();
        DeliveryRecords.putMo(scratch, 0, 77, accountId);
        scratch.putBytes(DeliveryRecords.MO_FIXED_BYTES, encoder.octets(), encoder.octetsOffset(), length);
        journal.writer(SOURCE).append(RecordType.MO, nowMs, scratch, 0, DeliveryRecords.MO_FIXED_BYTES + length);
        journal.writer(SOURCE).commit();
    }

    /** Applies what is journaled; the deliveries that this makes are journaled, but for the last step not applied yet. */
    void apply() {
        for (int i = 0; i < readers.length; i++) {
            applyOne(i, Integer.MAX_VALUE);
        }
        log.commit();
        applyOne(OWN, Integer.MAX_VALUE);
    }

    /** Applies some records and leaves what they make unwritten. */
    void applySome(int limit) {
        applyOne(SOURCE, limit);
    }

    private void applyOne(int stream, int limit) {
        for (int i = 0; i < limit; i++) {
            long[] position = {readers[stream].position()};
            int polled = readers[stream].poll(
                    (type, ms, end, b, at, length) -> {
                        switch (type) {
                            case RecordType.MO -> maker.onMo(stream, position[0], ms, b, at, length);
                            case RecordType.DELIVERY -> deliveries.onDelivery(position[0], b, at);
                            case RecordType.DONE -> deliveries.onDone(b, at);
                            default -> {}
                        }
                    },
                    1);
            if (polled == 0) {
                return;
            }
        }
    }

    /** What the tracker does in one go. */
    void pass() {
        apply();
        deliveries.step(nowMs, nowNs);
        log.commit();
        apply();
        deliveries.step(nowMs, nowNs);
    }

    void later(long ms) {
        nowMs += ms;
        nowNs += ms * 1_000_000;
        deliveries.tick(nowMs, nowNs);
        pass();
    }

    /** @return the positions from which a replay may begin */
    long[] checkpoint() {
        log.settle(new long[] {readers[0].position(), readers[1].position()});
        return new long[] {
            Math.min(readers[OWN].position(), Math.min(log.settledAt(), deliveries.oldestPending())),
            readers[SOURCE].position()
        };
    }

    Gate bind(long accountId, int window) {
        Gate gate = new Gate(accountId, window);
        gates.computeIfAbsent(accountId, id -> new ArrayList<>()).add(gate);
        changed.run();
        return gate;
    }

    List<Gate> gates() {
        return gates.values().stream().flatMap(List::stream).toList();
    }

    DeliveryMetrics metrics(long accountId) {
        return deliveries.metrics().stream()
                .filter(metrics -> metrics.accountId == accountId)
                .findFirst()
                .orElseThrow();
    }

    static String text(DirectBuffer pdu, int offset, int length) {
        byte[] octets = new byte[length];
        pdu.getBytes(offset, octets);
        ByteBuf buf = Unpooled.wrappedBuffer(octets);
        SmFlyweight sm = new SmFlyweight().wrap(buf, 0, length);
        return buf.toString(sm.userDataOffset(), sm.userDataLength(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        lookup.close();
        for (JournalReader reader : readers) {
            reader.close();
        }
        journal.close();
    }
}
