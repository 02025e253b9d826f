package io.smppproxy.codec.reassembly;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.udh.UserDataHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a {@link Reassembler} has to know of a message that may be a part: who sent it to whom, what tells its place, and its
 * user data. Filled from a PDU, or field by field. Reusable, not thread safe; the user data is not copied.
 */
public final class Part {
    private static final int ABSENT = UserDataHeader.ABSENT;
    private static final int FIXED_KEY_BYTES = 5;

    /** How parts name their message; each kind counts references of its own. */
    public enum Kind {
        /** No part of anything. */
        NONE(0),
        /** User data header with an 8-bit reference. */
        UDH8(1),
        /** User data header with a 16-bit reference. */
        UDH16(2),
        /** TLVs sar_*. */
        SAR(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    private final UserDataHeader header = new UserDataHeader();
    /** Kind, reference (2), total, length of the source address, source address, destination address. */
    private byte[] key = new byte[64];

    private int keyLength;
    private int sourceLength;
    private int destinationLength;
    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int offset;
    private int length;
    private int esmClass;
    private int dataCoding;
    private long token;
    private Kind kind = Kind.NONE;
    private int reference = ABSENT;
    private int totalParts = ABSENT;
    private int partNumber = ABSENT;

    /** Takes everything from a submit_sm, deliver_sm or data_sm; its buffer is needed until the part was offered. */
    public Part of(MessageFlyweight message) {
        ByteBuf from = message.buffer();
        sourceLength = message.sourceAddrLength();
        destinationLength = message.destinationAddrLength();
        ensureKeyRoom();
        from.getBytes(message.sourceAddrOffset(), key, FIXED_KEY_BYTES, sourceLength);
        from.getBytes(message.destinationAddrOffset(), key, FIXED_KEY_BYTES + sourceLength, destinationLength);
        userData(message.esmClass(), message.dataCoding(), from, message.userDataOffset(), message.userDataLength());
        if (kind == Kind.NONE) {
            long sarReference = ABSENT;
            long sarTotal = ABSENT;
            long sarSequence = ABSENT;
            TlvCursor tlvs = message.tlvs();
            while (tlvs.next()) {
                switch (tlvs.tag()) {
                    case TlvTag.SAR_MSG_REF_NUM -> sarReference = tlvs.asUnsigned();
                    case TlvTag.SAR_TOTAL_SEGMENTS -> sarTotal = tlvs.asUnsigned();
                    case TlvTag.SAR_SEGMENT_SEQNUM -> sarSequence = tlvs.asUnsigned();
                    default -> {}
                }
            }
            sar((int) sarReference, (int) sarTotal, (int) sarSequence);
        }
        return this;
    }

    public Part addresses(String source, String destination) {
        byte[] from = source.getBytes(StandardCharsets.ISO_8859_1);
        byte[] to = destination.getBytes(StandardCharsets.ISO_8859_1);
        sourceLength = from.length;
        destinationLength = to.length;
        ensureKeyRoom();
        System.arraycopy(from, 0, key, FIXED_KEY_BYTES, sourceLength);
        System.arraycopy(to, 0, key, FIXED_KEY_BYTES + sourceLength, destinationLength);
        return this;
    }

    /** User data with its header, which says the place of the part unless {@link #sar} does. */
    public Part userData(int newEsmClass, int newDataCoding, ByteBuf from, int newOffset, int newLength) {
        esmClass = newEsmClass;
        dataCoding = newDataCoding;
        buf = from;
        offset = newOffset;
        length = newLength;
        if (EsmClass.hasUdh(esmClass)) {
            header.wrap(from, newOffset, newLength);
        } else {
            header.clear();
        }
        kind = header.isConcatenated() ? header.isReference16() ? Kind.UDH16 : Kind.UDH8 : Kind.NONE;
        reference = header.reference();
        totalParts = header.totalParts();
        partNumber = header.partNumber();
        return this;
    }

    /**
     * The place by the sar_* TLVs, after the user data, whose header goes first: it is what the receiver sees (SMPP v3.4
     * §5.3.2.22 makes no sense together with one). Numbers that say nothing, -1 for an absent TLV among them, are ignored.
     */
    public Part sar(int msgRefNum, int totalSegments, int segmentSeqnum) {
        boolean possible = (msgRefNum & 0xFFFF) == msgRefNum
                && segmentSeqnum >= 1
                && segmentSeqnum <= totalSegments
                && totalSegments <= 0xFF;
        if (kind == Kind.NONE && possible) {
            kind = Kind.SAR;
            reference = msgRefNum;
            totalParts = totalSegments;
            partNumber = segmentSeqnum;
        }
        return this;
    }

    /** What the caller knows the part by, handed back with the message. */
    public Part token(long newToken) {
        token = newToken;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /** What the parts of one message share, or -1. */
    public int reference() {
        return reference;
    }

    /** 1 to 255, or -1. */
    public int totalParts() {
        return totalParts;
    }

    /** 1 to {@link #totalParts}, or -1. */
    public int partNumber() {
        return partNumber;
    }

    int esmClass() {
        return esmClass;
    }

    int dataCoding() {
        return dataCoding;
    }

    long token() {
        return token;
    }

    ByteBuf buffer() {
        return buf;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int sourceLength() {
        return sourceLength;
    }

    /** Where the addresses start in {@link #keyOctets}, the destination behind the source. */
    static int addressesOffset() {
        return FIXED_KEY_BYTES;
    }

    /** What the parts of one message have in common. */
    byte[] keyOctets() {
        return key;
    }

    int keyLength() {
        return keyLength;
    }

    /** Completes the key, once everything else is there. */
    void finishKey() {
        key[0] = kind.code;
        key[1] = (byte) (reference >>> 8);
        key[2] = (byte) reference;
        key[3] = (byte) totalParts;
        key[4] = (byte) sourceLength;
        keyLength = FIXED_KEY_BYTES + sourceLength + destinationLength;
    }

    private void ensureKeyRoom() {
        int needed = FIXED_KEY_BYTES + sourceLength + destinationLength;
        if (key.length < needed) {
            key = Arrays.copyOf(key, 2 * needed);
        }
    }
}
