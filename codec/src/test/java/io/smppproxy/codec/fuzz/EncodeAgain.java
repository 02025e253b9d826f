package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.PduEncoder;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.spec.CommandSpec;
import java.util.Map;
import java.util.Set;

/** What was read encodes back to its octets, by every encoder that has its command. */
final class EncodeAgain {
    /** Encoders count what is there, which in a response that was cut is less than it says. */
    private static final Set<String> COUNTS = Set.of("no_unsuccess", "number_msgs", "number_of_dests", "sm_length");

    private EncodeAgain() {}

    /** Checks a PDU at offset 0 that can be read. */
    static void check(ByteBuf buf, int lengthBytes) {
        CommandFlyweight pdu = new CommandFlyweight().wrap(buf, 0, lengthBytes);
        if (pdu.spec().isResponse()) {
            checkResponse(pdu);
            return;
        }
        ByteBuf again = Unpooled.buffer();
        if (!isOfVersion33(pdu) || pdu.tlvLength() == 0) {
            encoder(pdu).encode(again);
            requireSameOctets(pdu, again);
        }
        again.clear();
        if (encodeSpecial(Readout.wrapSpecial(buf, 0, lengthBytes), again)) {
            requireSameOctets(pdu, again);
        }
    }

    /** A response may lack what its sender left out; what it has comes back. */
    private static void checkResponse(CommandFlyweight pdu) {
        ByteBuf again = Unpooled.buffer();
        try {
            encoder(pdu).encode(again);
        } catch (IllegalArgumentException e) {
            boolean losesTlvs = isOfVersion33(pdu) && pdu.tlvLength() > 0;
            Oracle.require(losesTlvs || hasLongText(pdu), "not encoded again: " + e.getMessage());
            return;
        }
        Map<String, String> expected = Readout.of(pdu);
        Map<String, String> actual = Readout.of(new CommandFlyweight().wrap(again, 0, again.readableBytes()));
        expected.forEach((field, value) -> {
            boolean isThere = !value.isEmpty() && !value.equals("-1") && !COUNTS.contains(field);
            if (isThere && !(field.equals("TLVs") && isOfVersion33(pdu))) {
                Oracle.requireEqual(value, actual.get(field), field + " of the response encoded again");
            }
        });
    }

    private static boolean hasLongText(CommandFlyweight pdu) {
        int version = version(pdu);
        return pdu.spec().fields().stream()
                .anyMatch(field -> pdu.lengthOf(field.field()) > field.sendableLength(version));
    }

    private static CommandEncoder encoder(CommandFlyweight pdu) {
        return new CommandEncoder().copyOf(pdu).interfaceVersion(version(pdu));
    }

    private static int version(CommandFlyweight pdu) {
        return isOfVersion33(pdu) ? InterfaceVersion.V3_3 : InterfaceVersion.V5_0;
    }

    private static boolean isOfVersion33(CommandFlyweight pdu) {
        CommandSpec spec = pdu.spec();
        return !spec.existsIn(InterfaceVersion.V5_0);
    }

    /** But for what the decoder lets pass and no encoder writes: padding after the TLVs, and the status of a request. */
    private static void requireSameOctets(CommandFlyweight pdu, ByteBuf again) {
        int length = pdu.tlvOffset() + pdu.tlvLength();
        again.setInt(0, pdu.lengthBytes()).setInt(8, pdu.commandStatus());
        Oracle.requireEqual(
                ByteBufUtil.hexDump(pdu.buffer(), 0, length),
                ByteBufUtil.hexDump(again),
                pdu.spec().name() + " encoded again");
    }

    private static boolean encodeSpecial(PduFlyweight pdu, ByteBuf out) {
        if (pdu instanceof SmFlyweight sm) {
            new SmEncoder()
                    .copyOf(sm)
                    .interfaceVersion(InterfaceVersion.V5_0)
                    .sequenceNumber(sm.sequenceNumber())
                    .encode(out);
            return true;
        }
        if (pdu instanceof DataSmFlyweight data) {
            encode(data, out);
            return true;
        }
        if (pdu instanceof BindFlyweight bind
                && (bind.commandId() != CommandId.BIND_TRANSCEIVER
                        || InterfaceVersion.hasTransceiver(bind.interfaceVersion()))) {
            encode(bind, out);
            return true;
        }
        return false;
    }

    private static void encode(BindFlyweight bind, ByteBuf out) {
        PduEncoder.bind(
                out,
                bind.commandId(),
                bind.sequenceNumber(),
                bind.systemId(),
                bind.password(),
                bind.systemType(),
                bind.interfaceVersion(),
                bind.addrTon(),
                bind.addrNpi(),
                bind.addressRange());
        out.writeBytes(bind.buffer(), bind.tlvOffset(), bind.tlvLength());
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
