package io.smppproxy.core.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is written into the journal and the maps comes out again, at any offset. */
class RecordsTest {
    private static final int ROUNDS = 500;
    private static final List<PartState> STATES = List.of(PartState.values());

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    private static byte[] octets(SplittableRandom random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private byte[] read(int offset, int length) {
        byte[] octets = new byte[length];
        buffer.getBytes(offset, octets);
        return octets;
    }

    @Test
    void shouldKeepEveryFieldOfAnAccept() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int at = random.nextInt(50);
            long[] values = random.longs(11).toArray();
            int flags = random.nextInt();
            int parts = 1 + random.nextInt(255);
            int day = random.nextInt();
            String tx = "t".repeat(random.nextInt(64)) + (random.nextBoolean() ? " ~" : "");
            AcceptFlyweight.putId(buffer, at, values[0], values[1]);
            AcceptFlyweight.putOrigin(buffer, at, values[2], values[3], values[4], values[5]);
            AcceptFlyweight.putBody(buffer, at, values[6], values[7], flags, parts);
            AcceptFlyweight.putContact(buffer, at, values[8], values[9], values[10], day);
            int length = AcceptFlyweight.putTransactionId(buffer, at, tx);
            String hint = "seed " + seed;
            assertArrayEquals(
                    values,
                    new long[] {
                        AcceptFlyweight.idHi(buffer, at),
                        AcceptFlyweight.idLo(buffer, at),
                        AcceptFlyweight.appId(buffer, at),
                        AcceptFlyweight.taskId(buffer, at),
                        AcceptFlyweight.esme(buffer, at),
                        AcceptFlyweight.linkId(buffer, at),
                        AcceptFlyweight.acceptedAtMs(buffer, at),
                        AcceptFlyweight.bodyDigest(buffer, at),
                        AcceptFlyweight.contactKeyHi(buffer, at),
                        AcceptFlyweight.contactKeyLo(buffer, at),
                        AcceptFlyweight.textDigest(buffer, at)
                    },
                    hint);
            assertEquals(flags, AcceptFlyweight.flags(buffer, at), hint);
            assertEquals(parts, AcceptFlyweight.partCount(buffer, at), hint);
            assertEquals(day, AcceptFlyweight.contactDay(buffer, at), hint);
            byte[] txOctets = tx.getBytes(StandardCharsets.US_ASCII);
            assertEquals(txOctets.length, AcceptFlyweight.transactionIdLength(buffer, at), hint);
            assertArrayEquals(txOctets, read(AcceptFlyweight.transactionIdOffset(at), txOctets.length), hint);
            assertEquals(AcceptFlyweight.FIXED_BYTES + txOctets.length, length, hint);
            long destination = random.nextLong();
            int whole = AcceptFlyweight.putDestination(buffer, at, length, destination);
            assertEquals(length + 8, whole, hint);
            assertEquals(destination, AcceptFlyweight.destinationDigest(buffer, at, whole), hint);
            assertEquals(0, AcceptFlyweight.destinationDigest(buffer, at, length), "one of an older journal");
            assertArrayEquals(txOctets, read(AcceptFlyweight.transactionIdOffset(at), txOctets.length), hint);
        }
    }

    @Test
    void shouldKeepEveryFieldOfAResultWithAndWithoutIds() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int at = random.nextInt(50);
            long hi = random.nextLong();
            long lo = random.nextLong();
            int part = random.nextInt(255);
            PartState state = STATES.get(random.nextInt(STATES.size()));
            int attempt = random.nextInt(128);
            int status = random.nextInt();
            long link = random.nextLong();
            int length = PartRecords.putResult(buffer, at, hi, lo, part, state, attempt, status, link);
            byte[] id = octets(random, random.nextInt(66));
            byte[] key = octets(random, random.nextInt(66));
            String hint = "seed " + seed;
            if (id.length > 0) {
                length = PartRecords.putResultIds(buffer, at, id, id.length, key, key.length);
            }
            assertEquals(hi, PartRecords.idHi(buffer, at), hint);
            assertEquals(lo, PartRecords.idLo(buffer, at), hint);
            assertEquals(part, PartRecords.part(buffer, at), hint);
            assertEquals(state, PartRecords.state(buffer, at), hint);
            assertEquals(attempt, PartRecords.attempt(buffer, at), hint);
            assertEquals(status, PartRecords.commandStatus(buffer, at), hint);
            assertEquals(link, PartRecords.linkId(buffer, at), hint);
            assertEquals(id.length, PartRecords.idLength(buffer, at), hint);
            assertArrayEquals(id, read(PartRecords.idOffset(at), id.length), hint);
            byte[] expectedKey = id.length == 0 ? id : key.length == 0 ? id : key;
            assertArrayEquals(
                    expectedKey, read(PartRecords.keyOffset(buffer, at), PartRecords.keyLength(buffer, at)), hint);
            int ids = id.length == 0 ? 0 : id.length + key.length;
            assertEquals(PartRecords.RESULT_FIXED_BYTES + ids, length, hint);
        }
    }

    @Test
    void shouldKeepIntentsOutcomesAndReceipts() {
        assertEquals(PartRecords.INTENT_BYTES, PartRecords.putIntent(buffer, 3, -1, -2, 254, 2, 0x7FFF_FFFF, 9));
        assertEquals(-1, PartRecords.idHi(buffer, 3));
        assertEquals(-2, PartRecords.idLo(buffer, 3));
        assertEquals(254, PartRecords.part(buffer, 3));
        assertEquals(9, PartRecords.linkId(buffer, 3));

        PartRecords.putOutcome(buffer, 5, 1, 2, 3, PartState.TIMED_OUT);
        assertEquals(3, PartRecords.part(buffer, 5));
        assertEquals(PartState.TIMED_OUT, PartRecords.state(buffer, 5));

        byte[] key = "abc-1".getBytes(StandardCharsets.US_ASCII);
        int length = PartRecords.putReceipt(buffer, 7, 77, 2, -1, key, key.length);
        assertEquals(PartRecords.RECEIPT_FIXED_BYTES + 5, length);
        assertEquals(77, PartRecords.receiptLinkId(buffer, 7));
        assertEquals(2, PartRecords.receiptState(buffer, 7));
        assertEquals(-1, PartRecords.receiptError(buffer, 7));
        assertArrayEquals(key, read(PartRecords.receiptKeyOffset(7), PartRecords.receiptKeyLength(buffer, 7)));
    }

    @Test
    void shouldKeepEveryFieldOfAMessageRecordThoughReusedForAnother() {
        MessageRecord decoded = new MessageRecord();
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MessageRecord record = random(random);
            int at = random.nextInt(20);
            int length = record.encode(buffer, at);
            String hint = "seed " + seed;
            assertEquals(record.encodedLength(), length, hint);
            decoded.decode(buffer, at);
            assertSame(record, decoded, hint);
        }
    }

    private static MessageRecord random(SplittableRandom random) {
        int parts = 1 + random.nextInt(random.nextInt(10) == 0 ? 255 : 4);
        MessageRecord record = new MessageRecord().parts(parts);
        record.idHi = random.nextLong();
        record.idLo = random.nextLong();
        record.appId = random.nextLong();
        record.taskId = random.nextLong();
        record.esme = random.nextLong();
        record.linkId = random.nextLong();
        record.acceptedAtMs = random.nextLong();
        record.updatedAtMs = random.nextLong();
        record.bodyDigest = random.nextLong();
        record.contactKeyHi = random.nextLong();
        record.contactKeyLo = random.nextLong();
        record.flags = random.nextInt();
        byte[] tx = "transaction".repeat(random.nextInt(7)).getBytes(StandardCharsets.US_ASCII);
        record.transactionId(new UnsafeBuffer(tx), 0, tx.length);
        for (int part = 0; part < parts; part++) {
            record.state(part, STATES.get(random.nextInt(STATES.size())));
            record.commandStatus(part, random.nextInt());
            byte[] id = octets(random, random.nextInt(66));
            record.smscId(part, new UnsafeBuffer(id), 0, id.length);
        }
        return record;
    }

    private static void assertSame(MessageRecord record, MessageRecord decoded, String hint) {
        assertEquals(record.idHi, decoded.idHi, hint);
        assertEquals(record.idLo, decoded.idLo, hint);
        assertEquals(record.appId, decoded.appId, hint);
        assertEquals(record.taskId, decoded.taskId, hint);
        assertEquals(record.esme, decoded.esme, hint);
        assertEquals(record.linkId, decoded.linkId, hint);
        assertEquals(record.acceptedAtMs, decoded.acceptedAtMs, hint);
        assertEquals(record.updatedAtMs, decoded.updatedAtMs, hint);
        assertEquals(record.bodyDigest, decoded.bodyDigest, hint);
        assertEquals(record.contactKeyHi, decoded.contactKeyHi, hint);
        assertEquals(record.contactKeyLo, decoded.contactKeyLo, hint);
        assertEquals(record.flags, decoded.flags, hint);
        assertEquals(record.transactionId(), decoded.transactionId(), hint);
        assertEquals(record.partCount(), decoded.partCount(), hint);
        for (int part = 0; part < record.partCount(); part++) {
            assertEquals(record.state(part), decoded.state(part), hint);
            assertEquals(record.commandStatus(part), decoded.commandStatus(part), hint);
            assertEquals(record.smscIdLength(part), decoded.smscIdLength(part), hint);
            for (int i = 0; i < record.smscIdLength(part); i++) {
                assertEquals(record.smscId(part)[i], decoded.smscId(part)[i], hint);
            }
        }
    }
}
