package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A view of one PDU in a buffer. {@code wrap} finds the variable-length fields once and copies nothing; the accessors
 * read the buffer. Reusable, not thread safe, valid as long as the buffer's octets are.
 */
public abstract sealed class PduFlyweight
        permits BindFlyweight, BindRespFlyweight, CommandFlyweight, MessageFlyweight, MessageIdRespFlyweight {
    ByteBuf buf;
    int offset;
    int end;
    int tlvOffset;
    int tlvEnd;
    private final TlvCursor tlvCursor = new TlvCursor();

    PduFlyweight() {}

    @SuppressWarnings("ReferenceEquality") // It is about this very buffer, not about what it holds.
    final void wrapHeader(ByteBuf buf, int offset, int lengthBytes) {
        // Storing a reference costs a barrier of the garbage collector, and a connection's buffer is mostly the same.
        if (this.buf != buf) {
            this.buf = buf;
        }
        this.offset = offset;
        this.end = offset + lengthBytes;
        this.tlvOffset = end;
        this.tlvEnd = end;
    }

    public final ByteBuf buffer() {
        return buf;
    }

    /** Absolute offset of the header in {@link #buffer()}. */
    public final int offset() {
        return offset;
    }

    /** Length of the whole PDU in octets. */
    public final int lengthBytes() {
        return end - offset;
    }

    public final int commandId() {
        return PduHeader.commandId(buf, offset);
    }

    public final int commandStatus() {
        return PduHeader.commandStatus(buf, offset);
    }

    public final int sequenceNumber() {
        return PduHeader.sequenceNumber(buf, offset);
    }

    /** The TLVs, rewound. The one cursor of this flyweight: a second call moves the first caller's cursor too. */
    public final TlvCursor tlvs() {
        return cursor(tlvOffset, tlvEnd);
    }

    final TlvCursor cursor(int start, int stop) {
        return tlvCursor.wrap(buf, start, stop);
    }

    /** Absolute offset of the first TLV. */
    public final int tlvOffset() {
        return tlvOffset;
    }

    /** Octets that all TLVs take together, headers included; 0 without TLVs. */
    public final int tlvLength() {
        return tlvEnd - tlvOffset;
    }

    /** Octets as Latin-1. Allocates. */
    final String string(int fieldOffset, int length) {
        return length == 0 ? "" : buf.toString(fieldOffset, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * Offset of the NUL that ends the C-octet string at {@code fieldOffset}.
     *
     * @param maxLength longest string to accept, without its NUL
     * @param tooLongStatus command_status for a longer one
     */
    final int endOfCString(String field, int fieldOffset, int maxLength, int tooLongStatus) {
        int nul = OctetSearch.indexOfNul(buf, fieldOffset, end);
        if (nul < 0 || nul - fieldOffset > maxLength) {
            checkCString(field, fieldOffset, nul, maxLength, tooLongStatus);
        }
        return nul;
    }

    /** Refuses a C-octet string that no NUL ends or that is too long. Out of the way, so that its callers are inlined. */
    final void checkCString(String field, int fieldOffset, int nul, int maxLength, int tooLongStatus) {
        if (nul < 0) {
            throw nack(CommandStatus.ESME_RINVCMDLEN, field + ": not ended by NUL within the PDU");
        }
        if (nul - fieldOffset > maxLength) {
            throw nack(
                    tooLongStatus,
                    field + ": " + (nul - fieldOffset) + " octets (expected: at most " + maxLength + ")");
        }
    }

    /** Refuses a body that ends before {@code count} more octets. */
    final void require(int fieldOffset, int count, String fields) {
        if (end - fieldOffset < count) {
            throw nack(CommandStatus.ESME_RINVCMDLEN, fields + ": the body ends before");
        }
    }

    /**
     * TLVs of a request. Up to three zero octets after the last one are padding that some peers send and Kannel,
     * node-smpp, OpenSMPP and Net::SMPP let pass; anything else that is no TLV is ESME_RINVTLVSTREAM.
     */
    final void indexRequestTlvs(int from) {
        indexRequestTlvs(from, TlvCursor.wellFormedEnd(buf, from, end));
    }

    /** As above, for a caller that has walked the TLVs already, up to {@code wellFormedEnd}. */
    final void indexRequestTlvs(int from, int wellFormedEnd) {
        if (wellFormedEnd != end && !isPadding(wellFormedEnd)) {
            throw nack(
                    CommandStatus.ESME_RINVTLVSTREAM,
                    "TLVs: " + (end - wellFormedEnd) + " octets at " + (wellFormedEnd - offset) + " are no whole TLV");
        }
        tlvOffset = from;
        tlvEnd = wellFormedEnd;
    }

    /** TLVs of a response, which nobody could nack: what cannot be read is left out. */
    final void indexResponseTlvs(int from) {
        tlvOffset = from;
        tlvEnd = TlvCursor.wellFormedEnd(buf, from, end);
    }

    /**
     * For a response that could not be read to its end: true when it is an error whose body is nothing but TLVs, as OpenSMPP
     * leaves the mandatory fields out before them. They are its TLVs then.
     */
    final boolean indexTlvsWithoutFields() {
        int body = offset + PduHeader.LENGTH_BYTES;
        if (commandStatus() == 0 || TlvCursor.wellFormedEnd(buf, body, end) != end) {
            return false;
        }
        tlvOffset = body;
        tlvEnd = end;
        return true;
    }

    private boolean isPadding(int from) {
        if (end - from >= TlvCursor.HEADER_BYTES) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (buf.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    final NackablePduException nack(int commandStatus, String message) {
        return new NackablePduException(
                CommandId.name(commandId()) + " " + message, commandStatus, commandId(), sequenceNumber());
    }
}
