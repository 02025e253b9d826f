package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;

/**
 * bind_transmitter_resp, bind_receiver_resp and bind_transceiver_resp. Never throws: a response that is odd still tells
 * its status, so a missing body, a missing NUL and unreadable TLVs are taken for absent.
 */
public final class BindRespFlyweight extends PduFlyweight {
    private int systemIdLength;

    public BindRespFlyweight wrap(ByteBuf buf, int offset, int lengthBytes) {
        wrapHeader(buf, offset, lengthBytes);
        int nul = OctetSearch.indexOfNul(buf, systemIdOffset(), end);
        systemIdLength = (nul < 0 ? end : nul) - systemIdOffset();
        indexResponseTlvs(nul < 0 ? end : nul + 1);
        if ((nul < 0 || tlvEnd != end) && indexTlvsWithoutFields()) {
            systemIdLength = 0;
        }
        return this;
    }

    public int systemIdOffset() {
        return offset + PduHeader.LENGTH_BYTES;
    }

    public int systemIdLength() {
        return systemIdLength;
    }

    public String systemId() {
        return string(systemIdOffset(), systemIdLength);
    }

    /** The message centre's version from its TLV, or -1 when it sent none, as a v3.3 one does (SMPP v3.4 §5.3.2.25). */
    public int scInterfaceVersion() {
        TlvCursor tlvs = tlvs();
        return tlvs.find(TlvTag.SC_INTERFACE_VERSION) ? (int) tlvs.asUnsigned() : -1;
    }
}
