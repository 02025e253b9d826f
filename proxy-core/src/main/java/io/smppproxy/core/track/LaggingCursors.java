package io.smppproxy.core.track;

import io.smppproxy.core.deliver.Deliveries;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.journal.JournalReader;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.journal.RecordHandler;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.PartState;
import io.smppproxy.core.store.ReceiptEntry;
import io.smppproxy.core.store.ReceiptIndex;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Expiry and retention without searching the maps: two cursors follow the journal at a distance, one as old as the time that a
 * receipt may take, one as old as the retention. What they pass is looked up; most of it needs nothing. Tracker only.
 */
final class LaggingCursors implements AutoCloseable {
    /** A step's work, so that the tracker never stays away from new records for long. */
    private static final int RECORDS_PER_STEP = 512;

    private final Journal journal;
    private final JournalWriter own;
    private final MessageStore messages;
    private final ReceiptIndex receipts;
    private final TrackerMetrics metrics;
    private final TrackerLimits limits;
    private final ParkedReceipts parked;
    private final Deliveries deliveries;
    private final int ownStream;
    private final JournalReader[] expiring;
    private final JournalReader[] retiring;
    private final RecordHandler expiry = this::onExpiring;
    private final RecordHandler retirement = this::onRetiring;
    private final MessageRecord record = new MessageRecord();
    private final ReceiptEntry entry = new ReceiptEntry();
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[PartRecords.OUTCOME_BYTES]);
    private byte[] key = new byte[256];
    private boolean appended;

    LaggingCursors(TrackerContext context, ParkedReceipts parked, Deliveries deliveries) {
        this.parked = parked;
        this.deliveries = deliveries;
        this.ownStream = context.ownStream();
        this.journal = context.journal();
        this.own = journal.writer(ownStream);
        this.messages = context.messages();
        this.receipts = context.receipts();
        this.metrics = context.metrics();
        this.limits = context.limits();
        this.expiring = readers();
        this.retiring = readers();
    }

    private JournalReader[] readers() {
        JournalReader[] readers = new JournalReader[journal.streamCount()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = journal.reader(i, journal.oldestPosition(i));
        }
        return readers;
    }

    /** @return true when there is more to do at once */
    boolean step(long nowMs) {
        boolean more = false;
        for (int i = 0; i < expiring.length; i++) {
            more |= advance(expiring[i], expiry, nowMs - limits.expireAfterMs()) == RECORDS_PER_STEP;
        }
        if (appended) {
            appended = false;
            own.commit();
        }
        for (int i = 0; i < retiring.length; i++) {
            int retired = advance(retiring[i], retirement, nowMs - limits.retentionMs());
            if (retired > 0) {
                long passed = Math.min(retiring[i].position(), expiring[i].position());
                journal.dropBefore(i, i == ownStream ? Math.min(passed, deliveries.oldestPending()) : passed);
            }
            more |= retired == RECORDS_PER_STEP;
        }
        return more;
    }

    private static int advance(JournalReader reader, RecordHandler handler, long beforeMs) {
        int passed = 0;
        while (passed < RECORDS_PER_STEP && reader.peekTimestampMs() <= beforeMs) {
            passed += reader.poll(handler, 1);
        }
        return passed;
    }

    private void onExpiring(int type, long timestampMs, long endPosition, DirectBuffer b, int at, int length) {
        if (type != RecordType.RESULT && type != RecordType.OUTCOME) {
            return;
        }
        // Only the record that made the part wait counts: an earlier one of the same part came too early.
        PartState said = PartRecords.state(b, at);
        int part = PartRecords.part(b, at);
        if (isWaiting(said)
                && messages.read(PartRecords.idHi(b, at), PartRecords.idLo(b, at), record)
                && part < record.partCount()
                && record.state(part) == said) {
            PartRecords.putOutcome(outcome, 0, record.idHi, record.idLo, part, PartState.TIMED_OUT);
            own.append(RecordType.OUTCOME, System.currentTimeMillis(), outcome, 0, PartRecords.OUTCOME_BYTES);
            appended = true;
        }
    }

    private static boolean isWaiting(PartState state) {
        return state == PartState.SUBMITTED || state == PartState.AMBIGUOUS;
    }

    private void onRetiring(int type, long timestampMs, long endPosition, DirectBuffer b, int at, int length) {
        switch (type) {
            case RecordType.ACCEPT -> forgetMessage(b, at);
            case RecordType.RESULT -> forgetId(b, at);
            case RecordType.RECEIPT -> forgetReceipt(timestampMs, b, at);
            default -> {
                // Nothing in the maps comes from it alone.
            }
        }
    }

    private void forgetMessage(DirectBuffer b, int at) {
        long idHi = AcceptFlyweight.idHi(b, at);
        long idLo = AcceptFlyweight.idLo(b, at);
        // The same id may have been accepted again later, after nothing of it had been sent.
        if (messages.read(idHi, idLo, record) && record.acceptedAtMs == AcceptFlyweight.acceptedAtMs(b, at)) {
            messages.remove(idHi, idLo);
            metrics.messagesForgotten.increment();
        }
    }

    private void forgetId(DirectBuffer b, int at) {
        int length = PartRecords.idLength(b, at) == 0 ? 0 : PartRecords.keyLength(b, at);
        if (length == 0) {
            return;
        }
        copyKey(b, PartRecords.keyOffset(b, at), length);
        long linkId = PartRecords.linkId(b, at);
        // An SMSC may have given the id to a newer message.
        if (receipts.read(linkId, key, length, entry)
                && entry.messageIdHi == PartRecords.idHi(b, at)
                && entry.messageIdLo == PartRecords.idLo(b, at)) {
            receipts.remove(linkId, key, length);
        }
    }

    /** One that waited when the process ended waits in no queue any more. */
    private void forgetReceipt(long timestampMs, DirectBuffer b, int at) {
        int length = PartRecords.receiptKeyLength(b, at);
        copyKey(b, PartRecords.receiptKeyOffset(at), length);
        long linkId = PartRecords.receiptLinkId(b, at);
        if (receipts.read(linkId, key, length, entry) && entry.parked && entry.atMs <= timestampMs) {
            parked.giveUp(linkId, key, length, timestampMs);
        }
    }

    private void copyKey(DirectBuffer b, int offset, int length) {
        if (key.length < length) {
            key = new byte[length];
        }
        b.getBytes(offset, key, 0, length);
    }

    @Override
    public void close() {
        for (JournalReader reader : expiring) {
            reader.close();
        }
        for (JournalReader reader : retiring) {
            reader.close();
        }
    }
}
