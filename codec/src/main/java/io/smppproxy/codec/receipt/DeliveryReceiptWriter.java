package io.smppproxy.codec.receipt;

import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.receipt.ReceiptStyle.Content;
import io.smppproxy.codec.receipt.ReceiptStyle.Place;
import java.nio.charset.StandardCharsets;

/**
 * Writes receipts as message centres do: the text of SMPP v3.4 Appendix B and the receipt TLVs, in the
 * {@link ReceiptStyle} that the receiver expects. Reusable, for one thread; setters keep their value until
 * {@link #clear}.
 */
public final class DeliveryReceiptWriter {
    /** 65 octets with its NUL, the most that message_id can have. */
    private static final int MAX_ID = 64;

    private static final int MAX_ERROR = 20;

    /** Characters of the message that the text quotes (Appendix B). */
    private static final int MAX_QUOTE = 20;

    /** A short_message of v3.3 has room for so much; the quote gives way. */
    private static final int MAX_TEXT = 160;

    private static final String[] STATS = {
        "SCHEDLD", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    private final byte[] text = new byte[256];
    private final byte[] networkError = new byte[3];
    private CharSequence id = "";
    private CharSequence error = "";
    private CharSequence quote = "";
    private int state;
    private int errorCode;
    private int submitted;
    private int delivered;
    private long submitDateMs;
    private long doneDateMs;

    /** Starts without values. */
    public DeliveryReceiptWriter() {
        clear();
    }

    public DeliveryReceiptWriter clear() {
        id = "";
        error = "";
        quote = "";
        state = MessageState.DELIVERED;
        errorCode = 0;
        submitted = 1;
        delivered = DeliveryReceipt.NO_NUMBER;
        submitDateMs = 0;
        doneDateMs = 0;
        return this;
    }

    /** The id that submit_sm_resp gave, in the spelling of the receipt; at most 64 characters of Latin-1. */
    public DeliveryReceiptWriter id(CharSequence value) {
        if (value.length() > MAX_ID) {
            throw new IllegalArgumentException("id: " + value.length() + " characters (expected: at most 64)");
        }
        id = value;
        return this;
    }

    /** A value of {@link MessageState}. SCHEDULED and ENROUTE make an intermediate notification of the receipt. */
    public DeliveryReceiptWriter state(int messageState) {
        if (messageState < MessageState.SCHEDULED || messageState > MessageState.SKIPPED) {
            throw new IllegalArgumentException("state: " + messageState + " (expected: 0 to 9)");
        }
        state = messageState;
        return this;
    }

    /** err, in at least three digits, and network_error_code, 0 to 65,535; above 999 err is wider than Appendix B has it. */
    public DeliveryReceiptWriter errorCode(int value) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("errorCode: " + value + " (expected: 0 to 65535)");
        }
        errorCode = value;
        return this;
    }

    /** err where it is no number, such as one that another message centre wrote; at most 20 characters, empty for none. */
    public DeliveryReceiptWriter error(CharSequence value) {
        if (value.length() > MAX_ERROR) {
            throw new IllegalArgumentException("error: " + value.length() + " characters (expected: at most 20)");
        }
        error = value;
        return this;
    }

    /** sub and dlvrd, 0 to 999; without this call 001, and 001 or 000 by the state. */
    public DeliveryReceiptWriter counts(int submittedCount, int deliveredCount) {
        if (submittedCount < 0 || submittedCount > 999 || deliveredCount < 0 || deliveredCount > 999) {
            throw new IllegalArgumentException(
                    "counts: " + submittedCount + ", " + deliveredCount + " (expected: 0 to 999)");
        }
        submitted = submittedCount;
        delivered = deliveredCount;
        return this;
    }

    /** Milliseconds of the epoch, written as UTC. */
    public DeliveryReceiptWriter submitDateMs(long epochMs) {
        submitDateMs = epochMs;
        return this;
    }

    /** Milliseconds of the epoch, written as UTC. */
    public DeliveryReceiptWriter doneDateMs(long epochMs) {
        doneDateMs = epochMs;
        return this;
    }

    /** The message; its first 20 characters are quoted, those that are not printable ASCII as question marks. */
    public DeliveryReceiptWriter text(CharSequence message) {
        quote = message;
        return this;
    }

    /** The stat word of a state, seven letters (Appendix B). */
    public static String stat(int messageState) {
        return STATS[messageState];
    }

    /**
     * Gives the receipt to an encoder whose addresses are set: esm_class, data_coding, user data and TLVs. The encoder is
     * the one of the style's carrier, and its version one that the style is {@linkplain ReceiptStyle#forVersion for}.
     */
    public void encode(MessageEncoder<?> encoder, ReceiptStyle style) {
        boolean intermediate = state == MessageState.ENROUTE || state == MessageState.SCHEDULED;
        encoder.esmClass(intermediate ? EsmClass.TYPE_INTERMEDIATE_NOTIFICATION : EsmClass.TYPE_MC_RECEIPT);
        encoder.dataCoding(DataCoding.DEFAULT);
        if (style.content() != Content.TLVS) {
            int length = writeText(style);
            if (style.place() == Place.MESSAGE_PAYLOAD) {
                encoder.messagePayload(text, 0, length);
            } else {
                encoder.userData(text, 0, length);
            }
        }
        if (style.content() != Content.TEXT) {
            encodeTlvs(encoder, style.networkType());
        }
    }

    /** The text alone. Allocates. */
    public String textOf(ReceiptStyle style) {
        return new String(text, 0, writeText(style), StandardCharsets.ISO_8859_1);
    }

    private void encodeTlvs(MessageEncoder<?> encoder, int networkType) {
        encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, id).tlvByte(TlvTag.MESSAGE_STATE, state);
        if (errorCode != 0) {
            networkError[0] = (byte) networkType;
            networkError[1] = (byte) (errorCode >>> 8);
            networkError[2] = (byte) errorCode;
            encoder.tlv(TlvTag.NETWORK_ERROR_CODE, networkError, 0, networkError.length);
        }
    }

    private int writeText(ReceiptStyle style) {
        int at = put(id, put("id:", 0));
        if (style.counts()) {
            int deliveredCount =
                    delivered != DeliveryReceipt.NO_NUMBER ? delivered : state == MessageState.DELIVERED ? 1 : 0;
            at = number(submitted, put(" sub:", at));
            at = number(deliveredCount, put(" dlvrd:", at));
        }
        at = ReceiptDate.write(submitDateMs, style.seconds(), text, put(" submit date:", at));
        at = ReceiptDate.write(doneDateMs, style.seconds(), text, put(" done date:", at));
        at = put(STATS[state], put(" stat:", at));
        at = put(" err:", at);
        at = error.length() > 0 ? put(error, at) : number(errorCode, at);
        at = put(style.capitalText() ? " Text:" : " text:", at);
        int quoted = Math.min(Math.min(MAX_QUOTE, quote.length()), Math.max(0, MAX_TEXT - at));
        for (int i = 0; i < quoted; i++) {
            char c = quote.charAt(i);
            text[at++] = (byte) (c >= ' ' && c <= '~' ? c : '?');
        }
        return at;
    }

    private int put(CharSequence value, int offset) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            text[offset + i] = (byte) (c <= 0xFF ? c : '?');
        }
        return offset + length;
    }

    /** Three digits, or as many as it takes. */
    private int number(int value, int offset) {
        int digits = value > 9999 ? 5 : value > 999 ? 4 : 3;
        int rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            text[offset + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return offset + digits;
    }
}
