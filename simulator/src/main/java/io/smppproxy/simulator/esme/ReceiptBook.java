package io.smppproxy.simulator.esme;

import io.smppproxy.codec.receipt.ReceiptIdForm;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Which accepted parts have had their final receipts. Remembers every id until it is closed. Thread safe. */
final class ReceiptBook {
    /** What a receipt is to what was sent. */
    enum Match {
        FIRST,
        /** Before the answer that tells its id. */
        EARLY,
        DUPLICATE
    }

    private enum Entry {
        ACCEPTED,
        EARLY,
        DONE
    }

    private final ReceiptIdForm form;
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, LongAdder> byState = new ConcurrentHashMap<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder matched = new LongAdder();
    private final LongAdder early = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder repeatedIds = new LongAdder();

    ReceiptBook(ReceiptIdForm form) {
        this.form = form;
    }

    /** The message centre accepted a part and told its id. */
    void onAccepted(String messageId) {
        accepted.increment();
        entries.compute(form.responseKey(messageId), (id, entry) -> {
            if (entry == null) {
                return Entry.ACCEPTED;
            }
            if (entry == Entry.EARLY) {
                early.decrement();
                matched.increment();
                return Entry.DONE;
            }
            repeatedIds.increment();
            return entry;
        });
    }

    /** A final receipt came. */
    Match onReceipt(String receiptId, String state) {
        byState.computeIfAbsent(state, name -> new LongAdder()).increment();
        Match[] match = {Match.DUPLICATE};
        entries.compute(form.receiptKey(receiptId), (id, entry) -> {
            if (entry == null) {
                match[0] = Match.EARLY;
                early.increment();
                return Entry.EARLY;
            }
            if (entry == Entry.ACCEPTED) {
                match[0] = Match.FIRST;
                matched.increment();
                return Entry.DONE;
            }
            duplicates.increment();
            return entry;
        });
        return match[0];
    }

    Map<String, Long> byState() {
        Map<String, Long> counts = new TreeMap<>();
        byState.forEach((state, count) -> counts.put(state, count.sum()));
        return counts;
    }

    long matched() {
        return matched.sum();
    }

    long unmatched() {
        return early.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }

    long repeatedIds() {
        return repeatedIds.sum();
    }

    long missing() {
        return Math.max(0, accepted.sum() - matched.sum());
    }
}
