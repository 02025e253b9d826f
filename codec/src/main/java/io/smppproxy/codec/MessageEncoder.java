package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the encoders of submit_sm, deliver_sm and data_sm have in common. Reusable, not thread safe, allocates nothing
 * once warm. Setters copy their argument at once and keep it until {@link #clear}, so that fields which are the same for
 * every message are set once. Text becomes Latin-1 octets. A value that the field cannot carry is an
 * IllegalArgumentException naming field, value and expectation, from the setter or, when it depends on command and
 * version, from encode.
 */
public abstract sealed class MessageEncoder<E extends MessageEncoder<E>> permits SmEncoder, DataSmEncoder {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final OctetField serviceType = new OctetField("service_type", MessageFlyweight.MAX_SERVICE_TYPE);
    final OctetField sourceAddr = new OctetField("source_addr", DataSmFlyweight.MAX_ADDRESS);
    final OctetField destinationAddr = new OctetField("destination_addr", DataSmFlyweight.MAX_ADDRESS);
    final TlvOctets tlvs = new TlvOctets();
    /**
     * The PDU that grows here ends its mandatory fields before, and starts its user data at, {@link #bodyOffset}. So user data
     * lies in its final place as soon as it is set, however long the addresses turn out to be. Has room for any short_message.
     */
    byte[] pdu = new byte[512];

    int interfaceVersion = InterfaceVersion.V3_4;
    /** As {@link MessageFlyweight#fixedOctets}. */
    long fixedOctets;

    private final int bodyOffset;
    private int start;
    private int commandId;
    private int sequenceNumber;
    private int sourceTonAndNpi;
    private int destTonAndNpi;

    MessageEncoder(int commandId, int maxMandatoryBytes) {
        this.commandId = commandId;
        this.bodyOffset = maxMandatoryBytes;
    }

    abstract E self();

    /** Every field to its default, no user data, no TLVs; command and version stay. */
    public E clear() {
        serviceType.clear();
        sourceAddr.clear();
        destinationAddr.clear();
        tlvs.clear();
        fixedOctets = 0;
        sequenceNumber = 0;
        sourceTonAndNpi = 0;
        destTonAndNpi = 0;
        return self();
    }

    /** What the receiver of the PDU speaks, {@link InterfaceVersion#V3_4} at first. Decides about TLVs and lengths. */
    public final E interfaceVersion(int version) {
        interfaceVersion = version;
        return self();
    }

    /** 0 until set; {@link PduHeader#setSequenceNumber} can also patch it into the encoded PDU. */
    public final E sequenceNumber(int number) {
        sequenceNumber = number;
        return self();
    }

    public final E serviceType(CharSequence value) {
        serviceType.set(value);
        return self();
    }

    public final E sourceAddr(int ton, int npi, CharSequence address) {
        sourceAddr.set(address);
        sourceTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    public final E sourceAddr(int ton, int npi, byte[] address, int offset, int length) {
        sourceAddr.set(address, offset, length);
        sourceTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    public final E sourceAddr(int ton, int npi, ByteBuf address, int offset, int length) {
        sourceAddr.set(address, offset, length);
        sourceTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    public final E destinationAddr(int ton, int npi, CharSequence address) {
        destinationAddr.set(address);
        destTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    public final E destinationAddr(int ton, int npi, byte[] address, int offset, int length) {
        destinationAddr.set(address, offset, length);
        destTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    public final E destinationAddr(int ton, int npi, ByteBuf address, int offset, int length) {
        destinationAddr.set(address, offset, length);
        destTonAndNpi = (ton << 8) | (npi & 0xFF);
        return self();
    }

    /** Bits of {@link EsmClass}. */
    public final E esmClass(int value) {
        fixedOctet(56, value);
        return self();
    }

    public final int esmClass() {
        return (int) (fixedOctets >>> 56);
    }

    /** Bits of {@link RegisteredDelivery}. */
    public final E registeredDelivery(int value) {
        fixedOctet(16, value);
        return self();
    }

    public final E dataCoding(int value) {
        fixedOctet(0, value);
        return self();
    }

    /** Adds a TLV after those added before. A v3.3 PDU leaves all TLVs out. */
    public final E tlv(int tag, byte[] value, int offset, int length) {
        tlvs.add(tag, value, offset, length);
        return self();
    }

    public final E tlv(int tag, byte[] value) {
        return tlv(tag, value, 0, value.length);
    }

    public final E tlv(int tag, ByteBuf value, int offset, int length) {
        tlvs.add(tag, value, offset, length);
        return self();
    }

    public final E tlvByte(int tag, int value) {
        tlvs.addNumber(tag, 1, value);
        return self();
    }

    public final E tlvShort(int tag, int value) {
        tlvs.addNumber(tag, 2, value);
        return self();
    }

    public final E tlvInt(int tag, int value) {
        tlvs.addNumber(tag, 4, value);
        return self();
    }

    /** Adds a C-octet string with its NUL. */
    public final E tlvCString(int tag, CharSequence value) {
        tlvs.addCString(tag, value);
        return self();
    }

    /** Adds all TLVs of a PDU, in their order, unknown ones too. */
    public final E tlvsOf(PduFlyweight from) {
        tlvs.addAll(from.buffer(), from.tlvOffset(), from.tlvLength());
        return self();
    }

    /** Removes the TLVs, and with them a message_payload. */
    public final E clearTlvs() {
        tlvs.clear();
        return self();
    }

    /** Adds message_payload; cannot be encoded for v3.3, where it would be lost. */
    public final E messagePayload(byte[] value, int offset, int length) {
        return tlv(TlvTag.MESSAGE_PAYLOAD, value, offset, length);
    }

    public final E messagePayload(ByteBuf value, int offset, int length) {
        return tlv(TlvTag.MESSAGE_PAYLOAD, value, offset, length);
    }

    /** User data of one part: short_message, or message_payload where there is no short_message or it is too long. */
    public abstract E userData(byte[] value, int offset, int length);

    /**
     * Appends the PDU at the writer index.
     *
     * @return its length in octets
     * @throws IllegalArgumentException when a field does not fit this command or version; nothing is written then
     */
    public final int encode(ByteBuf out) {
        int lengthBytes = encode();
        out.writeBytes(pdu, start, lengthBytes);
        return lengthBytes;
    }

    /** Encodes into {@link #octets()}, for targets that are no ByteBuf; the same result and errors. */
    public final int encode() {
        checkFields();
        int afterUserData = bodyOffset + userDataBytes();
        int tlvBytes = InterfaceVersion.hasTlvs(interfaceVersion) ? tlvs.length() : 0;
        ensureRoom(afterUserData + tlvBytes);
        int from = bodyOffset - mandatoryBytes();
        start = from;
        // In wire order, as each string spoils a few octets after it; the fixed ones after the last are as many.
        int end = serviceType.write(pdu, from + PduHeader.LENGTH_BYTES);
        end = writeAddress(sourceTonAndNpi, sourceAddr, end);
        end = writeAddress(destTonAndNpi, destinationAddr, end);
        writeRest(end);
        if (tlvBytes > 0) {
            tlvs.write(pdu, afterUserData);
        }
        int lengthBytes = afterUserData + tlvBytes - from;
        LONG.set(pdu, from, ((long) lengthBytes << 32) | (commandId & 0xFFFF_FFFFL));
        LONG.set(pdu, from + 8, sequenceNumber & 0xFFFF_FFFFL);
        return lengthBytes;
    }

    /** The array that encode wrote to, from {@link #octetsOffset} on; valid until the next setter or encode. */
    public final byte[] octets() {
        return pdu;
    }

    /** Where in {@link #octets()} the PDU starts. */
    public final int octetsOffset() {
        return start;
    }

    final void commandId(int value) {
        commandId = value;
    }

    final int commandId() {
        return commandId;
    }

    final int bodyOffset() {
        return bodyOffset;
    }

    final void fixedOctet(int shift, int value) {
        fixedOctets = (fixedOctets & ~(0xFFL << shift)) | (value & 0xFFL) << shift;
    }

    final int fixedOctet(int shift) {
        return (int) (fixedOctets >>> shift) & 0xFF;
    }

    void checkFields() {
        if (tlvs.hasPayload() && !InterfaceVersion.hasTlvs(interfaceVersion)) {
            throw new IllegalArgumentException("message_payload: present (expected: absent in a PDU of version "
                    + InterfaceVersion.name(interfaceVersion) + ", which has no TLVs)");
        }
    }

    /** The mandatory fields from esm_class to the user data, which end at {@link #bodyOffset}. */
    abstract void writeRest(int offset);

    /** Octets of the fields that {@link #writeRest} writes. */
    abstract int restBytes();

    /** Octets of short_message. */
    abstract int userDataBytes();

    private int mandatoryBytes() {
        // Three NULs, and TON and NPI of two addresses.
        return PduHeader.LENGTH_BYTES
                + serviceType.length()
                + sourceAddr.length()
                + destinationAddr.length()
                + 7
                + restBytes();
    }

    private int writeAddress(int tonAndNpi, OctetField address, int offset) {
        pdu[offset] = (byte) (tonAndNpi >>> 8);
        pdu[offset + 1] = (byte) tonAndNpi;
        return address.write(pdu, offset + 2);
    }

    private void ensureRoom(int bytes) {
        if (pdu.length < bytes) {
            pdu = Arrays.copyOf(pdu, Math.max(bytes, 2 * pdu.length));
        }
    }
}
