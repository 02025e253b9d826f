package io.smppproxy.core.store;

import io.smppproxy.core.store.ContactHistory.Check;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The messages that one contact key has had, and the rules of counting them. Reusable, not thread-safe.
 *
 * <pre>
 * per message: hash:8 | text digest:8 | day:4 | Unix seconds:4, unsigned
 * </pre>
 */
final class ContactEntries {
    /** More than any cap, so that no cap is missed when the oldest is forgotten. */
    static final int MAX_ENTRIES = ContactHistory.MAX_CAP + 1;

    static final int ENTRY_BYTES = 24;

    private static final int DAYS_KEPT = 7;
    private static final int INITIAL_ENTRIES = 8;

    private int count;
    private long[] hashes = new long[INITIAL_ENTRIES];
    private long[] digests = new long[INITIAL_ENTRIES];
    private int[] days = new int[INITIAL_ENTRIES];
    private int[] seconds = new int[INITIAL_ENTRIES];

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    boolean contains(long messageHash) {
        return indexOf(messageHash) >= 0;
    }

    /**
     * Whether one more message may pass. Entries of days still to come count as well: a clock that was set back opens no cap again.
     */
    Check check(int dailyCap, int weeklyCap, long duplicateWindowSeconds, int day, long nowSeconds, long textDigest) {
        int today = 0;
        int week = 0;
        boolean duplicate = false;
        for (int i = 0; i < count; i++) {
            if (days[i] >= day) {
                today++;
            }
            if (days[i] > day - DAYS_KEPT) {
                week++;
            }
            duplicate |= digests[i] == textDigest
                    && nowSeconds - Integer.toUnsignedLong(seconds[i]) < duplicateWindowSeconds;
        }
        if (duplicate && duplicateWindowSeconds > 0) {
            return Check.DUPLICATE;
        }
        if (dailyCap > 0 && today >= dailyCap) {
            return Check.DAILY_CAP;
        }
        if (weeklyCap > 0 && week >= weeklyCap) {
            return Check.WEEKLY_CAP;
        }
        return Check.PASS;
    }

    /** @return false when nothing has changed: it is counted already, or too old to count */
    boolean add(int day, long nowSeconds, long messageHash, long textDigest) {
        int newest = isEmpty() ? day : Math.max(day, newestDay());
        if (contains(messageHash) || day <= newest - DAYS_KEPT) {
            return false;
        }
        removeUpTo(newest - DAYS_KEPT);
        if (count == MAX_ENTRIES) {
            removeAt(0);
        }
        ensureRoom(count + 1);
        hashes[count] = messageHash;
        digests[count] = textDigest;
        days[count] = day;
        seconds[count] = (int) nowSeconds;
        count++;
        return true;
    }

    boolean remove(long messageHash) {
        int index = indexOf(messageHash);
        if (index >= 0) {
            removeAt(index);
        }
        return index >= 0;
    }

    int newestDay() {
        int newest = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            newest = Math.max(newest, days[i]);
        }
        return newest;
    }

    int encodedLength() {
        return count * ENTRY_BYTES;
    }

    void encode(MutableDirectBuffer out) {
        for (int i = 0; i < count; i++) {
            int at = i * ENTRY_BYTES;
            out.putLong(at, hashes[i]);
            out.putLong(at + 8, digests[i]);
            out.putInt(at + 16, days[i]);
            out.putInt(at + 20, seconds[i]);
        }
    }

    void decode(DirectBuffer in) {
        count = in.capacity() / ENTRY_BYTES;
        ensureRoom(count);
        for (int i = 0; i < count; i++) {
            int at = i * ENTRY_BYTES;
            hashes[i] = in.getLong(at);
            digests[i] = in.getLong(at + 8);
            days[i] = in.getInt(at + 16);
            seconds[i] = in.getInt(at + 20);
        }
    }

    private int indexOf(long messageHash) {
        for (int i = 0; i < count; i++) {
            if (hashes[i] == messageHash) {
                return i;
            }
        }
        return -1;
    }

    private void removeUpTo(int day) {
        for (int i = count - 1; i >= 0; i--) {
            if (days[i] <= day) {
                removeAt(i);
            }
        }
    }

    private void removeAt(int index) {
        int behind = count - index - 1;
        System.arraycopy(hashes, index + 1, hashes, index, behind);
        System.arraycopy(digests, index + 1, digests, index, behind);
        System.arraycopy(days, index + 1, days, index, behind);
        System.arraycopy(seconds, index + 1, seconds, index, behind);
        count--;
    }

    private void ensureRoom(int wanted) {
        if (wanted > hashes.length) {
            int room = Math.max(wanted, 2 * hashes.length);
            hashes = Arrays.copyOf(hashes, room);
            digests = Arrays.copyOf(digests, room);
            days = Arrays.copyOf(days, room);
            seconds = Arrays.copyOf(seconds, room);
        }
    }
}
