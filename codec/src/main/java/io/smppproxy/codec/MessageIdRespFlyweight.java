package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/**
 * submit_sm_resp, data_sm_resp and deliver_sm_resp. Never throws: what counts is status and sequence_number, so a
 * missing body (also with ESME_ROK), a missing NUL, an id beyond 64 octets and unreadable TLVs are let pass.
 */
public final class MessageIdRespFlyweight extends PduFlyweight {
    private int messageIdLength;

    public MessageIdRespFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        int body = messageIdOffset();
        int nul = OctetSearch.indexOfNul(buf, body, end);
        messageIdLength = (nul < 0 ? end : nul) - body;
        if (nul + 1 != end) {
            indexResponseTlvs(nul < 0 ? end : nul + 1);
            if ((nul < 0 || tlvEnd != end) && indexTlvsWithoutFields()) {
                messageIdLength = 0;
            }
        }
        return this;
    }

    public int messageIdOffset() {
        return offset + PduHeader.LENGTH_BYTES;
    }

    /** Length in octets; 0 when there is none. */
    public int messageIdLength() {
        return messageIdLength;
    }

    public String messageId() {
        return string(messageIdOffset(), messageIdLength);
    }
}
