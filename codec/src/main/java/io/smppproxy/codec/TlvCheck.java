package io.smppproxy.codec;

import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvSpec;
import io.smppproxy.codec.spec.TlvTags;
import io.smppproxy.codec.spec.TlvType;

/** The part of {@link PduCheck} that judges TLVs: each for itself, then what belongs together. */
final class TlvCheck {
    private final int interfaceVersion;
    private final Direction direction;
    private final TlvDictionary dictionary;
    private final TlvCursor others = new TlvCursor();

    TlvCheck(int interfaceVersion, Direction direction, TlvDictionary dictionary) {
        this.interfaceVersion = interfaceVersion;
        this.direction = direction;
        this.dictionary = dictionary;
    }

    void check(CommandFlyweight pdu) {
        CommandSpec spec = pdu.spec();
        int end = pdu.offset() + pdu.lengthBytes();
        int octetsAfterFields = end - pdu.tlvOffset();
        if (octetsAfterFields > 0 && !InterfaceVersion.hasTlvs(interfaceVersion)) {
            throw pdu.nack(
                    CommandStatus.ESME_RINVCMDLEN,
                    octetsAfterFields + " octets follow the fields (expected: none in v3.3, which has no TLVs)");
        }
        if (pdu.tlvLength() != octetsAfterFields) {
            throw pdu.nack(
                    spec.fields().isEmpty() ? CommandStatus.ESME_RINVCMDLEN : CommandStatus.ESME_RINVTLVSTREAM,
                    "TLVs: " + (octetsAfterFields - pdu.tlvLength()) + " octets at the end are no whole TLV");
        }
        TlvTags allowed = spec.tlvs().allowed(interfaceVersion, direction);
        TlvCursor tlvs = pdu.tlvs();
        while (tlvs.next()) {
            checkTlv(pdu, tlvs, allowed);
        }
        if (pdu.commandStatus() == CommandStatus.ESME_ROK) {
            TlvTags mandatory = spec.tlvs().mandatory();
            for (int i = 0; i < mandatory.size(); i++) {
                require(pdu, mandatory.get(i), spec.name());
            }
        }
        checkSegments(pdu);
        checkCompanions(pdu);
    }

    private void checkTlv(CommandFlyweight pdu, TlvCursor tlv, TlvTags allowed) {
        TlvSpec spec = dictionary.byTag(tlv.tag());
        if (spec == null) {
            return;
        }
        boolean standard = tlv.tag() < TlvDictionary.FIRST_VENDOR_TAG;
        if (standard && !allowed.contains(tlv.tag())) {
            throw notAllowed(
                    pdu,
                    spec,
                    "absent in " + pdu.spec().name() + " of version " + InterfaceVersion.name(interfaceVersion));
        }
        others(pdu).find(tlv.tag());
        if (!spec.repeatable() && others.valueOffset() != tlv.valueOffset()) {
            throw notAllowed(pdu, spec, "once");
        }
        if (!spec.allowsLength(tlv.valueLength(), interfaceVersion)) {
            throw pdu.nack(
                    CommandStatus.ESME_RINVTLVLEN,
                    spec.name() + ": " + tlv.valueLength() + " octets (expected: " + lengths(spec) + ")");
        }
        checkValue(pdu, tlv, spec);
    }

    private void checkValue(CommandFlyweight pdu, TlvCursor tlv, TlvSpec spec) {
        if (spec.type() == TlvType.C_OCTET_STRING) {
            if (tlv.cStringLength() != tlv.valueLength() - 1) {
                throw pdu.nack(
                        CommandStatus.ESME_RINVTLVVAL, spec.name() + ": no text (expected: one NUL, at its end)");
            }
        } else if (tlv.valueLength() > 0) {
            boolean isNumber = spec.type() == TlvType.INTEGER;
            long value = isNumber ? tlv.asUnsigned() : pdu.buffer().getUnsignedByte(tlv.valueOffset());
            if (!spec.allowsValue(value, interfaceVersion)) {
                throw pdu.nack(
                        CommandStatus.ESME_RINVTLVVAL,
                        spec.name() + ": " + value + " (expected: one that the version defines)");
            }
        }
    }

    private static String lengths(TlvSpec spec) {
        return spec.minOctets() == spec.maxOctets()
                ? String.valueOf(spec.minOctets())
                : spec.minOctets() + " to " + spec.maxOctets();
    }

    /** Either no sar_ TLV or all three, for a part that is one of them (SMPP v3.4 §5.3.2.22 to §5.3.2.24). */
    private void checkSegments(CommandFlyweight pdu) {
        boolean any = has(pdu, TlvTag.SAR_MSG_REF_NUM)
                || has(pdu, TlvTag.SAR_TOTAL_SEGMENTS)
                || has(pdu, TlvTag.SAR_SEGMENT_SEQNUM);
        if (!any) {
            return;
        }
        require(pdu, TlvTag.SAR_MSG_REF_NUM, "a segment");
        require(pdu, TlvTag.SAR_TOTAL_SEGMENTS, "a segment");
        long total = others.asUnsigned();
        require(pdu, TlvTag.SAR_SEGMENT_SEQNUM, "a segment");
        if (others.asUnsigned() > total) {
            throw pdu.nack(
                    CommandStatus.ESME_RINVTLVVAL,
                    "sar_segment_seqnum: " + others.asUnsigned() + " (expected: 1 to " + total + ")");
        }
    }

    private void checkCompanions(CommandFlyweight pdu) {
        // A network id means nothing without the node's (SMPP v5.0 §4.8.4).
        if (has(pdu, TlvTag.SOURCE_NETWORK_ID)) {
            require(pdu, TlvTag.SOURCE_NODE_ID, "source_network_id");
        }
        if (has(pdu, TlvTag.DEST_NETWORK_ID)) {
            require(pdu, TlvTag.DEST_NODE_ID, "dest_network_id");
        }
        if (pdu.lengthOf(Field.SHORT_MESSAGE) > 0 && has(pdu, TlvTag.MESSAGE_PAYLOAD)) {
            throw notAllowed(pdu, dictionary.byTag(TlvTag.MESSAGE_PAYLOAD), "absent beside a short_message");
        }
        boolean hasUdh = pdu.has(Field.ESM_CLASS) && EsmClass.hasUdh(pdu.number(Field.ESM_CLASS));
        if (hasUdh && has(pdu, TlvTag.SAR_MSG_REF_NUM)) {
            throw notAllowed(pdu, dictionary.byTag(TlvTag.SAR_MSG_REF_NUM), "absent beside a user data header");
        }
    }

    private boolean has(CommandFlyweight pdu, int tag) {
        return others(pdu).find(tag);
    }

    private void require(CommandFlyweight pdu, int tag, String what) {
        if (!has(pdu, tag)) {
            throw pdu.nack(
                    CommandStatus.ESME_RMISSINGTLV, TlvTag.name(tag) + ": absent (expected: present in " + what + ")");
        }
    }

    private TlvCursor others(CommandFlyweight pdu) {
        return others.wrap(pdu.buffer(), pdu.tlvOffset(), pdu.tlvOffset() + pdu.tlvLength());
    }

    private static NackablePduException notAllowed(CommandFlyweight pdu, TlvSpec spec, String expected) {
        return pdu.nack(CommandStatus.ESME_RTLVNOTALLWD, spec.name() + ": present (expected: " + expected + ")");
    }
}
