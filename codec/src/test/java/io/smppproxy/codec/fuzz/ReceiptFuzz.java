package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import java.nio.charset.StandardCharsets;

/** Any text and any message is read without an exception, into answers of their stated ranges. */
final class ReceiptFuzz {
    private ReceiptFuzz() {}

    static void run(byte[] input) {
        Oracle.requireBoundedAllocation(500L * input.length, () -> {
            DeliveryReceipt receipt = new DeliveryReceipt();
            receipt.parseText(input, 0, input.length);
            check(receipt);
            asText(input, receipt);
            asBody(input);
            keys(input);
        });
    }

    private static void asText(byte[] input, DeliveryReceipt alone) {
        if (input.length > 255) {
            return;
        }
        ByteBuf out = Unpooled.buffer();
        int length = new SmEncoder()
                .reset(CommandId.DELIVER_SM)
                .interfaceVersion(0x50)
                .esmClass(EsmClass.TYPE_MC_RECEIPT)
                .shortMessage(input, 0, input.length)
                .encode(out);
        DeliveryReceipt receipt = new DeliveryReceipt();
        Oracle.require(receipt.parse(new SmFlyweight().wrap(out, 0, length)), "esm_class says that it is a receipt");
        Oracle.requireEqual(answers(alone), answers(receipt), "text alone, and in a deliver_sm");
    }

    private static void asBody(byte[] input) {
        ByteBuf buf = Unpooled.buffer();
        PduHeader.write(buf, PduHeader.LENGTH_BYTES + input.length, CommandId.DELIVER_SM, 0, 1);
        buf.writeBytes(input);
        try {
            SmFlyweight sm = new SmFlyweight().wrap(buf, 0, buf.readableBytes());
            DeliveryReceipt receipt = new DeliveryReceipt();
            Oracle.requireEqual(EsmClass.isReceipt(sm.esmClass()), receipt.parse(sm), "is a receipt");
            check(receipt);
        } catch (NackablePduException e) {
            // As good an answer as any; the target PDUS looks at it.
        }
    }

    private static void check(DeliveryReceipt receipt) {
        int state = receipt.messageState();
        Oracle.require(
                state == DeliveryReceipt.NO_STATE || (state <= MessageState.SKIPPED && state >= 0), "state " + state);
        int error = receipt.errorCode();
        Oracle.require(error >= DeliveryReceipt.NO_NUMBER && error <= 999_999_999, "error code " + error);
        requireCount(receipt.submittedCount());
        requireCount(receipt.deliveredCount());
        Oracle.require(receipt.text().contains(receipt.quote()), "quote");
        Oracle.requireEqual(receipt.hasId(), !receipt.id().isEmpty(), "has an id");
        Oracle.requireEqual(
                receipt.id(),
                new String(receipt.idOctets(), receipt.idOffset(), receipt.idLength(), StandardCharsets.ISO_8859_1),
                "octets of the id");
        Oracle.require(!answers(receipt).isEmpty(), "no answers");
    }

    private static void requireCount(int count) {
        Oracle.require(count >= DeliveryReceipt.NO_NUMBER && count <= 999_999_999, "count " + count);
    }

    private static String answers(DeliveryReceipt receipt) {
        return receipt.id() + "|" + receipt.stat() + "|" + receipt.messageState() + "|" + receipt.error() + "|"
                + receipt.errorCode() + "|" + receipt.submitDateMs() + "|" + receipt.doneDateMs();
    }

    private static void keys(byte[] input) {
        byte[] key = new byte[input.length];
        String id = new String(input, StandardCharsets.ISO_8859_1);
        for (ReceiptIdForm form : ReceiptIdForm.values()) {
            int length = form.receiptKey(input, 0, input.length, key, 0);
            Oracle.require(length >= 0 && length <= input.length, form + ": a key of " + length);
            Oracle.requireEqual(
                    form.receiptKey(id), new String(key, 0, length, StandardCharsets.ISO_8859_1), form + ": the key");
            Oracle.require(form.responseKey(id).length() <= input.length, form + ": a longer key of the response");
        }
    }
}
