package io.smppproxy.core.session;

import io.smppproxy.codec.PduHeader;
import org.agrona.BitUtil;

/**
 * The submit_sm that are written and not answered, by sequence_number. A slot is found by the number's low bits, so an answer needs
 * no search and no hash; a number whose slot is still taken by an old request is skipped. Owned by one I/O loop.
 */
public final class Window {
    public static final int NONE = -1;

    private final int size;
    private final int mask;
    /** 0 is a free slot: sequence numbers start at 1 (SMPP v3.4 §5.1.4). */
    private final int[] sequences;

    private final OutgoingMessage[] messages;
    private final short[] parts;
    private final long[] writtenAtNs;
    private int next;
    private int oldest;
    private int used;

    /** @param size requests in flight at most, 1 to 10,000 */
    public Window(int size) {
        this(size, 1);
    }

    Window(int size, int firstSequence) {
        this.size = size;
        // Twice the size, so that a straggler rarely stands in the way of a new number.
        int capacity = BitUtil.findNextPositivePowerOfTwo(size * 2);
        this.mask = capacity - 1;
        this.sequences = new int[capacity];
        this.messages = new OutgoingMessage[capacity];
        this.parts = new short[capacity];
        this.writtenAtNs = new long[capacity];
        this.next = firstSequence;
        this.oldest = firstSequence;
    }

    public int size() {
        return size;
    }

    public int used() {
        return used;
    }

    public int free() {
        return size - used;
    }

    /** A number for a request that needs no slot (bind, enquire_link, unbind). */
    public int nextSequence() {
        while (sequences[next & mask] != 0) {
            next = following(next);
        }
        int sequence = next;
        next = following(next);
        return sequence;
    }

    /**
     * Takes a slot; there must be a free one.
     *
     * @return the sequence_number of the request
     */
    public int take(OutgoingMessage message, int part, long nowNs) {
        if (used == size) {
            throw new IllegalStateException("window: " + used + " in flight (expected: fewer than " + size + ")");
        }
        if (used == 0) {
            oldest = next;
        }
        int sequence = nextSequence();
        int slot = sequence & mask;
        sequences[slot] = sequence;
        messages[slot] = message;
        parts[slot] = (short) part;
        writtenAtNs[slot] = nowNs;
        used++;
        return sequence;
    }

    /** @return the slot of a request in flight, or {@link #NONE} */
    public int find(int sequence) {
        int slot = sequence & mask;
        return sequence > 0 && sequences[slot] == sequence ? slot : NONE;
    }

    public OutgoingMessage message(int slot) {
        return messages[slot];
    }

    public int part(int slot) {
        return parts[slot];
    }

    public int sequence(int slot) {
        return sequences[slot];
    }

    public long writtenAtNs(int slot) {
        return writtenAtNs[slot];
    }

    public void release(int slot) {
        sequences[slot] = 0;
        messages[slot] = null;
        used--;
    }

    /** The request that waits longest, or {@link #NONE}. */
    public int oldest() {
        if (used == 0) {
            return NONE;
        }
        while (sequences[oldest & mask] != oldest) {
            oldest = following(oldest);
        }
        return oldest & mask;
    }

    private static int following(int sequence) {
        return sequence == PduHeader.MAX_SEQUENCE_NUMBER ? 1 : sequence + 1;
    }
}
