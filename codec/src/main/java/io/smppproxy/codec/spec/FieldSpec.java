package io.smppproxy.codec.spec;

import io.smppproxy.codec.InterfaceVersion;

/**
 * A field within a command.
 *
 * @param maxLength greatest length of a string in octets, without NUL, by the specification
 * @param acceptedLength greatest length that the decoders accept and the encoders write; beyond maxLength where refusing
 *     would lose what peers really send
 */
public record FieldSpec(Field field, int maxLength, int acceptedLength) {
    private static final int MAX_MESSAGE_ID_V3_3 = 8;

    public static FieldSpec of(Field field) {
        return new FieldSpec(field, field.maxLength(), field.maxLength());
    }

    FieldSpec upTo(int length) {
        return new FieldSpec(field, length, length);
    }

    FieldSpec acceptedUpTo(int length) {
        return new FieldSpec(field, maxLength, length);
    }

    /** {@link #maxLength} in one version: message_id had eight digits before v3.4, short_message grew with each. */
    public int maxLength(int interfaceVersion) {
        if (field == Field.SHORT_MESSAGE) {
            return InterfaceVersion.maxShortMessageBytes(interfaceVersion);
        }
        boolean shortId = field == Field.MESSAGE_ID && interfaceVersion < InterfaceVersion.V3_4;
        return shortId ? MAX_MESSAGE_ID_V3_3 : maxLength;
    }

    /** Greatest length that the encoders write in one version. */
    public int sendableLength(int interfaceVersion) {
        int limit = maxLength(interfaceVersion);
        return limit < maxLength ? limit : acceptedLength;
    }
}
