package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.text.Encoding;

/** How the user data of a PDU is to be read: short_message or, where that is empty, message_payload. */
final class UserData {
    private static final int NO_ESM_CLASS = -1;

    private UserData() {}

    static Encoding encoding(CommandFlyweight pdu) {
        return Encoding.ofDataCoding(Math.max(0, pdu.number(Field.DATA_CODING)));
    }

    /** Length of the user data header of short_message in octets, 0 without one (3GPP TS 23.040 §9.2.3.24). */
    static int shortMessageHeader(CommandFlyweight pdu) {
        return header(pdu, pdu.offsetOf(Field.SHORT_MESSAGE), pdu.lengthOf(Field.SHORT_MESSAGE));
    }

    /** The same of a message_payload, which has one only where there is no short_message. */
    static int payloadHeader(CommandFlyweight pdu, int offset, int length) {
        return pdu.lengthOf(Field.SHORT_MESSAGE) > 0 ? 0 : header(pdu, offset, length);
    }

    private static int header(CommandFlyweight pdu, int offset, int length) {
        int esmClass = pdu.number(Field.ESM_CLASS);
        if (esmClass == NO_ESM_CLASS || !EsmClass.hasUdh(esmClass) || length == 0) {
            return 0;
        }
        ByteBuf buf = pdu.buffer();
        return Math.min(length, 1 + buf.getUnsignedByte(offset));
    }
}
