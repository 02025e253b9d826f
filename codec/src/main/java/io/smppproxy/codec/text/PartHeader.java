package io.smppproxy.codec.text;

import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.InformationElement;
import io.smppproxy.codec.udh.UserDataHeader;

/**
 * The user data header of each part of a message: concatenation, national languages (single shift first), and whatever else
 * the sender's own header held. Reusable, for one thread.
 */
final class PartHeader {
    private static final int LANGUAGE_BYTES = 3;
    /** Leaves twelve octets for text beside every other element: more than a character and its escapes take. */
    private static final int MAX_KEPT = 140 - 12 - 1 - Mode.UDH16.elementBytes() - 2 * LANGUAGE_BYTES;

    private final byte[] kept = new byte[MAX_KEPT];
    private int keptLength;
    private boolean tooLong;
    private Mode mode = Mode.UDH8;
    private int lockingId;
    private int singleId;

    /** Begins a message; {@code from} may be null. */
    void start(Mode newMode, UserDataHeader from) {
        mode = newMode;
        keptLength = 0;
        tooLong = false;
        languages(0, 0);
        if (from != null) {
            keep(from);
        }
    }

    /** Identifiers of the shift tables, 0 for none. */
    void languages(int newLockingId, int newSingleId) {
        lockingId = newLockingId;
        singleId = newSingleId;
    }

    /** True when the elements to be kept leave too little room in a short message; some are missing then. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Octets of the header when the message is one part; 0 for none. */
    int singleBytes() {
        return headerOf(otherBytes());
    }

    /** Octets of the header that each of several parts is written with. */
    int partBytes() {
        return headerOf(otherBytes() + (mode.isUdh() ? mode.elementBytes() : 0));
    }

    /** Octets of the header that each of several parts has by the time it reaches the receiver. */
    int receivedPartBytes() {
        return headerOf(otherBytes() + mode.elementBytes());
    }

    /** Writes the header of part {@code index} of {@code parts} to the start of {@code to}; returns its octets. */
    int write(byte[] to, int index, int parts, int reference) {
        int end = 1;
        if (parts > 1 && mode == Mode.UDH8) {
            to[1] = InformationElement.CONCATENATION_8;
            to[2] = 3;
            to[3] = (byte) reference;
            to[4] = (byte) parts;
            to[5] = (byte) (index + 1);
            end = 6;
        } else if (parts > 1 && mode == Mode.UDH16) {
            to[1] = InformationElement.CONCATENATION_16;
            to[2] = 4;
            to[3] = (byte) (reference >>> 8);
            to[4] = (byte) reference;
            to[5] = (byte) parts;
            to[6] = (byte) (index + 1);
            end = 7;
        }
        end = writeLanguage(to, end, InformationElement.NATIONAL_SINGLE_SHIFT, singleId);
        end = writeLanguage(to, end, InformationElement.NATIONAL_LOCKING_SHIFT, lockingId);
        System.arraycopy(kept, 0, to, end, keptLength);
        end += keptLength;
        to[0] = (byte) (end - 1);
        return end == 1 ? 0 : end;
    }

    private int otherBytes() {
        return keptLength + (lockingId == 0 ? 0 : LANGUAGE_BYTES) + (singleId == 0 ? 0 : LANGUAGE_BYTES);
    }

    private static int headerOf(int elementBytes) {
        return elementBytes == 0 ? 0 : 1 + elementBytes;
    }

    private static int writeLanguage(byte[] to, int at, int element, int languageId) {
        if (languageId == 0) {
            return at;
        }
        to[at] = (byte) element;
        to[at + 1] = 1;
        to[at + 2] = (byte) languageId;
        return at + LANGUAGE_BYTES;
    }

    private void keep(UserDataHeader from) {
        from.rewind();
        while (from.next()) {
            if (!isOwn(from.id())) {
                int bytes = 2 + from.dataLength();
                if (keptLength + bytes > MAX_KEPT) {
                    tooLong = true;
                    return;
                }
                from.buffer().getBytes(from.dataOffset() - 2, kept, keptLength, bytes);
                keptLength += bytes;
            }
        }
    }

    /** Elements that the segmenter writes itself where they are needed. */
    private static boolean isOwn(int id) {
        return id == InformationElement.CONCATENATION_8
                || id == InformationElement.CONCATENATION_16
                || id == InformationElement.NATIONAL_SINGLE_SHIFT
                || id == InformationElement.NATIONAL_LOCKING_SHIFT;
    }
}
