package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smppproxy.simulator.RawEsme.Octets;
import io.smppproxy.simulator.RawEsme.Pdu;
import io.smppproxy.simulator.ledger.ReceivedPart;
import io.smppproxy.simulator.plan.ErrorMix;
import io.smppproxy.simulator.plan.MessageIdForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitTest {
    private static RawEsme bound(SmscSimulator smsc) throws Exception {
        RawEsme esme = new RawEsme(smsc.port());
        assertEquals(0, esme.bind(RawEsme.BIND_TRX, "alice", "").status());
        return esme;
    }

    @ParameterizedTest
    @CsvSource({"DECIMAL,255", "HEX,ff"})
    void shouldAnswerWithAnId(MessageIdForm form, String id) throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                        .answerIdForm(form)
                        .firstMessageId(255)
                        .build());
                RawEsme esme = bound(smsc)) {
            esme.submit(77, 0, "hello");
            Pdu answer = esme.read();

            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, answer.commandId());
            assertEquals(0, answer.status());
            assertEquals(77, answer.sequence());
            assertEquals(id, answer.body().cString());
        }
    }

    @Test
    void shouldAnswerDataSmWithAUuid() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                        .answerIdForm(MessageIdForm.UUID)
                        .build());
                RawEsme esme = bound(smsc)) {
            esme.dataSm(2, 0, new byte[300]);
            Pdu answer = esme.read();

            assertEquals(RawEsme.DATA_SM | RawEsme.RESP, answer.commandId());
            String id = answer.body().cString();
            assertTrue(id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), id);
        }
    }

    @Test
    void shouldAnswerManyAtOnceInOrderHoweverTheStreamIsCut() throws Exception {
        int count = 500;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 1; i <= count; i++) {
            stream.writeBytes(RawEsme.pdu(
                    RawEsme.SUBMIT_SM,
                    0,
                    i,
                    RawEsme.submitBody(0, 0, 0, ("text " + i).getBytes(StandardCharsets.US_ASCII), new byte[0])));
        }
        byte[] octets = stream.toByteArray();
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = bound(smsc)) {
            for (int from = 0; from < octets.length; from += 997) {
                esme.sendRaw(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + 997)));
            }
            for (int i = 1; i <= count; i++) {
                Pdu answer = esme.read();
                assertEquals(i, answer.sequence());
                assertEquals(0, answer.status());
            }
            assertEquals(count, smsc.stats().messages());
            assertEquals(count, smsc.stats().accepted());
            assertEquals(0, smsc.stats().inFlight());
        }
    }

    @Test
    void shouldRefuseTheShareOfThePlan() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                        SimulatorConfig.builder().ledgerInMemory(true).build());
                RawEsme esme = bound(smsc)) {
            smsc.plan().errors(ErrorMix.of(0x0B, 0.3));
            int refused = 0;
            for (int i = 1; i <= 1_000; i++) {
                esme.submit(i, 0, "hello");
                Pdu answer = esme.read();
                if (answer.status() != 0) {
                    assertEquals(0x0B, answer.status());
                    assertEquals(0, answer.body().length());
                    refused++;
                }
            }
            assertTrue(refused > 230 && refused < 370, refused + " of 1000");
            assertEquals(refused, smsc.stats().refused());
            assertEquals(1_000 - refused, smsc.ledger().accepted().size());
            assertEquals(1_000, smsc.ledger().parts().size());
        }
    }

    @Test
    void shouldThrottleAboveTheRate() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = bound(smsc)) {
            smsc.plan().throttlePartsPerSecond(50);
            int accepted = 0;
            long startNs = System.nanoTime();
            for (int i = 1; i <= 500; i++) {
                esme.submit(i, 0, "hello");
                Pdu answer = esme.read();
                accepted += answer.status() == 0 ? 1 : 0;
                assertTrue(answer.status() == 0 || answer.status() == 0x58);
            }
            double seconds = (System.nanoTime() - startNs) * 1e-9;
            assertTrue(accepted >= 5 && accepted <= 6 + 50 * seconds, accepted + " in " + seconds + " s");
            assertEquals(500 - accepted, smsc.stats().throttled());
        }
    }

    @Test
    void shouldReportAFullQueue() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = bound(smsc)) {
            smsc.plan().queueFull(1);
            esme.submit(1, 0, "hello");
            assertEquals(0x14, esme.read().status());
        }
    }

    @Test
    void shouldRecordEveryFieldInMemoryAndInTheFileBeforeTheAnswer(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("ledger.jsonl");
        byte[] tlvs = {0x02, 0x0C, 0, 2, 0x12, 0x34, 0x02, 0x0E, 0, 1, 3, 0x02, 0x0F, 0, 1, 2, 0x02, 0x04, 0, 2, 0, 9};
        byte[] userData = {5, 0, 3, 0x2A, 2, 1, 'h', '"', 0x00};
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder()
                        .ledgerInMemory(true)
                        .ledgerFile(file)
                        .firstMessageId(42)
                        .build());
                RawEsme esme = bound(smsc)) {
            esme.submit(9, 0x10, 0x40, 4, userData, tlvs);
            assertEquals("42", esme.read().body().cString());

            // The answer is here, so the line must be there: no flush or close in between.
            List<String> lines = Files.readAllLines(file);
            assertTrue(lines.get(0).contains("\"event\":\"message\""), lines.toString());
            JsonNode line = new ObjectMapper().readTree(lines.get(0));
            assertEquals("alice", line.get("system_id").asText());
            assertEquals(1, line.get("session").asInt());
            assertEquals(9, line.get("sequence_number").asInt());
            assertEquals("submit_sm", line.get("command").asText());
            assertEquals("INFO", line.get("source_addr").asText());
            assertEquals(5, line.get("source_addr_ton").asInt());
            assertEquals("4917012345678", line.get("destination_addr").asText());
            assertEquals(0x40, line.get("esm_class").asInt());
            assertEquals(4, line.get("data_coding").asInt());
            assertEquals("0500032a0201682200", line.get("user_data").asText());
            assertEquals(0x1234, line.get("sar_msg_ref_num").asInt());
            assertEquals(9, line.get("user_message_reference").asInt());
            assertEquals("42", line.get("message_id").asText());
            assertEquals(0, line.get("status").asInt());

            ReceivedPart part = smsc.ledger().parts().get(0);
            assertArrayEquals(userData, part.userData());
            assertEquals(6, part.udhLength());
            assertEquals(3, part.sarTotal());
            assertEquals(2, part.sarSequence());
            assertEquals("42", part.messageId());
            assertFalse(part.answerWithheld());
        }
    }

    @Test
    void shouldRefuseAMalformedMessageAndGoOn() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(SimulatorConfig.builder().build());
                RawEsme esme = bound(smsc)) {
            byte[] body = RawEsme.submitBody(0, 0, 0, new byte[5], new byte[0]).octets();
            esme.send(RawEsme.SUBMIT_SM, 0, 4, new Octets().bytes(Arrays.copyOf(body, body.length - 1)));
            Pdu refusal = esme.read();
            assertEquals(RawEsme.SUBMIT_SM | RawEsme.RESP, refusal.commandId());
            assertEquals(0x01, refusal.status());
            esme.submit(5, 0, "good");
            assertEquals(0, esme.read().status());
        }
    }
}
