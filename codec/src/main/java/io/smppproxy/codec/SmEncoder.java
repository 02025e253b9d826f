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
    private int shortMessageLength;
    private int smDefaultMsgId;

    /** Encodes submit_sm until {@link #reset} says otherwise. */
    public SmEncoder() {
        super(CommandId.SUBMIT_SM, MAX_MANDATORY);
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
        smDefaultMsgId = 0;
        return super.clear();
    }

    public SmEncoder protocolId(int value) {
        fixedOctet(48, value);
        return this;
    }

    public SmEncoder priorityFlag(int value) {
        fixedOctet(40, value);
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
        fixedOctet(8, value);
        return this;
    }

    public SmEncoder smDefaultMsgId(int value) {
        smDefaultMsgId = value;
        return this;
    }

    /** At most {@link InterfaceVersion#maxShortMessageBytes} octets for the version, which encode checks. */
    public SmEncoder shortMessage(byte[] value, int offset, int length) {
        checkShortMessage(length, MAX_SHORT_MESSAGE);
        System.arraycopy(value, offset, pdu, bodyOffset(), length);
        shortMessageLength = length;
        return this;
    }

    public SmEncoder shortMessage(ByteBuf value, int offset, int length) {
        checkShortMessage(length, MAX_SHORT_MESSAGE);
        value.getBytes(offset, pdu, bodyOffset(), length);
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
        protocolId(from.protocolId());
        priorityFlag(from.priorityFlag());
        scheduleDeliveryTime.set(buf, from.scheduleDeliveryTimeOffset(), from.scheduleDeliveryTimeLength());
        validityPeriod.set(buf, from.validityPeriodOffset(), from.validityPeriodLength());
        registeredDelivery(from.registeredDelivery());
        replaceIfPresentFlag(from.replaceIfPresentFlag());
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
            sourceAddr.checkLength(MessageFlyweight.MAX_SHORT_ADDRESS);
            destinationAddr.checkLength(MessageFlyweight.MAX_SHORT_ADDRESS);
        }
    }

    @Override
    void writeRest(int offset) {
        byte[] to = pdu;
        int end;
        if (hasTimes()) {
            to[offset] = (byte) esmClass();
            to[offset + 1] = (byte) fixedOctet(48);
            to[offset + 2] = (byte) fixedOctet(40);
            end = validityPeriod.writeExactly(to, scheduleDeliveryTime.writeExactly(to, offset + 3));
            to[end] = (byte) fixedOctet(16);
            to[end + 1] = (byte) fixedOctet(8);
            to[end + 2] = (byte) fixedOctet(0);
        } else {
            LONG.set(to, offset, fixedOctets);
            end = offset + 5;
        }
        to[end + 3] = (byte) smDefaultMsgId;
        to[end + 4] = (byte) shortMessageLength;
    }

    @Override
    int restBytes() {
        return 10 + scheduleDeliveryTime.length() + validityPeriod.length();
    }

    @Override
    int userDataBytes() {
        return shortMessageLength;
    }

    private boolean hasTimes() {
        return scheduleDeliveryTime.length() + validityPeriod.length() > 0;
    }

    private static void checkShortMessage(int length, int max) {
        if (length > max) {
            throw new IllegalArgumentException("short_message: " + length + " octets (expected: at most " + max + ")");
        }
    }
}
