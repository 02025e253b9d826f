package io.smppproxy.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Encodes a bind response or a message_id response in any form that peers send or ask for: with TLVs, with a body beside
 * an error, without one beside ESME_ROK. {@link PduEncoder} has the usual forms as one call. Reusable, not thread safe,
 * allocates nothing once warm.
 */
public final class RespEncoder {
    private final TlvOctets tlvs = new TlvOctets();
    private final OctetField systemIdOrMessageId = new OctetField("system_id or message_id", 255);
    private byte[] scratch = new byte[512];
    private boolean hasBody;
    private int commandId;
    private int commandStatus;
    private int sequenceNumber;

    /** Starts a response without body and TLVs. */
    public RespEncoder reset(int responseCommandId, int status, int sequence) {
        commandId = responseCommandId;
        commandStatus = status;
        sequenceNumber = sequence;
        hasBody = false;
        systemIdOrMessageId.clear();
        tlvs.clear();
        return this;
    }

    /** Gives it a body: the system_id of a bind response, else the message_id; at most 255 Latin-1 characters. */
    public RespEncoder id(CharSequence value) {
        systemIdOrMessageId.set(value);
        hasBody = true;
        return this;
    }

    /** As {@link #id(CharSequence)}, of octets. */
    public RespEncoder id(ByteBuf value, int offset, int length) {
        systemIdOrMessageId.set(value, offset, length);
        hasBody = true;
        return this;
    }

    public RespEncoder tlv(int tag, byte[] value, int offset, int length) {
        tlvs.add(tag, value, offset, length);
        return this;
    }

    /** Adds additional_status_info_text (SMPP v3.4 §5.3.2.11), which tells a person why; at most 255 characters. */
    public RespEncoder additionalStatusInfo(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        tlvs.addCString(
                TlvTag.ADDITIONAL_STATUS_INFO_TEXT,
                new String(octets, 0, Math.min(255, octets.length), StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Adds all TLVs of another PDU, in their order. */
    public RespEncoder tlvsOf(PduFlyweight from) {
        tlvs.addAll(from.buffer(), from.tlvOffset(), from.tlvLength());
        return this;
    }

    /** Appends the response at the writer index and returns its length in octets. */
    public int encode(ByteBuf out) {
        int bodyLength = (hasBody ? systemIdOrMessageId.length() + 1 : 0) + tlvs.length();
        if (scratch.length < bodyLength + OctetField.SLACK) {
            scratch = new byte[bodyLength + OctetField.SLACK];
        }
        int end = hasBody ? systemIdOrMessageId.write(scratch, 0) : 0;
        end = tlvs.write(scratch, end);
        out.ensureWritable(PduHeader.LENGTH_BYTES + end);
        PduHeader.write(out, PduHeader.LENGTH_BYTES + end, commandId, commandStatus, sequenceNumber);
        out.writeBytes(scratch, 0, end);
        return PduHeader.LENGTH_BYTES + end;
    }
}
