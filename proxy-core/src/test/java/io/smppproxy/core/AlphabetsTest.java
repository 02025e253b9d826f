package io.smppproxy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.CoreRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a link's settings for alphabets put on the wire. */
class AlphabetsTest {
    private static final SegmentationRules RULES = SegmentationRules.DEFAULT;

    @TempDir
    Path dataDir;

    @Test
    void shouldSendTurkishInTheDefaultDataCoding() throws Exception {
        SegmentationRules turkish = RULES.withLanguages(List.of(NationalLanguage.TURKISH));
        String text = "Şimdi değil: " + "ğ".repeat(10) + "a".repeat(100);
        ReceivedPart locking = send(turkish, text);
        assertEquals(0x40, locking.esmClass());
        assertEquals(0, locking.dataCoding());
        assertEquals("03250101", ByteBufUtil.hexDump(locking.userData(), 0, 4));
        assertEquals(text, text(locking, DataCodingRules.DEFAULT));
        // The locking table has no "è", so the default alphabet stays and the Turkish letters come behind escapes.
        ReceivedPart single = send(turkish, "Caffè " + text);
        assertEquals(0x40, single.esmClass());
        assertEquals(0, single.dataCoding());
        assertEquals("03240101", ByteBufUtil.hexDump(single.userData(), 0, 4));
        assertEquals("Caffè " + text, text(single, DataCodingRules.DEFAULT));
    }

    @Test
    void shouldSendASingleShiftTableWhereItIsEnough() throws Exception {
        String text = "ñandú ¿cómo está? ".repeat(6) + "Ñ";
        ReceivedPart part = send(RULES.withLanguages(List.of(NationalLanguage.SPANISH)), text);
        assertEquals(0x40, part.esmClass());
        assertEquals(0, part.dataCoding());
        assertEquals("03240102", ByteBufUtil.hexDump(part.userData(), 0, 4));
        assertEquals(text, text(part, DataCodingRules.DEFAULT));
    }

    @Test
    void shouldPackSeptets() throws Exception {
        DataCodingRules packed = DataCodingRules.DEFAULT.withPacked(true);
        ReceivedPart part = send(RULES.withDataCodings(packed), "1234567");
        assertEquals("31d98c56b3dd1a", ByteBufUtil.hexDump(part.userData()));
        assertEquals(0, part.dataCoding());
        assertEquals("1234567", text(part, packed));
    }

    @Test
    void shouldTransliterate() throws Exception {
        ReceivedPart part = send(RULES.withTransliterate(true), "“Crème brûlée” – ΚΑΛΗ…");
        assertEquals(0, part.dataCoding());
        assertEquals("\"Crème brulée\" - KAΛH...", text(part, DataCodingRules.DEFAULT));
    }

    @Test
    void shouldWriteTheMessageCentresOwnAlphabet() throws Exception {
        DataCodingRules latin1 = DataCodingRules.DEFAULT.withDefaultAlphabet(Encoding.LATIN1);
        ReceivedPart part = send(RULES.withGsm7(false).withDataCodings(latin1), "Ça va @ []");
        assertEquals(0, part.dataCoding());
        assertEquals("c761207661204020" + "5b5d", ByteBufUtil.hexDump(part.userData()));
        assertEquals("Ça va @ []", text(part, latin1));
    }

    private ReceivedPart send(SegmentationRules rules, String text) throws Exception {
        try (CoreRig rig = CoreRig.start(dataDir, link -> link.segmentation(rules))) {
            TestEdge.Sent sent = rig.edge.send(TestEdge.message(CoreConfigs.LINK, "998901234567", text));
            assertEquals(ReplyOutcome.SUBMITTED, sent.await().outcome());
            List<ReceivedPart> accepted = rig.smsc.ledger().accepted();
            assertTrue(accepted.size() == 1, accepted.size() + " parts");
            return accepted.get(0);
        }
    }

    private static String text(ReceivedPart part, DataCodingRules dataCodings) {
        return ReceivedMessages.reassemble(List.of(part), dataCodings).texts().get(0);
    }
}
