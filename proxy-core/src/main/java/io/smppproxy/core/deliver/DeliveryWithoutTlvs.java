package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.receipt.ReceiptStyle.Content;
import org.agrona.DirectBuffer;

/**
 * Makes a delivery one that SMPP v3.3 can carry: a deliver_sm without TLVs. What only TLVs said is lost, but for the text and what a
 * receipt is about, which go into short_message. Reusable, for one thread.
 */
public final class DeliveryWithoutTlvs {
    private final ByteBuf in = Unpooled.buffer(1_024);
    private final ByteBuf out = Unpooled.buffer(1_024);
    private final SmFlyweight sm = new SmFlyweight();
    private final SmFlyweight shorter = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final SmEncoder encoder = new SmEncoder();
    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final NewReceipt newReceipt = new NewReceipt();

    /**
     * @param pdu a deliver_sm or data_sm that was decoded before
     * @return octets 0 to the writer index of a heap buffer, until the next call; null when the text does not fit
     */
    public ByteBuf of(DirectBuffer pdu, int offset, int length) {
        in.clear().ensureWritable(length);
        pdu.getBytes(offset, in.array(), 0, length);
        in.writerIndex(length);
        out.clear();
        boolean isDataSm = PduHeader.commandId(in, 0) == CommandId.DATA_SM;
        MessageFlyweight message = isDataSm ? dataSm.wrap(in, 0, length) : sm.wrap(in, 0, length);
        if (isDataSm || sm.userDataOffset() != sm.shortMessageOffset()) {
            return moved(message);
        }
        out.writeBytes(in, 0, sm.tlvOffset());
        PduHeader.setCommandLength(out, 0, out.writerIndex());
        boolean isNameless = sm.tlvLength() > 0
                && receipt.parse(sm)
                && receipt.hasId()
                && !(receipt.parse(shorter.wrap(out, 0, out.writerIndex())) && receipt.hasId());
        return isNameless ? anew(message) : out;
    }

    /** The text is in message_payload. */
    private ByteBuf moved(MessageFlyweight message) {
        boolean isReceipt = receipt.parse(message);
        if (message.userDataLength() > ReceiptRewriter.MAX_SHORT_MESSAGE
                || (isReceipt && message.userDataLength() == 0)) {
            return isReceipt && receipt.hasId() ? anew(message) : null;
        }
        encoder.reset(CommandId.DELIVER_SM)
                .serviceType(message.serviceType())
                .sourceAddr(
                        message.sourceAddrTon(),
                        message.sourceAddrNpi(),
                        in,
                        message.sourceAddrOffset(),
                        message.sourceAddrLength())
                .destinationAddr(
                        message.destAddrTon(),
                        message.destAddrNpi(),
                        in,
                        message.destinationAddrOffset(),
                        message.destinationAddrLength())
                .esmClass(message.esmClass())
                .registeredDelivery(message.registeredDelivery())
                .dataCoding(message.dataCoding())
                .shortMessage(in, message.userDataOffset(), message.userDataLength())
                .encode(out);
        return out;
    }

    private ByteBuf anew(MessageFlyweight message) {
        receipt.parse(message);
        out.clear();
        newReceipt.again(message, receipt.id(), Content.TEXT, out);
        return out;
    }
}
