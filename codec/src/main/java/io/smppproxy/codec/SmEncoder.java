package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/** Encodes submit_sm and deliver_sm (SMPP v3.4 §4.4.1, §4.6.1). See {@link MessageEncoder} for use and errors. */
public final class SmEncoder extends MessageEncoder<SmEncoder> {
    private static final int MAX_SHORT_MESSAGE = 255;
    /** Header, the longest service_type, addresses and times with their NULs, and the fixed octets between. */
    private static final int MAX_MANDATORY = PduHeader.LENGTH_BYTES
            + MessageFlyweight.MAX_SERVICE_TYPE
            + 2 * DataSmFlyweight.MAX_ADDRESS
            + 2 * SmFlyweight.MAX_TIME
            + 17;

    private final OctetField scheduleDeliveryTime = new OctetField("schedule_delivery_time", SmFlyweight.MAX_TIME);
    private final OctetField validityPeriod = new OctetField("validity_period", SmFlyweight.MAX_TIME);
    private final byte[] shortMessage = new byte[MAX_SHORT_MESSAGE];
    private int shortMessageLength;
    private int protocolId;
    private int priorityFlag;
    private int replaceIfPresentFlag;
    private int smDefaultMsgId;

    /** Encodes submit_sm until {@link #reset} says otherwise. */
    public SmEncoder() {
        super(CommandId.SUBMIT_SM);
    }

    @Override
    SmEncoder self() {
        return this;
    }

    /**
     * Chooses the command and clears every field.
     *
     * @param commandId {@link CommandId#SUBMIT_SM} or {@link CommandId#DELIVER_SM}
     */
    public SmEncoder reset(int commandId) {
        if (commandId != CommandId.SUBMIT_SM && commandId != CommandId.DELIVER_SM) {
            throw new IllegalArgumentException(
                    "command_id: " + CommandId.name(commandId) + " (expected: submit_sm or deliver_sm)");
        }
        commandId(commandId);
        return clear();
    }

    @Override
    public SmEncoder clear() {
        scheduleDeliveryTime.clear();
        validityPeriod.clear();
        shortMessageLength = 0;
        protocolId = 0;
        priorityFlag = 0;
        replaceIfPresentFlag = 0;
        smDefaultMsgId = 0;
        return super.clear();
    }

    public SmEncoder protocolId(int value) {
        protocolId = value;
        return this;
    }

    public SmEncoder priorityFlag(int value) {
        priorityFlag = value;
        return this;
    }

    /** Empty, or sixteen characters (SMPP v3.4 §7.1.1). */
    public SmEncoder scheduleDeliveryTime(CharSequence value) {
        scheduleDeliveryTime.set(value);
        return this;
    }

    /** Empty, or sixteen characters (SMPP v3.4 §7.1.1). */
    public SmEncoder validityPeriod(CharSequence value) {
        validityPeriod.set(value);
        return this;
    }

    public SmEncoder replaceIfPresentFlag(int value) {
        replaceIfPresentFlag = value;
        return this;
    }

    public SmEncoder smDefaultMsgId(int value) {
        smDefaultMsgId = value;
        return this;
    }

    /** At most {@link InterfaceVersion#maxShortMessageBytes} octets for the version, which encode checks. */
    public SmEncoder shortMessage(byte[] value, int offset, int length) {
        checkShortMessage(length, MAX_SHORT_MESSAGE);
        System.arraycopy(value, offset, shortMessage, 0, length);
        shortMessageLength = length;
        return this;
    }

    public SmEncoder shortMessage(ByteBuf value, int offset, int length) {
        checkShortMessage(length, MAX_SHORT_MESSAGE);
        value.getBytes(offset, shortMessage, 0, length);
        shortMessageLength = length;
        return this;
    }

    @Override
    public SmEncoder userData(byte[] value, int offset, int length) {
        if (length <= InterfaceVersion.maxShortMessageBytes(interfaceVersion)) {
            return shortMessage(value, offset, length);
        }
        shortMessageLength = 0;
        return messagePayload(value, offset, length);
    }

    /** Takes every field and TLV of a submit_sm or deliver_sm but its sequence_number; the command becomes its own. */
    public SmEncoder copyOf(SmFlyweight from) {
        ByteBuf buf = from.buffer();
        reset(from.commandId());
        serviceType.set(buf, from.serviceTypeOffset(), from.serviceTypeLength());
        sourceAddr(from.sourceAddrTon(), from.sourceAddrNpi(), buf, from.sourceAddrOffset(), from.sourceAddrLength());
        destinationAddr(
                from.destAddrTon(),
                from.destAddrNpi(),
                buf,
                from.destinationAddrOffset(),
                from.destinationAddrLength());
        esmClass(from.esmClass());
        protocolId = from.protocolId();
        priorityFlag = from.priorityFlag();
        scheduleDeliveryTime.set(buf, from.scheduleDeliveryTimeOffset(), from.scheduleDeliveryTimeLength());
        validityPeriod.set(buf, from.validityPeriodOffset(), from.validityPeriodLength());
        registeredDelivery(from.registeredDelivery());
        replaceIfPresentFlag = from.replaceIfPresentFlag();
        dataCoding(from.dataCoding());
        smDefaultMsgId = from.smDefaultMsgId();
        shortMessage(buf, from.shortMessageOffset(), from.shortMessageLength());
        return tlvsOf(from);
    }

    @Override
    void checkFields() {
        super.checkFields();
        checkShortMessage(shortMessageLength, InterfaceVersion.maxShortMessageBytes(interfaceVersion));
        if (commandId() == CommandId.SUBMIT_SM) {
            sourceAddr.checkLength(SmFlyweight.MAX_ADDRESS);
            destinationAddr.checkLength(SmFlyweight.MAX_ADDRESS);
        }
    }

    @Override
    int maxLengthBytes() {
        return MAX_MANDATORY + shortMessageLength + tlvs.length();
    }

    @Override
    int writeRest(int offset) {
        byte[] to = pdu;
        to[offset] = (byte) esmClass;
        to[offset + 1] = (byte) protocolId;
        to[offset + 2] = (byte) priorityFlag;
        int end = scheduleDeliveryTime.write(to, offset + 3);
        end = validityPeriod.write(to, end);
        to[end] = (byte) registeredDelivery;
        to[end + 1] = (byte) replaceIfPresentFlag;
        to[end + 2] = (byte) dataCoding;
        to[end + 3] = (byte) smDefaultMsgId;
        to[end + 4] = (byte) shortMessageLength;
        System.arraycopy(shortMessage, 0, to, end + 5, shortMessageLength);
        return end + 5 + shortMessageLength;
    }

    private static void checkShortMessage(int length, int max) {
        if (length > max) {
            throw new IllegalArgumentException("short_message: " + length + " octets (expected: at most " + max + ")");
        }
    }
}
