package io.smppproxy.codec.udh;

import io.netty.buffer.ByteBuf;

/**
 * Reads a user data header (3GPP TS 23.040 §9.2.3.24), which an esm_class with UDHI says is there. Every element is seen in
 * its order, unknown and repeated ones too. Reusable, not thread safe, and valid as long as the buffer that it was wrapped
 * around. Never throws, whatever the octets.
 *
 * <pre>
 *  0      1     2      3
 *  | UDHL | IEI | IEDL | data ... | IEI | ...
 * </pre>
 *
 * <p>Of an element that may stand once the last counts (§9.2.3.24); one whose length or values are none that it can have is
 * as if it were not there. A header that is not a run of whole elements is malformed, and none of its elements counts.
 */
public final class UserDataHeader {
    /** What a number answers that the header does not hold. */
    public static final int ABSENT = -1;

    private ByteBuf buf;
    private int start;
    private int end;
    private int next;
    private int id;
    private int dataOffset;
    private int dataLength;
    private boolean wellFormed;
    /** Element identifier of the concatenation that counts, or ABSENT. */
    private int concatenation;

    private int reference;
    private int totalParts;
    private int partNumber;
    private int destinationPort;
    private int originatorPort;
    private int singleShift;
    private int lockingShift;

    /** Before the first {@link #wrap} there is an empty header. */
    public UserDataHeader() {
        clear();
    }

    /** As a message without a header. */
    public UserDataHeader clear() {
        start = 0;
        end = 0;
        wellFormed = true;
        forget();
        return rewind();
    }

    /** Reads the header with which the user data {@code buf[offset, offset + length)} starts. */
    public UserDataHeader wrap(ByteBuf buf, int offset, int length) {
        this.buf = buf;
        start = offset;
        end = offset;
        wellFormed = false;
        forget();
        if (length > 0) {
            int lengthBytes = 1 + buf.getUnsignedByte(offset);
            end = offset + Math.min(lengthBytes, length);
            wellFormed = lengthBytes <= length;
        }
        index();
        return rewind();
    }

    /** False when the octets are no run of whole elements that ends where the header says. */
    public boolean isWellFormed() {
        return wellFormed;
    }

    /** Octets from the start of the user data to its text, at most all of them; 0 without a header. */
    public int lengthBytes() {
        return end - start;
    }

    /** Back to before the first element. */
    public UserDataHeader rewind() {
        next = start + 1;
        id = ABSENT;
        dataOffset = next;
        dataLength = 0;
        return this;
    }

    /** Moves to the next element; false when there is no further whole one. */
    public boolean next() {
        if (end - next < 2) {
            return false;
        }
        int length = buf.getUnsignedByte(next + 1);
        if (length > end - next - 2) {
            return false;
        }
        id = buf.getUnsignedByte(next);
        dataOffset = next + 2;
        dataLength = length;
        next = dataOffset + length;
        return true;
    }

    /** Identifier of this element, mostly one of {@link InformationElement}. */
    public int id() {
        return id;
    }

    /** Absolute offset of this element's data. */
    public int dataOffset() {
        return dataOffset;
    }

    /** Octets of this element's data, 0 to 253. */
    public int dataLength() {
        return dataLength;
    }

    /** The buffer in which {@link #dataOffset} lies. */
    public ByteBuf buffer() {
        return buf;
    }

    /**
     * True when this is a part of a concatenated message. An 8-bit and a 16-bit concatenation that contradict each other
     * are none at all.
     */
    public boolean isConcatenated() {
        return concatenation != ABSENT;
    }

    /** True when the reference has 16 bits; those are another space than the ones with 8. */
    public boolean isReference16() {
        return concatenation == InformationElement.CONCATENATION_16;
    }

    /** What the parts of one message share, or {@link #ABSENT}. */
    public int reference() {
        return reference;
    }

    /** Number of parts, 1 to 255, or {@link #ABSENT}. */
    public int totalParts() {
        return totalParts;
    }

    /** 1 to {@link #totalParts}, or {@link #ABSENT}. */
    public int partNumber() {
        return partNumber;
    }

    /** 0 to 65,535, or {@link #ABSENT}. */
    public int destinationPort() {
        return destinationPort;
    }

    /** 0 to 65,535, or {@link #ABSENT}. */
    public int originatorPort() {
        return originatorPort;
    }

    /** Identifier of the single shift language, 0 for the extension table. */
    public int singleShiftLanguage() {
        return singleShift;
    }

    /** Identifier of the locking shift language, 0 for the default alphabet. */
    public int lockingShiftLanguage() {
        return lockingShift;
    }

    /**
     * Messages that wait, by the last special SMS message indication of a type (§9.2.3.24.2); moves to before the first
     * element.
     *
     * @param type the low seven bits of the element's first octet: 0 voice, 1 fax, 2 e-mail, 3 other
     * @return 0 to 255, or {@link #ABSENT}
     */
    public int waitingMessages(int type) {
        int waiting = ABSENT;
        rewind();
        while (wellFormed && next()) {
            if (id == InformationElement.SPECIAL_SMS_INDICATION && dataLength == 2 && (data(0) & 0x7F) == type) {
                waiting = data(1);
            }
        }
        rewind();
        return waiting;
    }

    private void forget() {
        concatenation = ABSENT;
        reference = ABSENT;
        totalParts = ABSENT;
        partNumber = ABSENT;
        destinationPort = ABSENT;
        originatorPort = ABSENT;
        singleShift = 0;
        lockingShift = 0;
    }

    private void index() {
        boolean contradiction = false;
        rewind();
        while (next()) {
            switch (id) {
                case InformationElement.CONCATENATION_8 -> {
                    if (dataLength == 3) {
                        contradiction |= concatenate(data(0), data(1), data(2));
                    }
                }
                case InformationElement.CONCATENATION_16 -> {
                    if (dataLength == 4) {
                        contradiction |= concatenate(data(0) << 8 | data(1), data(2), data(3));
                    }
                }
                case InformationElement.PORTS_8 -> {
                    if (dataLength == 2) {
                        destinationPort = data(0);
                        originatorPort = data(1);
                    }
                }
                case InformationElement.PORTS_16 -> {
                    if (dataLength == 4) {
                        destinationPort = data(0) << 8 | data(1);
                        originatorPort = data(2) << 8 | data(3);
                    }
                }
                case InformationElement.NATIONAL_SINGLE_SHIFT -> {
                    if (dataLength == 1) {
                        singleShift = data(0);
                    }
                }
                case InformationElement.NATIONAL_LOCKING_SHIFT -> {
                    if (dataLength == 1) {
                        lockingShift = data(0);
                    }
                }
                default -> {}
            }
        }
        wellFormed &= next == end;
        if (!wellFormed) {
            forget();
        } else if (contradiction) {
            concatenation = ABSENT;
            reference = ABSENT;
            totalParts = ABSENT;
            partNumber = ABSENT;
        }
    }

    /** Takes an element whose numbers are possible; true when it contradicts one of the other kind. */
    private boolean concatenate(int newReference, int total, int part) {
        if (part == 0 || part > total) {
            return false;
        }
        boolean contradicts = concatenation != ABSENT
                && concatenation != id
                && (total != totalParts || part != partNumber || (newReference & 0xFF) != (reference & 0xFF));
        concatenation = id;
        reference = newReference;
        totalParts = total;
        partNumber = part;
        return contradicts;
    }

    private int data(int index) {
        return buf.getUnsignedByte(dataOffset + index);
    }
}
