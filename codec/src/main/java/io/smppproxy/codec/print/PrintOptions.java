package io.smppproxy.codec.print;

import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.text.DataCodingRules;

/**
 * What a printed PDU shows. Immutable; derive another with the {@code with} methods.
 *
 * @param tlvs names and types of the TLVs, those of vendors too
 * @param dataCodings what the peer means by data_coding
 * @param text shows short_message and message_payload; else asterisks in their place
 * @param passwords shows passwords; else asterisks in their place
 */
public record PrintOptions(TlvDictionary tlvs, DataCodingRules dataCodings, boolean text, boolean passwords) {
    /** Standard TLVs, usual alphabets, text shown, passwords masked. */
    public static final PrintOptions DEFAULT =
            new PrintOptions(TlvDictionary.standard(), DataCodingRules.DEFAULT, true, false);

    public PrintOptions withTlvs(TlvDictionary value) {
        return new PrintOptions(value, dataCodings, text, passwords);
    }

    public PrintOptions withDataCodings(DataCodingRules value) {
        return new PrintOptions(tlvs, value, text, passwords);
    }

    public PrintOptions withText(boolean value) {
        return new PrintOptions(tlvs, dataCodings, value, passwords);
    }

    public PrintOptions withPasswords(boolean value) {
        return new PrintOptions(tlvs, dataCodings, text, value);
    }
}
