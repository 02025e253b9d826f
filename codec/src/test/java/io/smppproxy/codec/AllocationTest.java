package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.reassembly.Part;
import io.smppproxy.codec.reassembly.Reassembler;
import io.smppproxy.codec.reassembly.ReassemblyLimits;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import io.smppproxy.codec.receipt.DeliveryReceiptWriter;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.receipt.ReceiptStyle;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.codec.time.SmppTime;
import io.smppproxy.codec.udh.UserDataHeader;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The paths that every message takes allocate nothing once warm. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 40;
    private static final int CALLS_PER_ROUND = 1_000;

    // Not tracked by the leak detector, whose records would be counted too.
    private final ByteBuf out = Unpooled.buffer(4_096);
    private final SmEncoder encoder = new SmEncoder();
    private final Segmenter segmenter = new Segmenter();
    private int sink;

    @Test
    void shouldNotAllocateForSubmitSm() {
        byte[] text = new byte[140];
        assertNoAllocation(() -> {
            out.clear();
            encoder.reset(CommandId.SUBMIT_SM)
                    .sourceAddr(5, 0, "Bank")
                    .destinationAddr(1, 1, "491700000001")
                    .registeredDelivery(1)
                    .shortMessage(text, 0, text.length)
                    .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 1);
            sink += encoder.encode(out);
        });
    }

    @Test
    void shouldNotAllocateForReadingSubmitSm() {
        int length = encoder.destinationAddr(1, 1, "491700000001")
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 1)
                .encode(out);
        SmFlyweight sm = new SmFlyweight();
        assertNoAllocation(() -> {
            sm.wrap(out, 0, length);
            sink += sm.userDataLength() + sm.destinationAddrLength() + sm.esmClass();
            sink += sm.tlvs().find(TlvTag.USER_MESSAGE_REFERENCE) ? 1 : 0;
        });
    }

    @Test
    void shouldNotAllocateForResponses() {
        byte[] id = {'1', 'a', '2', 'b', '3', 'c'};
        MessageIdRespFlyweight resp = new MessageIdRespFlyweight();
        assertNoAllocation(() -> {
            out.clear();
            int length = PduEncoder.messageIdResp(out, CommandId.SUBMIT_SM_RESP, 0, 1, id);
            sink += resp.wrap(out, 0, length).messageIdLength();
        });
    }

    @Test
    void shouldNotAllocateForAnyCommand() {
        CommandEncoder any = new CommandEncoder();
        CommandFlyweight pdu = new CommandFlyweight();
        PduCheck check = new PduCheck(InterfaceVersion.V3_4, Direction.ESME_TO_MC);
        byte[] text = new byte[140];
        assertNoAllocation(() -> {
            out.clear();
            any.reset(CommandId.SUBMIT_MULTI, 0, 1)
                    .set(Field.SOURCE_ADDR_TON, 5)
                    .set(Field.SOURCE_ADDR, "Bank")
                    .addDestination(1, 1, "491700000001")
                    .addDistributionList("friends")
                    .set(Field.DATA_CODING, 245)
                    .set(Field.SHORT_MESSAGE, text, 0, text.length)
                    .tlvNumber(TlvTag.USER_MESSAGE_REFERENCE, 2, 1);
            int length = any.encode(out);
            pdu.wrap(out, 0, length);
            sink += pdu.number(Field.ESM_CLASS) + pdu.lengthOf(Field.SHORT_MESSAGE);
            GroupCursor groups = pdu.groups(Field.DEST_ADDRESS);
            while (groups.next()) {
                sink += groups.textLength();
            }
            sink += check.check(out, 0, length).tlvLength();
            sink += any.copyOf(pdu).encode(out);
        });
    }

    @Test
    void shouldNotAllocateForSegmentation() {
        String gsm = "Price 10€ ".repeat(40);
        String ucs2 = "Съешь ещё этих мягких французских булок. ".repeat(8);
        assertNoAllocation(() -> {
            segment(gsm);
            segment(ucs2);
        });
    }

    @Test
    void shouldNotAllocateForAnyAlphabet() {
        SegmentationRules languages = SegmentationRules.DEFAULT
                .withLanguages(List.of(NationalLanguage.SPANISH, NationalLanguage.TURKISH))
                .withTransliterate(true)
                .withDataCodings(DataCodingRules.DEFAULT.withPacked(true));
        SegmentationRules octets = SegmentationRules.DEFAULT
                .withGsm7(false)
                .withLatin1(true)
                .withDataCodings(DataCodingRules.DEFAULT.withDefaultAlphabet(Encoding.ASCII));
        SegmentationRules sar = languages.withMode(SegmentationRules.Mode.SAR);
        SegmentationRules payload = languages.withMode(SegmentationRules.Mode.PAYLOAD);
        String turkish = "İyi günler, şimdi ığdır ".repeat(10);
        String typographic = "“Price” – 10€… ".repeat(20);
        String french = "Ça va garçon ".repeat(20);
        String kanji = "日本語 ".repeat(50);
        UserDataHeader ports =
                new UserDataHeader().wrap(Unpooled.wrappedBuffer(new byte[] {6, 5, 4, 1, 2, 3, 4}), 0, 7);
        assertNoAllocation(() -> {
            encode(segmenter.analyse(turkish, languages));
            encode(segmenter.analyse(typographic, languages));
            encode(segmenter.analyse(turkish, sar));
            encode(segmenter.analyse(turkish, payload));
            encode(segmenter.analyse(french, octets, ports));
            encode(segmenter.analyse(kanji, 5, octets, null));
            encode(segmenter.analyse(kanji, 10, octets, null));
            encode(segmenter.analyse(kanji, languages));
        });
    }

    @Test
    void shouldNotAllocateForHeadersAndDuplicateParts() {
        byte[] octets = {5, 0, 3, 1, 2, 1, 'a'};
        encoder.reset(CommandId.DELIVER_SM).esmClass(EsmClass.UDHI).shortMessage(octets, 0, octets.length);
        SmFlyweight sm = new SmFlyweight();
        int length = encoder.encode(out);
        Part part = new Part();
        Reassembler reassembler = new Reassembler(ReassemblyLimits.DEFAULT, null);
        reassembler.offer(part.of(sm.wrap(out, 0, length)), 0);
        assertNoAllocation(() ->
                sink += reassembler.offer(part.of(sm.wrap(out, 0, length)), 0) == Reassembler.Result.DUPLICATE ? 1 : 0);
        assertTrue(sink > 0);
    }

    @Test
    void shouldNotAllocateForReceipts() {
        encoder.reset(CommandId.DELIVER_SM);
        new DeliveryReceiptWriter().id("0123456789").encode(encoder, ReceiptStyle.DEFAULT);
        int length = encoder.encode(out);
        SmFlyweight sm = new SmFlyweight();
        DeliveryReceipt receipt = new DeliveryReceipt();
        byte[] key = new byte[64];
        assertNoAllocation(() -> {
            receipt.parse(sm.wrap(out, 0, length));
            sink += receipt.messageState() + (int) receipt.doneDateMs();
            sink += ReceiptIdForm.DECIMAL.receiptKey(
                    receipt.idOctets(), receipt.idOffset(), receipt.idLength(), key, 0);
        });
    }

    @Test
    void shouldNotAllocateForWritingReceipts() {
        DeliveryReceiptWriter writer = new DeliveryReceiptWriter();
        ReceiptStyle style = ReceiptStyle.DEFAULT.withSeconds(true);
        assertNoAllocation(() -> {
            out.clear();
            encoder.reset(CommandId.DELIVER_SM);
            writer.clear()
                    .id("0123456789")
                    .errorCode(27)
                    .state(MessageState.EXPIRED)
                    .submitDateMs(1_784_116_800_000L)
                    .text("Hello")
                    .encode(encoder, style);
            sink += encoder.encode(out);
        });
    }

    @Test
    void shouldNotAllocateForTimes() {
        SmppTime time = new SmppTime();
        byte[] octets = new byte[SmppTime.LENGTH];
        assertNoAllocation(() -> {
            time.writeAbsolute(1_784_116_800_000L, 8, octets, 0);
            out.clear().writeBytes(octets);
            time.parse(out, 0, octets.length);
            sink += (int) time.epochMs();
            time.parse("020610233429000R");
            sink += (int) time.resolveMs(1_784_116_800_000L);
        });
    }

    private void segment(String text) {
        encode(segmenter.analyse(text, SegmentationRules.DEFAULT));
    }

    private void encode(int parts) {
        for (int i = 0; i < parts; i++) {
            out.clear();
            encoder.reset(CommandId.SUBMIT_SM).destinationAddr(1, 1, "491700000001");
            segmenter.encodePart(i, 42, encoder);
            sink += encoder.encode(out) + segmenter.writePart(i, 42, out);
        }
    }

    private static void assertNoAllocation(Runnable call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least != 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS_PER_ROUND; i++) {
                call.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "octets allocated by " + CALLS_PER_ROUND + " calls");
    }
}
