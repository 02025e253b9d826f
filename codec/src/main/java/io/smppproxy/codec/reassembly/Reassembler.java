package io.smppproxy.codec.reassembly;

import io.smppproxy.codec.reassembly.Part.Kind;
import io.smppproxy.codec.reassembly.ReassemblyHandler.Cause;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the parts of concatenated messages together, in whatever order they come: those between the same addresses with the
 * same reference and total (3GPP TS 23.040 §9.2.3.24.1). References of 8 bits, of 16 bits and of sar_* TLVs are separate
 * spaces. Bounded in time and memory; whatever is given up goes to the handler. For one thread; a part allocates nothing but
 * room for its octets.
 */
public final class Reassembler {
    /** What became of a part. */
    public enum Result {
        /** It is a message of its own, which the caller has whole already. */
        SINGLE,
        /** It waits for others, unless the limits made the handler get it at once. */
        KEPT,
        /** The same part waits already; this one is not kept. */
        DUPLICATE,
        /** It was the last one; the handler has the message. */
        COMPLETED
    }

    private final ReassemblyLimits limits;
    private final ReassemblyHandler handler;
    /** In the order of their first parts, which is the order in which they expire. */
    private final Map<Key, JoinedMessage> open = new LinkedHashMap<>();

    private final Key wanted = new Key();
    private long octets;
    /** No message waits since an earlier time. */
    private long oldestMs;

    private static final class Key {
        private byte[] octets;
        private int length;
        private int hash;

        void set(byte[] from, int newLength) {
            octets = from;
            length = newLength;
            int newHash = 1;
            for (int i = 0; i < newLength; i++) {
                newHash = 31 * newHash + from[i];
            }
            hash = newHash;
        }

        Key copy() {
            Key copy = new Key();
            copy.set(Arrays.copyOf(octets, length), length);
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(octets, 0, length, key.octets, 0, key.length);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    public Reassembler(ReassemblyLimits limits, ReassemblyHandler handler) {
        this.limits = limits;
        this.handler = handler;
    }

    /**
     * Takes a message that may be a part.
     *
     * @param nowMs never less than before
     */
    public Result offer(Part part, long nowMs) {
        expire(nowMs);
        if (part.kind() == Kind.NONE) {
            return Result.SINGLE;
        }
        part.finishKey();
        wanted.set(part.keyOctets(), part.keyLength());
        JoinedMessage message = open.get(wanted);
        if (message != null && message.hasPart(part.partNumber())) {
            if (message.hasSame(part)) {
                return Result.DUPLICATE;
            }
            remove(wanted, message);
            handler.incomplete(message, Cause.REPLACED);
            message = null;
        }
        if (message == null) {
            message = new JoinedMessage(part, nowMs);
            if (open.isEmpty()) {
                oldestMs = nowMs;
            }
            open.put(wanted.copy(), message);
        }
        octets -= message.heldOctets();
        message.put(part);
        octets += message.heldOctets();
        if (message.isComplete()) {
            remove(wanted, message);
            handler.complete(message);
            return Result.COMPLETED;
        }
        while (open.size() > limits.maxMessages() || octets > limits.maxOctets()) {
            giveUpOldest(Cause.EVICTED);
        }
        return Result.KEPT;
    }

    /** Gives up what waits too long; also done by every {@link #offer}. */
    public void expire(long nowMs) {
        while (!open.isEmpty() && nowMs - oldestMs >= limits.timeoutMs()) {
            oldestMs = open.values().iterator().next().firstMs();
            if (nowMs - oldestMs >= limits.timeoutMs()) {
                giveUpOldest(Cause.EXPIRED);
            }
        }
    }

    /** Gives up everything. */
    public void flush() {
        while (!open.isEmpty()) {
            giveUpOldest(Cause.FLUSHED);
        }
    }

    /** Messages that wait for parts. */
    public int openMessages() {
        return open.size();
    }

    /** Octets that their user data takes. */
    public long openOctets() {
        return octets;
    }

    private void remove(Key key, JoinedMessage message) {
        open.remove(key);
        octets -= message.heldOctets();
    }

    private void giveUpOldest(Cause cause) {
        Iterator<JoinedMessage> oldest = open.values().iterator();
        JoinedMessage message = oldest.next();
        oldest.remove();
        octets -= message.heldOctets();
        handler.incomplete(message, cause);
    }
}
