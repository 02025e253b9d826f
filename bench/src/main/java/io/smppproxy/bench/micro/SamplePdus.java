package io.smppproxy.bench.micro;

import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoder;
import com.cloudhopper.smpp.transcoder.DefaultPduTranscoderContext;
import com.cloudhopper.smpp.transcoder.PduTranscoder;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.PDUComposer;

/** One submit_sm and one receipt, built by all three libraries from the same values. */
final class SamplePdus {
    static final String SOURCE = "12345";
    static final String DESTINATION = "491700000001";
    static final int SEQUENCE_NUMBER = 0x0102_0304;
    static final byte[] TEXT = "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLM "
            .repeat(3)
            .substring(0, 150)
            .getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] RECEIPT_TEXT =
            ("id:0000000000000000000abcd sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 "
                            + "stat:DELIVRD err:000 text:0123456789 abcdefghi")
                    .getBytes(StandardCharsets.ISO_8859_1);
    static final String RECEIPTED_MESSAGE_ID = "0000000000000000000abcd";
    static final byte[] RECEIPTED_MESSAGE_ID_OCTETS =
            (RECEIPTED_MESSAGE_ID + "\0").getBytes(StandardCharsets.ISO_8859_1);
    static final int RECEIPT_ESM_CLASS = 0x04;
    static final int DELIVERED = 2;

    private SamplePdus() {}

    static PduTranscoder chSmpp() {
        return new DefaultPduTranscoder(new DefaultPduTranscoderContext());
    }

    static int encodeSubmit(SmEncoder encoder, ByteBuf out) {
        encoder.reset(CommandId.SUBMIT_SM)
                .sourceAddr(0, 1, SOURCE)
                .destinationAddr(1, 1, DESTINATION)
                .registeredDelivery(1)
                .shortMessage(TEXT, 0, TEXT.length)
                .sequenceNumber(SEQUENCE_NUMBER);
        return encoder.encode(out);
    }

    static int encodeDeliver(SmEncoder encoder, ByteBuf out) {
        encoder.reset(CommandId.DELIVER_SM)
                .sourceAddr(1, 1, DESTINATION)
                .destinationAddr(0, 1, SOURCE)
                .esmClass(RECEIPT_ESM_CLASS)
                .shortMessage(RECEIPT_TEXT, 0, RECEIPT_TEXT.length)
                .tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, RECEIPTED_MESSAGE_ID)
                .tlvByte(TlvTag.MESSAGE_STATE, DELIVERED)
                .sequenceNumber(SEQUENCE_NUMBER);
        return encoder.encode(out);
    }

    static Pdu chSmppSubmit() throws SmppInvalidArgumentException {
        SubmitSm pdu = new SubmitSm();
        fill(pdu, new Address((byte) 0, (byte) 1, SOURCE), new Address((byte) 1, (byte) 1, DESTINATION), TEXT);
        pdu.setRegisteredDelivery((byte) 1);
        return pdu;
    }

    static Pdu chSmppDeliver() throws SmppInvalidArgumentException {
        DeliverSm pdu = new DeliverSm();
        fill(pdu, new Address((byte) 1, (byte) 1, DESTINATION), new Address((byte) 0, (byte) 1, SOURCE), RECEIPT_TEXT);
        pdu.setEsmClass((byte) RECEIPT_ESM_CLASS);
        pdu.addOptionalParameter(new Tlv((short) TlvTag.RECEIPTED_MESSAGE_ID, RECEIPTED_MESSAGE_ID_OCTETS));
        pdu.addOptionalParameter(new Tlv((short) TlvTag.MESSAGE_STATE, new byte[] {DELIVERED}));
        return pdu;
    }

    private static void fill(BaseSm<?> pdu, Address source, Address destination, byte[] text)
            throws SmppInvalidArgumentException {
        pdu.setSequenceNumber(SEQUENCE_NUMBER);
        pdu.setSourceAddress(source);
        pdu.setDestAddress(destination);
        pdu.setShortMessage(text);
    }

    static byte[] jsmppSubmit(PDUComposer composer) throws PDUStringException {
        return composer.submitSm(
                SEQUENCE_NUMBER,
                null,
                (byte) 0,
                (byte) 1,
                SOURCE,
                (byte) 1,
                (byte) 1,
                DESTINATION,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                null,
                null,
                (byte) 1,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                TEXT);
    }

    static byte[] jsmppDeliver(PDUComposer composer) throws PDUStringException {
        return composer.deliverSm(
                SEQUENCE_NUMBER,
                null,
                (byte) 1,
                (byte) 1,
                DESTINATION,
                (byte) 0,
                (byte) 1,
                SOURCE,
                (byte) RECEIPT_ESM_CLASS,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                RECEIPT_TEXT,
                new OptionalParameter.Receipted_message_id(RECEIPTED_MESSAGE_ID),
                new OptionalParameter.Message_state((byte) DELIVERED));
    }

    static byte[] octets(ByteBuf buf, int length) {
        byte[] octets = new byte[length];
        buf.getBytes(0, octets);
        return octets;
    }

    static byte[] octets(ChannelBuffer buf) {
        byte[] octets = new byte[buf.readableBytes()];
        buf.getBytes(buf.readerIndex(), octets);
        return octets;
    }

    static void mustBeSame(String library, byte[] expected, byte[] actual) {
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException(library + ": encodes other octets, at index "
                    + Arrays.mismatch(expected, actual) + " of " + expected.length + " and " + actual.length);
        }
    }
}
