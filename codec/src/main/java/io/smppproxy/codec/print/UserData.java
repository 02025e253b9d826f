package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.UserDataText;
import io.smppproxy.codec.udh.UserDataHeader;

/** One text of a PDU, short_message or message_payload, with its header and alphabet. Reusable, for one thread. */
final class UserData {
    private final PrintOptions options;
    private final UserDataText reader;
    private final UserDataHeader header = new UserDataHeader();
    private ByteBuf buf;
    private int offset;
    private int length;
    private int esmClass;
    private int dataCoding;

    UserData(PrintOptions options) {
        this.options = options;
        this.reader = new UserDataText(options.dataCodings());
    }

    UserData ofShortMessage(CommandFlyweight pdu) {
        return of(pdu, pdu.offsetOf(Field.SHORT_MESSAGE), pdu.lengthOf(Field.SHORT_MESSAGE), true);
    }

    /** A message_payload; the header that esm_class speaks of is in it only where there is no short_message. */
    UserData ofPayload(CommandFlyweight pdu, int payloadOffset, int payloadLength) {
        return of(pdu, payloadOffset, payloadLength, pdu.lengthOf(Field.SHORT_MESSAGE) == 0);
    }

    private UserData of(CommandFlyweight pdu, int newOffset, int newLength, boolean mayHaveHeader) {
        buf = pdu.buffer();
        offset = newOffset;
        length = newLength;
        // Commands without these fields count as if they were 0.
        esmClass = mayHaveHeader ? Math.max(0, pdu.number(Field.ESM_CLASS)) : EsmClass.DEFAULT;
        dataCoding = Math.max(0, pdu.number(Field.DATA_CODING));
        if (EsmClass.hasUdh(esmClass)) {
            header.wrap(buf, offset, length);
        } else {
            header.clear();
        }
        return this;
    }

    Encoding encoding() {
        return options.dataCodings().encodingOf(dataCoding);
    }

    /** Octets of the user data header (3GPP TS 23.040 §9.2.3.24), 0 without one. */
    int headerBytes() {
        return header.lengthBytes();
    }

    int textOffset() {
        return offset + headerBytes();
    }

    int textBytes() {
        return length - headerBytes();
    }

    /** The text, or as many asterisks where it is masked. */
    String text() {
        String text = reader.of(esmClass, dataCoding, buf, offset, length);
        return options.text() ? text : "*".repeat(text.length());
    }
}
