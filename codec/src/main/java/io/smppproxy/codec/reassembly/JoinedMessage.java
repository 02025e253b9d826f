package io.smppproxy.codec.reassembly;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.reassembly.Part.Kind;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.UserDataText;
import io.smppproxy.codec.udh.UserDataHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of one message that a {@link Reassembler} has. Once handed out nobody else refers to it. Part numbers are 1 to
 * {@link #totalParts}.
 */
public final class JoinedMessage {
    private final String source;
    private final String destination;
    private final Kind kind;
    private final int reference;
    private final long firstMs;
    private final int[] offsets;
    private final int[] lengths;
    private final byte[] esmClasses;
    private final byte[] dataCodings;
    private final long[] tokens;
    private byte[] octets = new byte[0];
    private int octetCount;
    private int receivedParts;

    JoinedMessage(Part part, long nowMs) {
        int total = part.totalParts();
        int addresses = Part.addressesOffset();
        int destinationOffset = addresses + part.sourceLength();
        source = new String(part.keyOctets(), addresses, part.sourceLength(), StandardCharsets.ISO_8859_1);
        destination = new String(
                part.keyOctets(), destinationOffset, part.keyLength() - destinationOffset, StandardCharsets.ISO_8859_1);
        kind = part.kind();
        reference = part.reference();
        firstMs = nowMs;
        offsets = new int[total];
        lengths = new int[total];
        esmClasses = new byte[total];
        dataCodings = new byte[total];
        tokens = new long[total];
        Arrays.fill(lengths, -1);
    }

    void put(Part part) {
        int index = part.partNumber() - 1;
        int length = part.length();
        int needed = octetCount + length;
        if (octets.length < needed) {
            int missingParts = offsets.length - receivedParts - 1;
            octets = Arrays.copyOf(octets, needed + Math.min(needed, length * missingParts));
        }
        part.buffer().getBytes(part.offset(), octets, octetCount, length);
        offsets[index] = octetCount;
        lengths[index] = length;
        esmClasses[index] = (byte) part.esmClass();
        dataCodings[index] = (byte) part.dataCoding();
        tokens[index] = part.token();
        octetCount += length;
        receivedParts++;
    }

    /** True when the part that is there already says the same. */
    boolean hasSame(Part part) {
        int index = part.partNumber() - 1;
        int length = part.length();
        if (length != lengths[index] || part.dataCoding() != dataCoding(index + 1)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (part.buffer().getByte(part.offset() + i) != octets[offsets[index] + i]) {
                return false;
            }
        }
        return true;
    }

    public String source() {
        return source;
    }

    public String destination() {
        return destination;
    }

    public Kind kind() {
        return kind;
    }

    public int reference() {
        return reference;
    }

    /** When its first part was offered. */
    public long firstMs() {
        return firstMs;
    }

    /** Parts that the message has, 1 to 255. */
    public int totalParts() {
        return offsets.length;
    }

    /** Parts that are there. */
    public int receivedParts() {
        return receivedParts;
    }

    public boolean isComplete() {
        return receivedParts == offsets.length;
    }

    public boolean hasPart(int partNumber) {
        return lengths[partNumber - 1] >= 0;
    }

    /** data_coding of a part that is there. */
    public int dataCoding(int partNumber) {
        return dataCodings[partNumber - 1] & 0xFF;
    }

    /** esm_class of a part that is there. */
    public int esmClass(int partNumber) {
        return esmClasses[partNumber - 1] & 0xFF;
    }

    /** What the caller gave with a part that is there. */
    public long token(int partNumber) {
        return tokens[partNumber - 1];
    }

    /** User data of a part that is there, with its header. Allocates. */
    public byte[] userData(int partNumber) {
        int at = offsets[partNumber - 1];
        return Arrays.copyOfRange(octets, at, at + lengths[partNumber - 1]);
    }

    /** Octets of memory that the user data takes, with room for parts to come. */
    int heldOctets() {
        return octets.length;
    }

    /** The text of the parts that are there, in their order; octets that are no text read as Latin-1. Allocates. */
    public String text(DataCodingRules rules) {
        UserDataText text = new UserDataText(rules);
        ByteBuf buf = Unpooled.wrappedBuffer(octets);
        for (int i = 0; i < offsets.length; i++) {
            if (lengths[i] >= 0) {
                text.add(esmClass(i + 1), dataCoding(i + 1), buf, offsets[i], lengths[i]);
            }
        }
        return text.text();
    }

    /** The octets of the parts that are there, in their order, without headers. Allocates. */
    public byte[] data() {
        UserDataHeader header = new UserDataHeader();
        ByteBuf buf = Unpooled.wrappedBuffer(octets);
        byte[] data = new byte[octetCount];
        int end = 0;
        for (int i = 0; i < offsets.length; i++) {
            if (lengths[i] >= 0) {
                int headerBytes = EsmClass.hasUdh(esmClasses[i])
                        ? header.wrap(buf, offsets[i], lengths[i]).lengthBytes()
                        : 0;
                int length = lengths[i] - headerBytes;
                System.arraycopy(octets, offsets[i] + headerBytes, data, end, length);
                end += length;
            }
        }
        return Arrays.copyOf(data, end);
    }
}
