package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.receipt.ReceiptStyle.Content;

/**
 * Makes an SMSC's receipt the ESME's: the message id is replaced by the one that the ESME was told, in the text and in
 * receipted_message_id. Every other octet stays as it is, but for the lengths that follow from it and the sequence_number, which becomes
 * 0. A longer id may push the end of the quoted message out of short_message; where it would push more out, the text is written anew.
 * Reusable, for one thread.
 */
final class ReceiptRewriter {
    /** Largest sm_length of v3.4, which excludes 255 (SMPP v3.4 §5.2.21). */
    static final int MAX_SHORT_MESSAGE = 254;

    private static final int MAX_TEXT = 1_024;
    private static final int TLV_HEADER_BYTES = 4;
    /** The last field of SMPP v3.4 Appendix B. */
    private static final byte[] QUOTE_KEY = {'T', 'E', 'X', 'T', ':'};

    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final NewReceipt newReceipt = new NewReceipt();
    private final byte[] text = new byte[MAX_TEXT];

    private ByteBuf pdu;
    private MessageFlyweight message;
    /** Octets of a character of the text. */
    private int width;

    private boolean hasTextId;
    /** Where the id is in the PDU, and how many octets it has there. */
    private int idStart;

    private int idBytes;
    /** Where the fields that may not be cut end. */
    private int fieldsEnd;

    private byte[] newId;
    private int newIdLength;

    /**
     * Appends the PDU as the ESME gets it.
     *
     * @param from octets 0 to the writer index: a deliver_sm or data_sm that is a receipt and was decoded before
     * @param id what the ESME was told, at most 64 octets
     */
    void rewrite(ByteBuf from, byte[] id, int idLength, ByteBuf out) {
        pdu = from;
        newId = id;
        newIdLength = idLength;
        message = PduHeader.commandId(pdu, 0) == CommandId.DATA_SM
                ? dataSm.wrap(pdu, 0, pdu.writerIndex())
                : sm.wrap(pdu, 0, pdu.writerIndex());
        findId();
        if (hasTextId && isInShortMessage() && !fits()) {
            newReceipt.again(message, NewReceipt.string(id, idLength), Content.TEXT_AND_TLVS, out);
            return;
        }
        int start = out.writerIndex();
        if (hasTextId && isInShortMessage()) {
            out.writeBytes(pdu, 0, sm.shortMessageOffset() - 1);
            int length = Math.min(MAX_SHORT_MESSAGE, newTextBytes());
            out.writeByte(length);
            writeText(out, length);
        } else {
            out.writeBytes(pdu, 0, message.tlvOffset());
        }
        writeTlvs(out);
        PduHeader.setCommandLength(out, start, out.writerIndex() - start);
        PduHeader.setSequenceNumber(out, start, 0);
    }

    /** Looks for the id where {@link DeliveryReceipt} reads it. */
    private void findId() {
        int start = message.userDataOffset();
        int length = message.userDataLength();
        if (EsmClass.hasUdh(message.esmClass()) && length > 0) {
            int headerBytes = Math.min(length, 1 + pdu.getUnsignedByte(start));
            start += headerBytes;
            length -= headerBytes;
        }
        width = message.dataCoding() == DataCoding.UCS2 && length >= 2 && pdu.getByte(start) == 0 ? 2 : 1;
        int chars = Math.min(MAX_TEXT, length / width);
        for (int i = 0; i < chars; i++) {
            text[i] = pdu.getByte(start + width * (i + 1) - 1);
        }
        receipt.parseText(text, 0, chars);
        hasTextId = receipt.hasId();
        int idEnd = receipt.idOffset() + receipt.idLength();
        idStart = start + width * receipt.idOffset();
        idBytes = width * receipt.idLength();
        fieldsEnd = start + width * quoteStart(idEnd, chars);
    }

    /** Behind the key of the quoted message, or the text's end without one behind the id. */
    private int quoteStart(int from, int chars) {
        int matched = 0;
        for (int i = from; i < chars; i++) {
            matched = isKey(i, matched) ? matched + 1 : isKey(i, 0) ? 1 : 0;
            if (matched == QUOTE_KEY.length) {
                return i + 1;
            }
        }
        return chars;
    }

    private boolean isKey(int index, int matched) {
        return (text[index] & ~0x20) == (QUOTE_KEY[matched] & ~0x20);
    }

    private boolean isInShortMessage() {
        return message == sm && sm.userDataOffset() == sm.shortMessageOffset();
    }

    private int newTextBytes() {
        return message.userDataLength() + growth();
    }

    private int growth() {
        return width * newIdLength - idBytes;
    }

    /** True when nothing must be cut, or nothing but the quoted message and no wide character in two. */
    private boolean fits() {
        return newTextBytes() <= MAX_SHORT_MESSAGE
                || (width == 1 && fieldsEnd - message.userDataOffset() + growth() <= MAX_SHORT_MESSAGE);
    }

    /** The user data with the new id, so many octets of it. */
    private void writeText(ByteBuf out, int bytes) {
        int end = out.writerIndex() + bytes;
        int start = message.userDataOffset();
        out.writeBytes(pdu, start, idStart - start);
        for (int i = 0; i < newIdLength; i++) {
            if (width == 2) {
                out.writeByte(0);
            }
            out.writeByte(newId[i]);
        }
        out.writeBytes(pdu, idStart + idBytes, end - out.writerIndex());
    }

    private void writeTlvs(ByteBuf out) {
        TlvCursor tlvs = message.tlvs();
        while (tlvs.next()) {
            boolean isText = tlvs.valueOffset() == message.userDataOffset() && tlvs.tag() == TlvTag.MESSAGE_PAYLOAD;
            if (tlvs.tag() == TlvTag.RECEIPTED_MESSAGE_ID) {
                out.writeShort(tlvs.tag());
                out.writeShort(newIdLength + 1);
                out.writeBytes(newId, 0, newIdLength);
                out.writeByte(0);
            } else if (isText && hasTextId) {
                out.writeShort(tlvs.tag());
                out.writeShort(newTextBytes());
                writeText(out, newTextBytes());
            } else {
                out.writeBytes(pdu, tlvs.valueOffset() - TLV_HEADER_BYTES, TLV_HEADER_BYTES + tlvs.valueLength());
            }
        }
    }
}
