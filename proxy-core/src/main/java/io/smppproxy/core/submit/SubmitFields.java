package io.smppproxy.core.submit;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;

/** Gives an encoder of submit_sm the fields of a submit_sm or data_sm, all but addresses and user data. For one thread; allocates nothing. */
final class SubmitFields {
    private final OctetText text = new OctetText();

    /** Begins a submit_sm with the mandatory fields; a data_sm has fewer, and the others are 0 or empty. */
    void copy(MessageFlyweight from, SmEncoder to) {
        ByteBuf buf = from.buffer();
        to.reset(CommandId.SUBMIT_SM);
        to.serviceType(text.wrap(buf, from.serviceTypeOffset(), from.serviceTypeLength()));
        to.esmClass(from.esmClass());
        to.registeredDelivery(from.registeredDelivery());
        to.dataCoding(from.dataCoding());
        if (from instanceof SmFlyweight sm) {
            to.protocolId(sm.protocolId());
            to.priorityFlag(sm.priorityFlag());
            to.scheduleDeliveryTime(text.wrap(buf, sm.scheduleDeliveryTimeOffset(), sm.scheduleDeliveryTimeLength()));
            to.validityPeriod(text.wrap(buf, sm.validityPeriodOffset(), sm.validityPeriodLength()));
            to.replaceIfPresentFlag(sm.replaceIfPresentFlag());
            to.smDefaultMsgId(sm.smDefaultMsgId());
        }
    }

    /**
     * Adds all TLVs but message_payload.
     *
     * @param withSar false leaves out those that tell parts apart as well
     */
    static void copyTlvs(MessageFlyweight from, SmEncoder to, boolean withSar) {
        TlvCursor tlvs = from.tlvs();
        while (tlvs.next()) {
            if (tlvs.tag() != TlvTag.MESSAGE_PAYLOAD && (withSar || !isSar(tlvs.tag()))) {
                to.tlv(tlvs.tag(), from.buffer(), tlvs.valueOffset(), tlvs.valueLength());
            }
        }
    }

    private static boolean isSar(int tag) {
        return tag == TlvTag.SAR_MSG_REF_NUM || tag == TlvTag.SAR_TOTAL_SEGMENTS || tag == TlvTag.SAR_SEGMENT_SEQNUM;
    }
}
