package io.smppproxy.codec;

/** What submit_sm, deliver_sm and data_sm have in common. */
public abstract sealed class MessageFlyweight extends PduFlyweight permits SmFlyweight, DataSmFlyweight {
    static final int MAX_SERVICE_TYPE = 5;

    /** Longest address of a submit_sm, without NUL; the longest that no command refuses. */
    static final int MAX_SHORT_ADDRESS = 20;

    /** TON and NPI may be zero and end no string. */
    private static final long TON_AND_NPI = 0x0101_0000_0000_0000L;

    int sourceTonOffset;
    int destTonOffset;
    int esmClassOffset;
    int payloadOffset;
    int payloadLength;
    private int sourceAddrLength;
    private int destinationAddrLength;

    /**
     * The single octets, most significant first, as they lie in a submit_sm without times: esm_class, protocol_id,
     * priority_flag, two octets without meaning, registered_delivery, replace_if_present_flag, data_coding. One load instead
     * of one for each accessor.
     */
    long fixedOctets;

    MessageFlyweight() {}

    /** Longest address of the command at hand, without NUL. */
    abstract int maxAddress();

    /** Indexes service_type and both addresses; returns the offset of esm_class. */
    final int indexAddresses() {
        sourceTonOffset =
                endOfCString("service_type", serviceTypeOffset(), MAX_SERVICE_TYPE, CommandStatus.ESME_RINVSERTYP) + 1;
        // Most addresses are as long as those of the PDU before. Going on with that length, once it is found to be
        // right, spares
        // the processor from waiting for the search before it looks at what comes after the address.
        int source = addressLength("source_addr", sourceTonOffset, CommandStatus.ESME_RINVSRCADR);
        if (source != sourceAddrLength) {
            sourceAddrLength = source;
        }
        destTonOffset = sourceTonOffset + 3 + sourceAddrLength;
        int destination = addressLength("destination_addr", destTonOffset, CommandStatus.ESME_RINVDSTADR);
        if (destination != destinationAddrLength) {
            destinationAddrLength = destination;
        }
        esmClassOffset = destTonOffset + 3 + destinationAddrLength;
        return esmClassOffset;
    }

    /** Length of the address whose TON is at {@code tonOffset}. */
    private int addressLength(String field, int tonOffset, int tooLongStatus) {
        int address = tonOffset + 2;
        int searchFrom = address;
        if (end - tonOffset >= Long.BYTES) {
            // TON, NPI and all of a short code at once.
            long zeros = OctetSearch.zeroOctets(buf.getLong(tonOffset) | TON_AND_NPI);
            if (zeros != 0) {
                return OctetSearch.indexOfFirst(zeros) - 2;
            }
            searchFrom = tonOffset + Long.BYTES;
        } else {
            require(tonOffset, 2, "TON and NPI of " + field);
        }
        int nul = OctetSearch.indexOfNul(buf, searchFrom, end);
        if (nul < 0 || nul - address > MAX_SHORT_ADDRESS) {
            checkCString(field, address, nul, maxAddress(), tooLongStatus);
        }
        return nul - address;
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
        return sourceAddrLength;
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
        return destinationAddrLength;
    }

    public final String destinationAddr() {
        return string(destinationAddrOffset(), destinationAddrLength());
    }

    /** Bits of {@link EsmClass}. */
    public final int esmClass() {
        return (int) (fixedOctets >>> 56);
    }

    /** Absolute offset of the first message_payload's value, or -1 without one. */
    public final int messagePayloadOffset() {
        return payloadOffset;
    }

    public final int messagePayloadLength() {
        return payloadLength;
    }

    /** Bits of {@link RegisteredDelivery}. */
    public final int registeredDelivery() {
        return (int) (fixedOctets >>> 16) & 0xFF;
    }

    public final int dataCoding() {
        return (int) fixedOctets & 0xFF;
    }

    /**
     * Absolute offset of the user data: short_message, or message_payload when sm_length is 0 (SMPP v3.4 §5.2.21 lets
     * only one of them carry data). A user data header, if esm_class says so, comes first.
     */
    public abstract int userDataOffset();

    /** Length of the user data in octets, 0 to 65,535. */
    public abstract int userDataLength();
}
