package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;

/**
 * A PDU is read or refused as nackable, the same whatever lies around it; responses are never refused; and what was read
 * encodes back to the octets that it came from.
 */
final class PduFuzz {
    private static final int AROUND = 32;

    private PduFuzz() {}

    static void run(byte[] input) {
        if (input.length < PduHeader.LENGTH_BYTES) {
            return;
        }
        ByteBuf alone = Unpooled.copiedBuffer(input).setInt(0, input.length);
        Oracle.requireBoundedAllocation(100L * input.length, () -> read(alone, 0, input.length));
        String outcome = read(alone, 0, input.length);
        for (int filler : new int[] {0, 'a', 0xFF}) {
            Oracle.requireEqual(outcome, readAmong(filler, alone, input.length), "read among octets " + filler);
        }
        encodeAgain(alone, input.length);
    }

    private static String readAmong(int filler, ByteBuf pdu, int lengthBytes) {
        ByteBuf buf = Unpooled.directBuffer(2 * AROUND + lengthBytes);
        for (int i = 0; i < 2 * AROUND + lengthBytes; i++) {
            buf.writeByte(filler);
        }
        buf.setBytes(AROUND, pdu, 0, lengthBytes);
        try {
            return read(buf, AROUND, lengthBytes);
        } finally {
            buf.release();
        }
    }

    private static String read(ByteBuf buf, int offset, int lengthBytes) {
        try {
            PduFlyweight pdu = Readout.wrap(buf, offset, lengthBytes);
            return pdu == null ? "header only" : Readout.of(pdu);
        } catch (NackablePduException e) {
            int commandId = PduHeader.commandId(buf, offset);
            Oracle.require(!CommandId.isResponse(commandId), "a response is refused: " + e.getMessage());
            Oracle.requireEqual(commandId, e.commandId(), "command_id of the refusal");
            Oracle.requireEqual(PduHeader.sequenceNumber(buf, offset), e.sequenceNumber(), "its sequence_number");
            Oracle.require(
                    CommandStatus.name(e.commandStatus()).startsWith("ESME_R") && e.commandStatus() != 0,
                    "command_status of the refusal: " + e.commandStatus());
            return CommandStatus.name(e.commandStatus()) + " " + e.getMessage();
        }
    }

    private static void encodeAgain(ByteBuf buf, int lengthBytes) {
        PduFlyweight pdu;
        try {
            pdu = Readout.wrap(buf, 0, lengthBytes);
        } catch (NackablePduException e) {
            return;
        }
        ByteBuf again = Unpooled.buffer();
        if (pdu instanceof SmFlyweight sm) {
            new SmEncoder()
                    .copyOf(sm)
                    .interfaceVersion(InterfaceVersion.V5_0)
                    .sequenceNumber(sm.sequenceNumber())
                    .encode(again);
        } else if (pdu instanceof DataSmFlyweight data) {
            encode(data, again);
        } else if (pdu instanceof BindFlyweight bind && hasVersionOfItsCommand(bind)) {
            PduEncoder.bind(
                    again,
                    bind.commandId(),
                    bind.sequenceNumber(),
                    bind.systemId(),
                    bind.password(),
                    bind.systemType(),
                    bind.interfaceVersion(),
                    bind.addrTon(),
                    bind.addrNpi(),
                    bind.addressRange());
            again.writeBytes(buf, bind.tlvOffset(), bind.tlvLength());
        } else {
            return;
        }
        // What the decoder lets pass and the encoder does not write: padding after the TLVs, the status of a request.
        int lengthWithoutPadding = pdu.tlvOffset() + pdu.tlvLength();
        again.setInt(0, lengthBytes).setInt(8, pdu.commandStatus());
        Oracle.requireEqual(
                ByteBufUtil.hexDump(buf, 0, lengthWithoutPadding), ByteBufUtil.hexDump(again), "encoded again");
    }

    private static boolean hasVersionOfItsCommand(BindFlyweight bind) {
        return bind.commandId() != CommandId.BIND_TRANSCEIVER || bind.interfaceVersion() != InterfaceVersion.V3_3;
    }

    private static void encode(DataSmFlyweight data, ByteBuf out) {
        ByteBuf from = data.buffer();
        new DataSmEncoder()
                .sequenceNumber(data.sequenceNumber())
                .serviceType(data.serviceType())
                .sourceAddr(
                        data.sourceAddrTon(),
                        data.sourceAddrNpi(),
                        from,
                        data.sourceAddrOffset(),
                        data.sourceAddrLength())
                .destinationAddr(
                        data.destAddrTon(),
                        data.destAddrNpi(),
                        from,
                        data.destinationAddrOffset(),
                        data.destinationAddrLength())
                .esmClass(data.esmClass())
                .registeredDelivery(data.registeredDelivery())
                .dataCoding(data.dataCoding())
                .tlvsOf(data)
                .encode(out);
    }
}
