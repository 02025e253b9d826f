package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.spec.CommandSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A PDU is read or refused as nackable, the same whatever lies around it; responses are never refused; the flyweight of a
 * single command reads what CommandFlyweight reads; and what was read encodes back to the octets that it came from.
 */
final class PduFuzz {
    private static final int AROUND = 32;

    private PduFuzz() {}

    static void run(byte[] input) {
        if (input.length < PduHeader.LENGTH_BYTES) {
            return;
        }
        ByteBuf alone = Unpooled.copiedBuffer(input).setInt(0, input.length);
        Oracle.requireBoundedAllocation(500L * input.length, () -> read(alone, 0, input.length));
        Map<String, String> outcome = read(alone, 0, input.length);
        for (int filler : new int[] {0, 'a', 0xFF}) {
            Oracle.requireEqual(outcome, readAmong(filler, alone, input.length), "read among octets " + filler);
        }
        if (!outcome.containsKey("refused")) {
            EncodeAgain.check(alone, input.length);
        }
    }

    private static Map<String, String> readAmong(int filler, ByteBuf pdu, int lengthBytes) {
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

    private static Map<String, String> read(ByteBuf buf, int offset, int lengthBytes) {
        Map<String, String> byTable = readByTable(buf, offset, lengthBytes);
        Map<String, String> special = readSpecial(buf, offset, lengthBytes);
        special.forEach((field, value) -> {
            if (byTable.containsKey(field)) {
                Oracle.requireEqual(byTable.get(field), value, field + " of both flyweights");
            }
        });
        Oracle.require(
                special.isEmpty() || byTable.containsKey("refused") == special.containsKey("refused"),
                "one flyweight refuses what the other reads: " + byTable + special);
        byTable.putAll(special);
        return byTable;
    }

    private static Map<String, String> readByTable(ByteBuf buf, int offset, int lengthBytes) {
        try {
            return Readout.of(new CommandFlyweight().wrap(buf, offset, lengthBytes));
        } catch (NackablePduException e) {
            return refusal(buf, offset, e);
        }
    }

    private static Map<String, String> readSpecial(ByteBuf buf, int offset, int lengthBytes) {
        try {
            PduFlyweight pdu = Readout.wrapSpecial(buf, offset, lengthBytes);
            return pdu == null ? new LinkedHashMap<>() : Readout.of(pdu);
        } catch (NackablePduException e) {
            return refusal(buf, offset, e);
        }
    }

    private static Map<String, String> refusal(ByteBuf buf, int offset, NackablePduException e) {
        int commandId = PduHeader.commandId(buf, offset);
        Oracle.require(
                !CommandId.isResponse(commandId) || CommandSpec.of(commandId) == null,
                "a response is refused: " + e.getMessage());
        Oracle.requireEqual(commandId, e.commandId(), "command_id of the refusal");
        Oracle.requireEqual(PduHeader.sequenceNumber(buf, offset), e.sequenceNumber(), "its sequence_number");
        String status = CommandStatus.name(e.commandStatus());
        Oracle.require(status.startsWith("ESME_") && e.commandStatus() != 0, "status of the refusal: " + status);
        Oracle.require(!e.getMessage().isEmpty(), "no message");
        Map<String, String> refusal = new LinkedHashMap<>();
        refusal.put("refused", status);
        return refusal;
    }
}
