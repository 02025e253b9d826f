package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/** Valid PDUs of every kind, by a seeded generator. */
final class RandomPdus {
    private static final int[] BINDS = {CommandId.BIND_RECEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_TRANSCEIVER
    };
    private static final int[] HEADER_ONLY = {
        CommandId.ENQUIRE_LINK,
        CommandId.ENQUIRE_LINK_RESP,
        CommandId.UNBIND,
        CommandId.UNBIND_RESP,
        CommandId.GENERIC_NACK
    };

    final SplittableRandom random;
    private final SmEncoder sm = new SmEncoder();
    private final DataSmEncoder dataSm = new DataSmEncoder();

    RandomPdus(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Appends any PDU and returns its length. */
    int append(ByteBuf out) {
        return switch (random.nextInt(6)) {
            case 0 -> appendBind(out);
            case 1 ->
                PduEncoder.bindResp(
                        out,
                        CommandId.responseOf(BINDS[random.nextInt(3)]),
                        random.nextInt(3),
                        sequence(),
                        text(15),
                        random.nextInt(2) - 1);
            case 2 -> PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, random.nextInt(3), sequence(), text(64));
            case 3 ->
                PduEncoder.headerOnly(
                        out, HEADER_ONLY[random.nextInt(HEADER_ONLY.length)], random.nextInt(3), sequence());
            case 4 -> dataSm().encode(out);
            default -> sm().encode(out);
        };
    }

    private int appendBind(ByteBuf out) {
        return PduEncoder.bind(
                out,
                BINDS[random.nextInt(3)],
                sequence(),
                text(15),
                text(32),
                text(12),
                InterfaceVersion.V3_4,
                octet(),
                octet(),
                text(40));
    }

    /** An encoder with random fields. */
    SmEncoder sm() {
        boolean submit = random.nextBoolean();
        sm.reset(submit ? CommandId.SUBMIT_SM : CommandId.DELIVER_SM);
        fill(sm, submit ? 20 : 64);
        sm.protocolId(octet())
                .priorityFlag(octet())
                .scheduleDeliveryTime(text(16))
                .validityPeriod(text(16))
                .replaceIfPresentFlag(octet())
                .smDefaultMsgId(octet());
        if (random.nextBoolean()) {
            byte[] userData = octets(random.nextInt(255));
            sm.shortMessage(userData, 0, userData.length);
        }
        return sm;
    }

    DataSmEncoder dataSm() {
        fill(dataSm.clear(), 64);
        return dataSm;
    }

    private void fill(MessageEncoder<?> encoder, int maxAddress) {
        encoder.sequenceNumber(sequence())
                .serviceType(text(5))
                .sourceAddr(octet(), octet(), text(maxAddress))
                .destinationAddr(octet(), octet(), text(maxAddress))
                .esmClass(octet())
                .registeredDelivery(octet())
                .dataCoding(octet());
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = octets(random.nextInt(40));
            encoder.tlv(random.nextInt(1 << 16), value);
        }
        if (random.nextInt(8) == 0) {
            byte[] payload = octets(random.nextInt(2000));
            encoder.messagePayload(payload, 0, payload.length);
        }
    }

    int sequence() {
        return 1 + random.nextInt(Integer.MAX_VALUE);
    }

    int octet() {
        return random.nextInt(256);
    }

    String text(int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append((char) (1 + random.nextInt(255)));
        }
        return text.toString();
    }

    byte[] octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
