package io.smppproxy.codec.print;

import io.smppproxy.codec.spec.TlvDictionary;

/**
 * What a printed PDU shows. Immutable; derive another with the {@code with} methods.
 *
 * @param tlvs names and types of the TLVs, those of vendors too
 * @param text shows short_message and message_payload; else asterisks in their place
 * @param passwords shows passwords; else asterisks in their place
 */
public record PrintOptions(TlvDictionary tlvs, boolean text, boolean passwords) {
    /** Standard TLVs, text shown, passwords masked. */
    public static final PrintOptions DEFAULT = new PrintOptions(TlvDictionary.standard(), true, false);

    public PrintOptions withTlvs(TlvDictionary value) {
        return new PrintOptions(value, text, passwords);
    }

    public PrintOptions withText(boolean value) {
        return new PrintOptions(tlvs, value, passwords);
    }

    public PrintOptions withPasswords(boolean value) {
        return new PrintOptions(tlvs, text, value);
    }
}
