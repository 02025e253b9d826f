package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.time.RelativeTime;
import io.smppproxy.codec.time.SmppTime;
import java.util.List;
import java.util.SplittableRandom;

/** PDUs of every command and version by a seeded generator, valid by the letter of that version. */
final class RandomPdus {
    private static final int[] VERSIONS = {InterfaceVersion.V3_3, InterfaceVersion.V3_4, InterfaceVersion.V5_0};
    private static final int[] NPIS = {0, 1, 3, 4, 6, 8, 9, 10, 14, 18};
    private static final int[] MESSAGE_TYPES = {0x00, 0x08, 0x10};
    private static final int[] MORE_MESSAGE_TYPES = {0x00, 0x04, 0x08, 0x10, 0x18, 0x20};

    final CommandEncoder encoder = new CommandEncoder();
    private final SmEncoder sm = new SmEncoder();
    private final DataSmEncoder dataSm = new DataSmEncoder();
    private final RandomTlvs tlvs = new RandomTlvs(this);
    SplittableRandom random;

    /** Of the PDU made last. */
    int version;

    /** Of the PDU made last. */
    Direction direction;

    private CommandSpec spec;

    RandomPdus(long seed) {
        reseed(seed);
    }

    void reseed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Appends a valid PDU of any command and returns its length. */
    int append(ByteBuf out) {
        List<CommandSpec> all = CommandSpec.all();
        return append(all.get(random.nextInt(all.size())), out);
    }

    /** Appends a valid PDU of this command, of any version that has it, and returns its length. */
    int append(CommandSpec command, ByteBuf out) {
        spec = command;
        do {
            version = oneOf(VERSIONS);
        } while (!spec.existsIn(version));
        direction = directionOf(spec);
        boolean failed = spec.isResponse() && random.nextInt(4) == 0;
        encoder.interfaceVersion(version).reset(spec.commandId(), failed ? 1 + octet() : 0, sequence());
        boolean withoutBody = failed && random.nextBoolean();
        if (withoutBody) {
            encoder.withoutBody();
        } else {
            for (int i = 0; i < spec.fields().size(); i++) {
                fill(
                        spec.fields().get(i),
                        i + 1 < spec.fields().size() ? spec.fields().get(i + 1) : null);
            }
        }
        // After a missing body the first TLV would be read as the fields, and be taken for TLVs only if it could not.
        if (!withoutBody || spec.fields().isEmpty()) {
            tlvs.addTo(encoder, spec, version, direction, !failed);
        }
        return encoder.encode(out);
    }

    private Direction directionOf(CommandSpec command) {
        return switch (command.commandId()) {
            case CommandId.DELIVER_SM, CommandId.OUTBIND, CommandId.ALERT_NOTIFICATION -> Direction.MC_TO_ESME;
            case CommandId.DELIVER_SM_RESP -> Direction.ESME_TO_MC;
            case CommandId.DATA_SM, CommandId.DATA_SM_RESP ->
                random.nextBoolean() ? Direction.MC_TO_ESME : Direction.ESME_TO_MC;
            default -> command.isResponse() ? Direction.MC_TO_ESME : Direction.ESME_TO_MC;
        };
    }

    private void fill(FieldSpec fieldSpec, FieldSpec following) {
        Field field = fieldSpec.field();
        switch (field.type()) {
            case INTEGER -> {
                if (following == null || !isCounted(following.field())) {
                    encoder.set(field, number(field));
                }
            }
            case C_OCTET_STRING -> encoder.set(field, string(fieldSpec));
            case OCTET_STRING -> {
                int length = random.nextInt(4) == 0 ? 0 : random.nextInt(1 + fieldSpec.maxLength(version));
                encoder.set(field, octets(length), 0, length);
                tlvs.hasShortMessage = length > 0;
            }
            case GROUPS -> fillGroups(field);
        }
    }

    private void fillGroups(Field field) {
        int max = random.nextInt(50) == 0 ? InterfaceVersion.maxDestinations(version) : 5;
        int min = field == Field.DEST_ADDRESS ? 1 : 0;
        for (int i = min + random.nextInt(max + 1 - min); i > 0; i--) {
            if (field == Field.MESSAGE_DETAILS) {
                encoder.addMessageId(Integer.toHexString(random.nextInt()));
            } else if (field == Field.UNSUCCESS_SME) {
                encoder.addUnsuccess(random.nextInt(7), oneOf(NPIS), text(0, 20), random.nextInt());
            } else if (random.nextInt(4) == 0) {
                encoder.addDistributionList(text(1, 20));
            } else {
                encoder.addDestination(random.nextInt(7), oneOf(NPIS), text(0, 20));
            }
        }
    }

