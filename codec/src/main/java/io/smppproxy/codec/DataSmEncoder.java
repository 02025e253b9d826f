package io.smppproxy.codec;

/** Encodes data_sm (SMPP v3.4 §4.7.1). See {@link MessageEncoder} for use and errors. */
public final class DataSmEncoder extends MessageEncoder<DataSmEncoder> {
    private static final int MAX_MANDATORY =
            PduHeader.LENGTH_BYTES + MessageFlyweight.MAX_SERVICE_TYPE + 2 * DataSmFlyweight.MAX_ADDRESS + 10;

    public DataSmEncoder() {
        super(CommandId.DATA_SM, MAX_MANDATORY);
    }

    @Override
    DataSmEncoder self() {
        return this;
    }

    @Override
    public DataSmEncoder userData(byte[] value, int offset, int length) {
        return messagePayload(value, offset, length);
    }

    @Override
    void checkFields() {
        if (!InterfaceVersion.hasTlvs(interfaceVersion)) {
            throw new IllegalArgumentException("interface_version: " + InterfaceVersion.name(interfaceVersion)
                    + " (expected: 3.4 or later for data_sm)");
        }
    }

    @Override
    void writeRest(int offset) {
        pdu[offset] = (byte) esmClass();
        pdu[offset + 1] = (byte) fixedOctet(16);
        pdu[offset + 2] = (byte) fixedOctet(0);
    }

    @Override
    int restBytes() {
        return 3;
    }

    @Override
    int userDataBytes() {
        return 0;
    }
}
