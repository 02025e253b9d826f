package io.smppproxy.codec;

import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvSpec;
import io.smppproxy.codec.spec.TlvSpec.Range;
import io.smppproxy.codec.spec.TlvTags;
import io.smppproxy.codec.spec.TlvType;
import java.util.List;

/** Valid TLVs for {@link RandomPdus}. */
final class RandomTlvs {
    private static final int MAX_LENGTH = 300;

    private final RandomPdus random;

    /** Of the PDU under way; message_payload must not come beside a short_message, nor sar_ TLVs beside a header. */
    boolean hasShortMessage;

    boolean hasUdh;

    RandomTlvs(RandomPdus random) {
        this.random = random;
    }

    void addTo(CommandEncoder encoder, CommandSpec spec, int version, Direction direction, boolean allMandatory) {
        TlvTags allowed = spec.tlvs().allowed(version, direction);
        TlvTags mandatory = spec.tlvs().mandatory();
        int chance = 1 + random.random.nextInt(12);
        for (int i = 0; i < allowed.size(); i++) {
            int tag = allowed.get(i);
            boolean must = allMandatory && mandatory.contains(tag);
            if (!isPaired(tag) && (must || random.random.nextInt(chance) == 0)) {
                TlvSpec tlv = TlvDictionary.standard().byTag(tag);
                for (int n = tlv.repeatable() ? 1 + random.random.nextInt(3) : 1; n > 0; n--) {
                    encoder.tlv(tag, value(tlv, version));
                }
            }
        }
        if (allowed.contains(TlvTag.SAR_MSG_REF_NUM) && !hasUdh && random.random.nextBoolean()) {
            int total = 1 + random.random.nextInt(255);
            encoder.tlvNumber(TlvTag.SAR_SEGMENT_SEQNUM, 1, 1 + random.random.nextInt(total))
                    .tlvNumber(TlvTag.SAR_TOTAL_SEGMENTS, 1, total)
                    .tlvNumber(TlvTag.SAR_MSG_REF_NUM, 2, random.random.nextInt(1 << 16));
        }
        if (allowed.contains(TlvTag.SOURCE_NETWORK_ID) && random.random.nextBoolean()) {
            encoder.tlv(TlvTag.SOURCE_NODE_ID, random.octets(6))
                    .tlvCString(TlvTag.SOURCE_NETWORK_ID, random.text(6, 64));
            encoder.tlv(TlvTag.DEST_NODE_ID, random.octets(6)).tlvCString(TlvTag.DEST_NETWORK_ID, random.text(6, 64));
        }
        if (allowed.contains(TlvTag.MESSAGE_PAYLOAD) && !hasShortMessage && random.random.nextBoolean()) {
            encoder.tlv(TlvTag.MESSAGE_PAYLOAD, random.octets(random.random.nextInt(2 * MAX_LENGTH)));
        }
        if (version >= InterfaceVersion.V3_4 && random.random.nextInt(4) == 0) {
            int vendors = TlvDictionary.FIRST_VENDOR_TAG
                    + random.random.nextInt(1 + TlvDictionary.LAST_VENDOR_TAG - TlvDictionary.FIRST_VENDOR_TAG);
            encoder.tlv(vendors, random.octets(random.random.nextInt(20)));
        }
        hasShortMessage = false;
        hasUdh = false;
    }

    private static boolean isPaired(int tag) {
        return switch (tag) {
            case TlvTag.SAR_MSG_REF_NUM,
                    TlvTag.SAR_TOTAL_SEGMENTS,
                    TlvTag.SAR_SEGMENT_SEQNUM,
                    TlvTag.SOURCE_NODE_ID,
                    TlvTag.SOURCE_NETWORK_ID,
                    TlvTag.DEST_NODE_ID,
                    TlvTag.DEST_NETWORK_ID,
                    TlvTag.MESSAGE_PAYLOAD -> true;
            default -> false;
        };
    }

    private byte[] value(TlvSpec tlv, int version) {
        int length;
        do {
            int max = Math.min(tlv.maxOctets(), MAX_LENGTH);
            length = random.random.nextInt(6) == 0 && tlv.alsoOctetsV50() >= 0
                    ? tlv.alsoOctetsV50()
                    : tlv.minOctets() + random.random.nextInt(max + 1 - tlv.minOctets());
        } while (!tlv.allowsLength(length, version));
        byte[] value = random.octets(length);
        if (tlv.type() == TlvType.C_OCTET_STRING) {
            for (int i = 0; i < length; i++) {
                value[i] = (byte) (i == length - 1 ? 0 : 1 + random.random.nextInt(255));
            }
            return value;
        }
        List<Range> ranges = version >= InterfaceVersion.V5_0 ? tlv.values() : tlv.valuesV34();
        if (!ranges.isEmpty() && length > 0) {
            Range range = ranges.get(random.random.nextInt(ranges.size()));
            value[0] = (byte) (range.min() + random.random.nextInt(1 + range.max() - range.min()));
        }
        return value;
    }
}