    private int number(Field field) {
        boolean v33 = version == InterfaceVersion.V3_3;
        boolean v50 = version == InterfaceVersion.V5_0;
        return switch (field) {
            case SOURCE_ADDR_TON, DEST_ADDR_TON -> random.nextInt(7);
            case SOURCE_ADDR_NPI, DEST_ADDR_NPI -> oneOf(NPIS);
            case ESM_CLASS -> esmClass(v33, v50);
            case PRIORITY_FLAG -> random.nextInt(v33 ? 2 : v50 ? 5 : 4);
            case REGISTERED_DELIVERY, REGISTERED_DELIVERY_FLAG ->
                v33 ? random.nextInt(2) : random.nextInt(8) * 4 + random.nextInt(v50 ? 4 : 3);
            case REPLACE_IF_PRESENT_FLAG -> random.nextInt(2);
            case SM_DEFAULT_MSG_ID -> random.nextInt(v33 ? 101 : v50 ? 256 : 255);
            case NUM_MESSAGES -> 1 + random.nextInt(100);
            // The text that query_msg_details asks for.
            case SM_LENGTH -> random.nextInt(161);
            default -> octet();
        };
    }

    private int esmClass(boolean v33, boolean v50) {
        boolean fromMc = spec.commandId() == CommandId.DELIVER_SM
                || (spec.commandId() == CommandId.DATA_SM && direction == Direction.MC_TO_ESME);
        if (v33 && !fromMc) {
            return 0;
        }
        int type = oneOf(fromMc || v50 ? MORE_MESSAGE_TYPES : MESSAGE_TYPES);
        int features = random.nextInt(4) << 6;
        tlvs.hasUdh = (features & EsmClass.UDHI) != 0;
        return features | type | random.nextInt(4);
    }

    private String string(FieldSpec fieldSpec) {
        return switch (fieldSpec.field()) {
            case SCHEDULE_DELIVERY_TIME, VALIDITY_PERIOD -> time(version != InterfaceVersion.V3_3);
            case FINAL_DATE -> time(false);
            case MESSAGE_ID, ORIGINAL_MESSAGE_ID, MSGID ->
                version == InterfaceVersion.V3_3
                        ? Integer.toHexString(random.nextInt())
                        : text(0, fieldSpec.maxLength(version));
            default -> text(0, fieldSpec.maxLength(version));
        };
    }

    private String time(boolean mayBeRelative) {
        if (random.nextBoolean()) {
            return "";
        }
        return mayBeRelative && random.nextBoolean()
                ? RelativeTime.of(random.nextInt(8_640_000))
                : new SmppTime().absolute(random.nextLong(2_000_000_000_000L), random.nextInt(97) - 48);
    }

    private static boolean isCounted(Field field) {
        return switch (field.type()) {
            case OCTET_STRING, GROUPS -> true;
            default -> false;
        };
    }

    /** An encoder of submit_sm or deliver_sm with fields that are within the limits of their lengths only. */
    SmEncoder sm() {
        boolean submit = random.nextBoolean();
        sm.reset(submit ? CommandId.SUBMIT_SM : CommandId.DELIVER_SM);
        fill(sm, submit ? 20 : 64);
        sm.protocolId(octet())
                .priorityFlag(octet())
                .scheduleDeliveryTime(text(0, 16))
                .validityPeriod(text(0, 16))
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

    private void fill(MessageEncoder<?> message, int maxAddress) {
        message.sequenceNumber(sequence())
                .serviceType(text(0, 5))
                .sourceAddr(octet(), octet(), text(0, maxAddress))
                .destinationAddr(octet(), octet(), text(0, maxAddress))
                .esmClass(octet())
                .registeredDelivery(octet())
                .dataCoding(octet());
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] value = octets(random.nextInt(40));
            message.tlv(random.nextInt(1 << 16), value);
        }
        if (random.nextInt(8) == 0) {
            byte[] payload = octets(random.nextInt(2000));
            message.messagePayload(payload, 0, payload.length);
        }
    }

    int sequence() {
        return 1 + random.nextInt(Integer.MAX_VALUE);
    }

    int octet() {
        return random.nextInt(256);
    }

    int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    String text(int minLength, int maxLength) {
        int length = minLength + random.nextInt(maxLength + 1 - minLength);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
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
