package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.FieldType;
import io.smppproxy.codec.text.Encoding;

/**
 * Puts asterisks in the place of secrets in the octets themselves, so that whatever is made of them shows none. Lengths
 * stay, and so the PDU stays one that can be decoded.
 */
final class PduMask {
    private static final byte ASTERISK = '*';

    private PduMask() {}

    /**
     * Masks the password, wherever the octets have one: the command need not be well-formed.
     *
     * @param spec of the command, or null when nobody knows it
     */
    static void maskPassword(ByteBuf buf, int length, CommandSpec spec) {
        if (spec == null || spec.indexOf(Field.PASSWORD) < 0) {
            return;
        }
        int start = PduHeader.LENGTH_BYTES;
        for (int i = spec.indexOf(Field.PASSWORD); i > 0; i--) {
            int nul = buf.indexOf(start, length, (byte) 0);
            if (nul < 0) {
                // Without the NUL of the field before, the password may be anywhere in what follows.
                break;
            }
            start = nul + 1;
        }
        int nul = buf.indexOf(start, length, (byte) 0);
        fill(buf, start, nul < 0 ? length : nul);
    }

    /** Masks the text of a well-formed PDU, and what of it could not be read. User data headers are no text. */
    static void maskText(CommandFlyweight pdu, UserData userData) {
        ByteBuf buf = pdu.buffer();
        if (pdu.has(Field.SHORT_MESSAGE)) {
            maskText(buf, userData.ofShortMessage(pdu));
        }
        TlvCursor tlvs = pdu.tlvs();
        while (tlvs.next()) {
            if (tlvs.tag() == TlvTag.MESSAGE_PAYLOAD) {
                maskText(buf, userData.ofPayload(pdu, tlvs.valueOffset(), tlvs.valueLength()));
            }
        }
        fill(buf, endOfWhatIsRead(pdu), pdu.offset() + pdu.lengthBytes());
    }

    /** Masks all but the header: nobody can tell where the text of a malformed PDU is. */
    static void maskBody(ByteBuf buf, int length) {
        fill(buf, PduHeader.LENGTH_BYTES, length);
    }

    /** Where fields and TLVs end; what follows are zeros that somebody added, or the rest of a response that breaks off. */
    static int endOfWhatIsRead(CommandFlyweight pdu) {
        if (pdu.tlvLength() > 0) {
            return pdu.tlvOffset() + pdu.tlvLength();
        }
        int end = pdu.offset() + PduHeader.LENGTH_BYTES;
        for (FieldSpec field : pdu.spec().fields()) {
            if (pdu.has(field.field())) {
                boolean hasNul = field.field().type() == FieldType.C_OCTET_STRING;
                end = pdu.offsetOf(field.field()) + pdu.lengthOf(field.field()) + (hasNul ? 1 : 0);
            }
        }
        // The last NUL of a response may be missing.
        return Math.min(end, pdu.offset() + pdu.lengthBytes());
    }

    /** UCS-2 gets an asterisk per character. */
    private static void maskText(ByteBuf buf, UserData text) {
        int end = text.textOffset() + text.textBytes();
        fill(buf, text.textOffset(), end);
        if (text.encoding() == Encoding.UCS2) {
            for (int i = text.textOffset(); i + 1 < end; i += 2) {
                buf.setByte(i, 0);
            }
        }
    }

    private static void fill(ByteBuf buf, int start, int end) {
        for (int i = start; i < end; i++) {
            buf.setByte(i, ASTERISK);
        }
    }
}
