package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.simulator.RawEsme.Octets;
import io.smppproxy.simulator.ledger.ReceivedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long messages through the real port, as the ledger tells of them. */
class ConcatenationTest {
    private static final String TURKISH = "İyi günler, şimdi ığdır; görüşürüz. ".repeat(10);
    private static final String EMOJI = "Привет 😀 ".repeat(20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UDH8, false",
        "UDH8, true",
        "UDH16, false",
        "UDH16, true",
        "SAR, false",
        "SAR, true",
        "PAYLOAD, false",
        "PAYLOAD, true"
    })
    void shouldShowTheWholeText(Mode mode, boolean packed) throws Exception {
        Path file = folder.resolve("ledger.jsonl");
        List<ReceivedMessage> heard = Collections.synchronizedList(new ArrayList<>());
        DataCodingRules dataCodings = DataCodingRules.DEFAULT.withPacked(packed);
        SegmentationRules rules = SegmentationRules.DEFAULT
                .withMode(mode)
                .withLanguages(List.of(NationalLanguage.TURKISH))
                .withDataCodings(dataCodings);
        int parts;
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                        .ledgerInMemory(true)
                        .ledgerFile(file)
                        .dataCodings(dataCodings)
                        .messageListener(heard::add)
                        .build());
                RawEsme esme = new RawEsme(smsc.port())) {
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "").status());
            parts = submit(esme, TURKISH, rules, 1) + submit(esme, EMOJI, rules, 2);
            submit(esme, "short", rules, 3);
            assertEquals(
                    List.of(TURKISH, EMOJI, "short"), smsc.ledger().messages().texts());
            assertEquals(List.of(), smsc.ledger().messages().incomplete());
        }
        assertEquals(
                List.of(TURKISH, EMOJI, "short"),
                heard.stream().map(ReceivedMessage::text).toList());
        assertEquals("alice", heard.get(0).systemId());
        List<String> joined = new ArrayList<>();
        int lines = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.get("event").asText().equals("joined")) {
                joined.add(event.get("text").asText());
                lines += event.get("parts").asInt();
                assertEquals("4917012345678", event.get("destination_addr").asText());
            }
        }
        assertEquals(mode == Mode.PAYLOAD ? List.of() : List.of(TURKISH, EMOJI), joined);
        assertEquals(mode == Mode.PAYLOAD ? 0 : parts, lines);
    }

    @Test
    void shouldTellOfAnIncompleteMessageWithoutMakingOneOfIt() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        SimulatorConfig.builder().ledgerInMemory(true).build());
                RawEsme esme = new RawEsme(smsc.port())) {
            assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "").status());
            esme.submit(2, 0, 0x40, 0, new byte[] {5, 0, 3, 1, 2, 1, 'a'}, new byte[0]);
            esme.read();
            assertEquals(List.of(), smsc.ledger().messages().texts());
            assertEquals(1, smsc.ledger().messages().incomplete().size());
        }
    }

    @Test
    void shouldWriteIncomingMessagesInTheAlphabetOfTheLink() {
        MoMessage packed = MoMessage.ofText("1", "2", "1234567", 1, DataCodingRules.DEFAULT.withPacked(true))
                .get(0);
        assertEquals("31d98c56b3dd1a", ByteBufUtil.hexDump(packed.userData()));
    }

    private static int submit(RawEsme esme, String text, SegmentationRules rules, int reference) throws Exception {
        Segmenter segmenter = new Segmenter();
        int parts = segmenter.analyse(text, rules);
        assertTrue(parts > 0);
        for (int i = 0; i < parts; i++) {
            ByteBuf part = Unpooled.buffer();
            segmenter.writePart(i, reference, part);
            byte[] octets = ByteBufUtil.getBytes(part);
            Octets tlvs = new Octets();
            if (segmenter.usesSar()) {
                tlvs.bytes(new byte[] {0x02, 0x0C, 0, 2, 0, (byte) reference})
                        .bytes(new byte[] {0x02, 0x0E, 0, 1, (byte) parts})
                        .bytes(new byte[] {0x02, 0x0F, 0, 1, (byte) (i + 1)});
            }
            if (segmenter.usesMessagePayload()) {
                tlvs.bytes(new byte[] {0x04, 0x24, (byte) (octets.length >>> 8), (byte) octets.length})
                        .bytes(octets);
                octets = new byte[0];
            }
            esme.submit(10 + i, 0, segmenter.partEsmClass(i), segmenter.dataCoding(), octets, tlvs.octets());
            assertEquals(0, esme.read().status());
        }
        return parts;
    }
}
