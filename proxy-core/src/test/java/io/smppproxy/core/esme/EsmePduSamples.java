package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvTag;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Requests of ESMEs, as octets with the sequence_number 0. */
final class EsmePduSamples {
    static final String SOURCE = "BRAND";
    static final String DEST = "998901234567";

    private EsmePduSamples() {}

    /** A submit_sm of v5.0, which has the widest fields, with addresses set. */
    static SmEncoder submitSm() {
        return new SmEncoder()
                .reset(CommandId.SUBMIT_SM)
                .interfaceVersion(InterfaceVersion.V5_0)
                .sourceAddr(5, 0, SOURCE)
                .destinationAddr(1, 1, DEST)
                .registeredDelivery(1);
    }

    static SmEncoder submitSm(String latin1) {
        return withText(submitSm(), latin1);
    }

    static SmEncoder withText(SmEncoder encoder, String latin1) {
        byte[] octets = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return encoder.shortMessage(octets, 0, octets.length);
    }

    static SmEncoder withPayload(SmEncoder encoder, byte[] octets) {
        return encoder.messagePayload(octets, 0, octets.length);
    }

    static DataSmEncoder dataSm(String latin1) {
        byte[] octets = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return new DataSmEncoder()
                .sourceAddr(5, 0, SOURCE)
                .destinationAddr(1, 1, DEST)
                .registeredDelivery(1)
                .messagePayload(octets, 0, octets.length);
    }

    static byte[] octets(MessageEncoder<?> encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        return ByteBufUtil.getBytes(out);
    }

    /** Any submit_sm or data_sm that fits the fields, sensible or not. */
    static byte[] random(SplittableRandom random) {
        return random.nextInt(4) == 0 ? octets(randomDataSm(random)) : octets(randomSubmitSm(random));
    }

    private static SmEncoder randomSubmitSm(SplittableRandom random) {
        SmEncoder encoder = new SmEncoder().reset(CommandId.SUBMIT_SM).interfaceVersion(InterfaceVersion.V5_0);
        encoder.serviceType(text(random, 5))
                .sourceAddr(random.nextInt(256), random.nextInt(256), text(random, 20))
                .destinationAddr(random.nextInt(256), random.nextInt(256), text(random, 20))
                .esmClass(random.nextInt(256))
                .registeredDelivery(random.nextInt(256))
                .dataCoding(random.nextInt(256))
                .protocolId(random.nextInt(256))
                .priorityFlag(random.nextInt(256))
                .scheduleDeliveryTime(text(random, 16))
                .validityPeriod(text(random, 16))
                .replaceIfPresentFlag(random.nextInt(256))
                .smDefaultMsgId(random.nextInt(256));
        byte[] octets = octets(random, 255);
        encoder.shortMessage(octets, 0, octets.length);
        addTlvs(random, encoder);
        return encoder;
    }

    private static DataSmEncoder randomDataSm(SplittableRandom random) {
        DataSmEncoder encoder = new DataSmEncoder();
        encoder.serviceType(text(random, 5))
                .sourceAddr(random.nextInt(256), random.nextInt(256), text(random, 64))
                .destinationAddr(random.nextInt(256), random.nextInt(256), text(random, 64))
                .esmClass(random.nextInt(256))
                .registeredDelivery(random.nextInt(256))
                .dataCoding(random.nextInt(256));
        addTlvs(random, encoder);
        return encoder;
    }

    private static void addTlvs(SplittableRandom random, MessageEncoder<?> encoder) {
        for (int i = random.nextInt(5); i > 0; i--) {
            int tag = random.nextInt(3) == 0 ? TlvTag.MESSAGE_PAYLOAD : random.nextInt(0x10000);
            encoder.tlv(tag, octets(random, random.nextInt(8) == 0 ? 3_000 : 40));
        }
    }

    private static byte[] octets(SplittableRandom random, int maxLength) {
        byte[] octets = new byte[random.nextInt(maxLength + 1)];
        random.nextBytes(octets);
        return octets;
    }

    private static String text(SplittableRandom random, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append((char) (1 + random.nextInt(255)));
        }
        return text.toString();
    }
}
