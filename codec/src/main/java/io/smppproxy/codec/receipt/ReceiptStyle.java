package io.smppproxy.codec.receipt;

import io.smppproxy.codec.InterfaceVersion;

/**
 * How receipts are written for one receiver. Parsers differ in what they read (jSMPP takes no key in capitals, ch-smpp no
 * text without sub and dlvrd unless told to, Kannel no data_sm of its own), so an account can choose. Immutable; derive
 * another with the {@code with} methods.
 *
 * @param content text, TLVs or both
 * @param place where the text goes; a data_sm has nothing but message_payload
 * @param carrier the command
 * @param counts the text has sub and dlvrd
 * @param seconds dates have twelve digits instead of ten
 * @param capitalText the quote's key is "Text:" as in the example of SMPP v3.4 Appendix B, not "text:" as in its table
 * @param networkType first octet of network_error_code (v3.4 §5.3.2.31): 3 is GSM, from v5.0 on 8 is the message
 *     centre's own
 */
public record ReceiptStyle(
        Content content,
        Place place,
        Carrier carrier,
        boolean counts,
        boolean seconds,
        boolean capitalText,
        int networkType) {
    /** What a receipt says it in. */
    public enum Content {
        /** The text of SMPP v3.4 Appendix B. */
        TEXT,
        TEXT_AND_TLVS,
        /** receipted_message_id, message_state and network_error_code, short_message empty. */
        TLVS
    }

    /** Where the text goes. */
    public enum Place {
        SHORT_MESSAGE,
        MESSAGE_PAYLOAD
    }

    /** The command that carries a receipt. */
    public enum Carrier {
        DELIVER_SM,
        DATA_SM
    }

    /** What most receivers expect: a deliver_sm with the text of Appendix B and with TLVs. */
    public static final ReceiptStyle DEFAULT =
            new ReceiptStyle(Content.TEXT_AND_TLVS, Place.SHORT_MESSAGE, Carrier.DELIVER_SM, true, false, false, 3);

    public ReceiptStyle {
        if (networkType < 0 || networkType > 0xFF) {
            throw new IllegalArgumentException("networkType: " + networkType + " (expected: 0 to 255)");
        }
    }

    public ReceiptStyle withContent(Content value) {
        return new ReceiptStyle(value, place, carrier, counts, seconds, capitalText, networkType);
    }

    public ReceiptStyle withPlace(Place value) {
        return new ReceiptStyle(content, value, carrier, counts, seconds, capitalText, networkType);
    }

    public ReceiptStyle withCarrier(Carrier value) {
        return new ReceiptStyle(content, place, value, counts, seconds, capitalText, networkType);
    }

    public ReceiptStyle withCounts(boolean value) {
        return new ReceiptStyle(content, place, carrier, value, seconds, capitalText, networkType);
    }

    public ReceiptStyle withSeconds(boolean value) {
        return new ReceiptStyle(content, place, carrier, counts, value, capitalText, networkType);
    }

    public ReceiptStyle withCapitalText(boolean value) {
        return new ReceiptStyle(content, place, carrier, counts, seconds, value, networkType);
    }

    public ReceiptStyle withNetworkType(int value) {
        return new ReceiptStyle(content, place, carrier, counts, seconds, capitalText, value);
    }

    /** This style as far as a version can carry it: v3.3 has neither TLVs nor data_sm. */
    public ReceiptStyle forVersion(int interfaceVersion) {
        return InterfaceVersion.hasTlvs(interfaceVersion)
                ? this
                : new ReceiptStyle(
                        Content.TEXT,
                        Place.SHORT_MESSAGE,
                        Carrier.DELIVER_SM,
                        counts,
                        seconds,
                        capitalText,
                        networkType);
    }
}
