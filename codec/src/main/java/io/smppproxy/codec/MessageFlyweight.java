package io.smppproxy.codec;

/** What submit_sm, deliver_sm and data_sm have in common. */
public abstract sealed class MessageFlyweight extends PduFlyweight permits SmFlyweight, DataSmFlyweight {
    static final int MAX_SERVICE_TYPE = 5;

    int sourceTonOffset;
    int destTonOffset;
    int esmClassOffset;
    int payloadOffset;
    int payloadLength;

    MessageFlyweight() {}

    /** Indexes service_type and both addresses; returns the offset of esm_class. */
    final int indexAddresses(int maxAddress) {
        sourceTonOffset =
                endOfCString("service_type", serviceTypeOffset(), MAX_SERVICE_TYPE, CommandStatus.ESME_RINVSERTYP) + 1;
        require(sourceTonOffset, 2, "source_addr_ton, source_addr_npi");
        destTonOffset = endOfCString("source_addr", sourceAddrOffset(), maxAddress, CommandStatus.ESME_RINVSRCADR) + 1;
        require(destTonOffset, 2, "dest_addr_ton, dest_addr_npi");
        esmClassOffset =
                endOfCString("destination_addr", destinationAddrOffset(), maxAddress, CommandStatus.ESME_RINVDSTADR)
                        + 1;
        return esmClassOffset;
    }

    final void indexTlvsAndPayload(int from) {
        payloadOffset = -1;
        payloadLength = 0;
        int next = from;
        if (from != end) {
            TlvCursor tlvs = cursor(from, end);
            while (tlvs.next()) {
                if (tlvs.tag() == TlvTag.MESSAGE_PAYLOAD && payloadOffset < 0) {
                    payloadOffset = tlvs.valueOffset();
                    payloadLength = tlvs.valueLength();
                }
            }
            next = tlvs.nextOffset();
        }
        indexRequestTlvs(from, next);
    }

    public final int serviceTypeOffset() {
        return offset + PduHeader.LENGTH_BYTES;
    }

    public final int serviceTypeLength() {
        return sourceTonOffset - 1 - serviceTypeOffset();
    }

    public final String serviceType() {
        return string(serviceTypeOffset(), serviceTypeLength());
    }

    public final int sourceAddrTon() {
        return buf.getUnsignedByte(sourceTonOffset);
    }

    public final int sourceAddrNpi() {
        return buf.getUnsignedByte(sourceTonOffset + 1);
    }

    public final int sourceAddrOffset() {
        return sourceTonOffset + 2;
    }

    public final int sourceAddrLength() {
        return destTonOffset - 1 - sourceAddrOffset();
    }

    public final String sourceAddr() {
        return string(sourceAddrOffset(), sourceAddrLength());
    }

    public final int destAddrTon() {
        return buf.getUnsignedByte(destTonOffset);
    }

    public final int destAddrNpi() {
        return buf.getUnsignedByte(destTonOffset + 1);
    }

    public final int destinationAddrOffset() {
        return destTonOffset + 2;
    }

    public final int destinationAddrLength() {
        return esmClassOffset - 1 - destinationAddrOffset();
    }

    public final String destinationAddr() {
        return string(destinationAddrOffset(), destinationAddrLength());
    }

    /** Bits of {@link EsmClass}. */
    public final int esmClass() {
        return buf.getUnsignedByte(esmClassOffset);
    }

    /** Absolute offset of the first message_payload's value, or -1 without one. */
    public final int messagePayloadOffset() {
        return payloadOffset;
    }

    public final int messagePayloadLength() {
        return payloadLength;
    }

    /** Bits of {@link RegisteredDelivery}. */
    public abstract int registeredDelivery();

    public abstract int dataCoding();

    /**
     * Absolute offset of the user data: short_message, or message_payload when sm_length is 0 (SMPP v3.4 §5.2.21 lets
     * only one of them carry data). A user data header, if esm_class says so, comes first.
     */
    public abstract int userDataOffset();

    /** Length of the user data in octets, 0 to 65,535. */
    public abstract int userDataLength();
}
