package io.smppproxy.codec.receipt;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.time.CivilTime;
import java.nio.charset.StandardCharsets;

/**
 * Reads a delivery receipt from a deliver_sm or data_sm: the TLVs receipted_message_id, message_state and
 * network_error_code (SMPP v5.0) where they are well-formed, else the text of SMPP v3.4 Appendix B, which is an
 * example and no norm, in all the shapes that {@link ReceiptText} knows. Never throws. Reusable, for one thread; what it
 * answers holds until the next parse.
 */
public final class DeliveryReceipt {
    /** Answer of {@link #messageState()} without a state that has a meaning. */
    public static final int NO_STATE = -1;

    /** Answer of {@link #errorCode()} and the counts without a number. */
    public static final int NO_NUMBER = -1;

    /** Answer of the dates without one that can be read. */
    public static final long NO_DATE = CivilTime.NOT_A_TIME;

    private static final int MAX_ID = 255;

    private final ReceiptText text = new ReceiptText();
    private final byte[] tlvId = new byte[MAX_ID];
    private int tlvIdLength;
    private int tlvState;
    private int tlvErrorCode;
    private int networkType;
    private boolean intermediate;

    /**
     * Reads a message.
     *
     * @return true when its esm_class says that it is a receipt or an intermediate notification; otherwise nothing is
     *     read and every answer is empty
     */
    public boolean parse(MessageFlyweight message) {
        clear();
        int esmClass = message.esmClass();
        if (!EsmClass.isReceipt(esmClass)) {
            return false;
        }
        intermediate = EsmClass.isIntermediate(esmClass);
        readText(message, esmClass);
        readTlvs(message);
        return true;
    }

    /** Reads a text alone, one octet per character. */
    public void parseText(byte[] octets, int offset, int length) {
        clear();
        text.begin(length);
        System.arraycopy(octets, offset, text.octets(), 0, text.length());
        text.index();
    }

    /** True when the message's life goes on after this receipt (esm_class 0x20). */
    public boolean isIntermediate() {
        return intermediate;
    }

    public boolean hasId() {
        return idLength() > 0;
    }

    /** The array that has the id's octets from {@link #idOffset()} on, as the message centre wrote them. */
    public byte[] idOctets() {
        return tlvIdLength > 0 ? tlvId : text.octets();
    }

    public int idOffset() {
        return tlvIdLength > 0 ? 0 : text.tokenStart(ReceiptText.ID);
    }

    /** Length of the id in octets; 0 when the receipt names none. */
    public int idLength() {
        return tlvIdLength > 0 ? tlvIdLength : text.tokenLength(ReceiptText.ID);
    }

    /** The id as a string, empty when the receipt names none. Allocates. */
    public String id() {
        return new String(idOctets(), idOffset(), idLength(), StandardCharsets.ISO_8859_1);
    }

    /** A value of {@link MessageState}, or {@link #NO_STATE} when neither TLV nor stat has a known meaning. */
    public int messageState() {
        return tlvState != NO_STATE ? tlvState : text.state();
    }

    /** stat as the message centre wrote it, empty when missing. Allocates. */
    public String stat() {
        return text.token(ReceiptText.STAT);
    }

    /** network_error_code's number, else err if it is one, 0 to 999,999,999; else {@link #NO_NUMBER}. */
    public int errorCode() {
        return tlvErrorCode != NO_NUMBER ? tlvErrorCode : text.number(ReceiptText.ERR);
    }

    /** err as the message centre wrote it, empty when missing. Allocates. */
    public String error() {
        return text.token(ReceiptText.ERR);
    }

    /** Network type of network_error_code (SMPP v3.4 §5.3.2.31), or 0 without that TLV. */
    public int networkType() {
        return networkType;
    }

    /** submit date in milliseconds of the epoch, taking it for UTC as the text names no zone; or {@link #NO_DATE}. */
    public long submitDateMs() {
        return text.date(ReceiptText.SUBMIT_DATE);
    }

    /** done date in milliseconds of the epoch, taking it for UTC as the text names no zone; or {@link #NO_DATE}. */
    public long doneDateMs() {
        return text.date(ReceiptText.DONE_DATE);
    }

    /** sub: how many messages were submitted, or {@link #NO_NUMBER}. */
    public int submittedCount() {
        return text.number(ReceiptText.SUB);
    }

    /** dlvrd: how many of them were delivered, or {@link #NO_NUMBER}. */
    public int deliveredCount() {
        return text.number(ReceiptText.DLVRD);
    }

    /** The quoted message, one character per octet, without spaces at its ends; empty when missing. Allocates. */
    public String quote() {
        return text.field(ReceiptText.TEXT);
    }

    /**
     * The whole text, also when nothing in it could be read, one character per octet and at most 1,024 of them; the
     * message's user data has it all. Allocates.
     */
    public String text() {
        return text.all();
    }

    private void clear() {
        text.begin(0);
        tlvIdLength = 0;
        tlvState = NO_STATE;
        tlvErrorCode = NO_NUMBER;
        networkType = 0;
        intermediate = false;
    }

    private void readText(MessageFlyweight message, int esmClass) {
        ByteBuf buf = message.buffer();
        int offset = message.userDataOffset();
        int length = message.userDataLength();
        if (EsmClass.hasUdh(esmClass) && length > 0) {
            int headerBytes = Math.min(length, 1 + buf.getUnsignedByte(offset));
            offset += headerBytes;
            length -= headerBytes;
        }
        // Some send data_coding 8 with a text of single octets; no receipt's UCS-2 text starts with another high octet.
        if (message.dataCoding() == DataCoding.UCS2 && length >= 2 && buf.getByte(offset) == 0) {
            text.begin(length >> 1);
            for (int i = 0; i < text.length(); i++) {
                int c = buf.getUnsignedShort(offset + 2 * i);
                text.set(i, c <= 0xFF ? (byte) c : (byte) '?');
            }
        } else {
            text.begin(length);
            buf.getBytes(offset, text.octets(), 0, text.length());
        }
        text.index();
    }

    private void readTlvs(MessageFlyweight message) {
        TlvCursor tlvs = message.tlvs();
        while (tlvs.next()) {
            switch (tlvs.tag()) {
                case TlvTag.RECEIPTED_MESSAGE_ID -> {
                    int length = Math.min(MAX_ID, tlvs.cStringLength());
                    if (length > 0 && tlvIdLength == 0) {
                        message.buffer().getBytes(tlvs.valueOffset(), tlvId, 0, length);
                        tlvIdLength = length;
                    }
                }
                case TlvTag.MESSAGE_STATE -> {
                    if (tlvs.valueLength() == 1 && tlvs.asUnsigned() <= MessageState.SKIPPED && tlvState == NO_STATE) {
                        tlvState = (int) tlvs.asUnsigned();
                    }
                }
                case TlvTag.NETWORK_ERROR_CODE -> {
                    if (tlvs.valueLength() == 3 && networkType == 0) {
                        int typeAndCode = (int) tlvs.asUnsigned();
                        networkType = typeAndCode >>> 16;
                        tlvErrorCode = typeAndCode & 0xFFFF;
                    }
                }
                default -> {
                    // No other TLV says anything about the receipt.
                }
            }
        }
    }
}
