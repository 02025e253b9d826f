package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** data_sm (SMPP v3.4 §4.7.1): addresses of up to 64 octets, user data in message_payload only. */
public final class DataSmFlyweight extends MessageFlyweight {
    /** Longest address, without NUL. */
    static final int MAX_ADDRESS = 64;

    /**
     * Indexes the data_sm at {@code offset}.
     *
     * @throws NackablePduException when the body is too short, a field too long or a TLV malformed
     */
    public DataSmFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        int esmClass = indexAddresses();
        require(esmClass, 3, "esm_class, registered_delivery, data_coding");
        fixedOctets = (long) buf.getByte(esmClass) << 56
                | buf.getUnsignedByte(esmClass + 1) << 16
                | buf.getUnsignedByte(esmClass + 2);
        indexTlvsAndPayload(esmClass + 3);
        return this;
    }

    @Override
    int maxAddress() {
        return MAX_ADDRESS;
    }

    @Override
    public int userDataOffset() {
        return payloadOffset >= 0 ? payloadOffset : tlvOffset;
    }

    @Override
    public int userDataLength() {
        return payloadLength;
    }
}
