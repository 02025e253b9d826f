package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.GroupCursor;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.spec.FieldSpec;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvSpec;
import io.smppproxy.codec.spec.TlvType;
import io.smppproxy.codec.text.Encoding;

/** Tells a sink every field and TLV of a PDU, by the specification of its command; one way for all commands. */
final class PduWalker {
    private final TlvDictionary dictionary;
    private final UserData userData;

    PduWalker(TlvDictionary dictionary, UserData userData) {
        this.dictionary = dictionary;
        this.userData = userData;
    }

    void walk(CommandFlyweight pdu, PduSink sink) {
        CommandSpec spec = pdu.spec();
        boolean carriesMessage = spec.indexOf(Field.SHORT_MESSAGE) >= 0;
        boolean inMessage = false;
        for (FieldSpec fieldSpec : spec.fields()) {
            Field field = fieldSpec.field();
            if (!pdu.has(field)) {
                break;
            }
            if (carriesMessage && !inMessage && isOfMessage(field)) {
                sink.beginMessage();
                inMessage = true;
            }
            tell(pdu, field, sink);
            if (inMessage && field == Field.SHORT_MESSAGE) {
                sink.endMessage();
                inMessage = false;
            }
        }
        if (inMessage) {
            sink.endMessage();
        }
        tlvs(pdu, sink);
        int end = pdu.offset() + pdu.lengthBytes();
        int readEnd = PduMask.endOfWhatIsRead(pdu);
        if (readEnd < end) {
            sink.octets("unread", ByteBufUtil.hexDump(pdu.buffer(), readEnd, end - readEnd));
        }
    }

    private static boolean isOfMessage(Field field) {
        return switch (field) {
            case DATA_CODING, SM_DEFAULT_MSG_ID, SM_LENGTH, SHORT_MESSAGE -> true;
            default -> false;
        };
    }

    private void tell(CommandFlyweight pdu, Field field, PduSink sink) {
        switch (field.type()) {
            case INTEGER -> sink.number(field.specName(), pdu.number(field));
            case C_OCTET_STRING -> sink.string(field.specName(), pdu.string(field));
            case OCTET_STRING -> shortMessage(pdu, sink);
            case GROUPS -> groups(pdu.groups(field), field, sink);
        }
    }

    private void shortMessage(CommandFlyweight pdu, PduSink sink) {
        String name = Field.SHORT_MESSAGE.specName();
        userData.ofShortMessage(pdu);
        if (userData.headerBytes() > 0) {
            sink.octets("udh", header(pdu.buffer()));
        }
        if (userData.encoding() == Encoding.BINARY) {
            sink.octets(name, ByteBufUtil.hexDump(pdu.buffer(), userData.textOffset(), userData.textBytes()));
        } else {
            sink.string(name, userData.text());
        }
    }

    private String header(ByteBuf buf) {
        return ByteBufUtil.hexDump(buf, userData.textOffset() - userData.headerBytes(), userData.headerBytes());
    }

    private static void groups(GroupCursor groups, Field field, PduSink sink) {
        sink.beginGroups(field.specName());
        while (groups.next()) {
            sink.beginGroup();
            if (field == Field.DEST_ADDRESS) {
                sink.number(
                        Field.DEST_FLAG.specName(),
                        groups.isDistributionList() ? GroupCursor.DISTRIBUTION_LIST : GroupCursor.SME_ADDRESS);
            }
            if (field == Field.MESSAGE_DETAILS) {
                sink.string(Field.MESSAGE_ID.specName(), groups.text());
            } else if (groups.isDistributionList()) {
                sink.string(Field.DL_NAME.specName(), groups.text());
            } else {
                sink.number(Field.DEST_ADDR_TON.specName(), groups.ton());
                sink.number(Field.DEST_ADDR_NPI.specName(), groups.npi());
                sink.string(Field.DESTINATION_ADDR.specName(), groups.text());
            }
            if (field == Field.UNSUCCESS_SME) {
                sink.number(Field.ERROR_STATUS_CODE.specName(), Integer.toUnsignedLong(groups.errorStatusCode()));
            }
            sink.endGroup();
        }
        sink.endGroups();
    }

    private void tlvs(CommandFlyweight pdu, PduSink sink) {
        TlvCursor tlvs = pdu.tlvs();
        if (!tlvs.next()) {
            return;
        }
        sink.beginTlvs();
        do {
            TlvSpec spec = dictionary.byTag(tlvs.tag());
            if (spec != null && tlvs.tag() == TlvTag.MESSAGE_PAYLOAD) {
                payload(pdu, tlvs, spec, sink);
            } else {
                tlv(pdu.buffer(), tlvs, spec, sink);
            }
        } while (tlvs.next());
        sink.endTlvs();
    }

    private void payload(CommandFlyweight pdu, TlvCursor tlv, TlvSpec spec, PduSink sink) {
        ByteBuf buf = pdu.buffer();
        userData.ofPayload(pdu, tlv.valueOffset(), tlv.valueLength());
        if (userData.encoding() == Encoding.BINARY) {
            sink.tlvOctets(spec.name(), tlv.tag(), ByteBufUtil.hexDump(buf, tlv.valueOffset(), tlv.valueLength()));
        } else {
            sink.tlvString(spec.name(), tlv.tag(), header(buf), userData.text());
        }
    }

    private static void tlv(ByteBuf buf, TlvCursor tlv, TlvSpec spec, PduSink sink) {
        TlvType type = spec == null ? TlvType.OCTET_STRING : spec.type();
        boolean endsAtFirstNul = tlv.cStringLength() >= tlv.valueLength() - 1;
        if (type == TlvType.INTEGER && tlv.asUnsigned() >= 0) {
            sink.tlvNumber(spec.name(), tlv.tag(), tlv.asUnsigned());
        } else if (type == TlvType.C_OCTET_STRING && endsAtFirstNul) {
            sink.tlvString(spec.name(), tlv.tag(), "", tlv.asString());
        } else {
            sink.tlvOctets(
                    spec == null ? null : spec.name(),
                    tlv.tag(),
                    ByteBufUtil.hexDump(buf, tlv.valueOffset(), tlv.valueLength()));
        }
    }
}
