package io.smppproxy.codec.receipt;

import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.TlvTag;
import java.nio.charset.StandardCharsets;

/**
 * Writes receipts as message centres do: the text of SMPP v3.4 Appendix B, and on demand the receipt TLVs. Reusable, for
 * one thread; setters keep their value until {@link #clear}.
 */
public final class DeliveryReceiptWriter {
    private static final int MAX_ID = 64;
    /** Characters of the message that the text quotes (Appendix B). */
    private static final int MAX_QUOTE = 20;

    private static final String[] STATS = {
        "SCHEDLD", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    private static final int NETWORK_GSM = 3;

    private final byte[] text = new byte[256];
    private final byte[] networkError = new byte[3];
    private CharSequence id = "";
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
        quote = "";
        state = MessageState.DELIVERED;
        errorCode = 0;
        submitted = 1;
        delivered = -1;
        submitDateMs = 0;
        doneDateMs = 0;
        return this;
    }

    /** The id that submit_sm_resp gave, in the spelling of the receipt; at most 64 characters. */
    public DeliveryReceiptWriter id(CharSequence value) {
        if (value.length() > MAX_ID) {
            throw new IllegalArgumentException("id: " + value.length() + " characters (expected: at most 64)");
        }
        id = value;
        return this;
    }

    /** A value of {@link MessageState}. */
    public DeliveryReceiptWriter state(int messageState) {
        if (messageState < MessageState.SCHEDULED || messageState > MessageState.SKIPPED) {
            throw new IllegalArgumentException("state: " + messageState + " (expected: 0 to 9)");
        }
        state = messageState;
        return this;
    }

    /** err and network_error_code, 0 to 999. */
    public DeliveryReceiptWriter errorCode(int value) {
        if (value < 0 || value > 999) {
            throw new IllegalArgumentException("errorCode: " + value + " (expected: 0 to 999)");
        }
        errorCode = value;
        return this;
    }

    /** sub and dlvrd; without this call 001, and 001 or 000 by the state. */
    public DeliveryReceiptWriter counts(int submittedCount, int deliveredCount) {
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
     * Gives the receipt to an encoder whose addresses are set: esm_class, data_coding 0 and the text as user data.
     *
     * @param withTlvs adds receipted_message_id, message_state and, with an error, network_error_code
     */
    public void encode(MessageEncoder<?> encoder, boolean withTlvs) {
        boolean intermediate = state == MessageState.ENROUTE || state == MessageState.SCHEDULED;
        encoder.esmClass(intermediate ? EsmClass.TYPE_INTERMEDIATE_NOTIFICATION : EsmClass.TYPE_MC_RECEIPT);
        encoder.dataCoding(DataCoding.DEFAULT);
        encoder.userData(text, 0, writeText());
        if (withTlvs) {
            encodeTlvs(encoder);
        }
    }

    /** Only the receipt TLVs and esm_class, no text: as some v5.0 message centres do. */
    public void encodeTlvsOnly(MessageEncoder<?> encoder) {
        encoder.esmClass(EsmClass.TYPE_MC_RECEIPT);
        encodeTlvs(encoder);
    }

    private void encodeTlvs(MessageEncoder<?> encoder) {
        encoder.tlvCString(TlvTag.RECEIPTED_MESSAGE_ID, id).tlvByte(TlvTag.MESSAGE_STATE, state);
        if (errorCode != 0) {
            networkError[0] = NETWORK_GSM;
            networkError[1] = (byte) (errorCode >>> 8);
            networkError[2] = (byte) errorCode;
            encoder.tlv(TlvTag.NETWORK_ERROR_CODE, networkError, 0, networkError.length);
        }
    }

    /** The text alone. Allocates. */
    @Override
    public String toString() {
        return new String(text, 0, writeText(), StandardCharsets.ISO_8859_1);
    }

    private int writeText() {
        int deliveredCount = delivered >= 0 ? delivered : state == MessageState.DELIVERED ? 1 : 0;
        int at = put("id:", 0);
        at = put(id, at);
        at = threeDigits(submitted, put(" sub:", at));
        at = threeDigits(deliveredCount, put(" dlvrd:", at));
        at = ReceiptDate.write(submitDateMs, text, put(" submit date:", at));
        at = ReceiptDate.write(doneDateMs, text, put(" done date:", at));
        at = put(STATS[state], put(" stat:", at));
        at = threeDigits(errorCode, put(" err:", at));
        at = put(" text:", at);
        int quoted = Math.min(MAX_QUOTE, quote.length());
        for (int i = 0; i < quoted; i++) {
            char c = quote.charAt(i);
            text[at++] = (byte) (c >= ' ' && c <= '~' ? c : '?');
        }
        return at;
    }

    private int put(CharSequence value, int offset) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            text[offset + i] = (byte) value.charAt(i);
        }
        return offset + length;
    }

    private int threeDigits(int value, int offset) {
        text[offset] = (byte) ('0' + value / 100 % 10);
        text[offset + 1] = (byte) ('0' + value / 10 % 10);
        text[offset + 2] = (byte) ('0' + value % 10);
        return offset + 3;
    }
}
