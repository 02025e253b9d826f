package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.plan.ErrorMix;
import io.smppproxy.simulator.plan.OutcomeMix;
import io.smppproxy.simulator.plan.ReceiptPlan;
import io.smppproxy.simulator.plan.ReceiptPlan.Carrier;
import io.smppproxy.simulator.plan.ReceiptPlan.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The SMPP traffic of the packaged proxy, captured and read by Wireshark's dissector, which must call nothing malformed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CaptureSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Set<String> FINAL = Set.of("DELIVERED", "UNDELIVERABLE", "EXPIRED", "REJECTED", "UNKNOWN");
    private static final List<String> TEXTS = List.of(
            "Hello €[]{}",
            "Привет, мир!",
            "Emoji 😀👍🏽",
            "naïve façade ÿ",
            "g".repeat(160),
            "0123456789".repeat(40),
            "Съешь ещё ".repeat(30));
    private static final List<ReceiptPlan> RECEIPTS = List.of(
            ReceiptPlan.DEFAULT.withForm(Form.TEXT),
            ReceiptPlan.DEFAULT.withForm(Form.TLV),
            ReceiptPlan.DEFAULT.withCarrier(Carrier.DATA_SM).withForm(Form.TLV),
            ReceiptPlan.DEFAULT.withOutcomes(OutcomeMix.parse("DELIVRD=1,UNDELIV=1,EXPIRED=1,REJECTD=1,UNKNOWN=1")));

    @TempDir
    Path directory;

    @Test
    void shouldSendNothingThatWiresharkCallsMalformed() throws Exception {
        try (SmscSimulator smsc = SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build())) {
            Optional<Capture> capture = Capture.start(directory, List.of(smsc.port()));
            assumeTrue(capture.isPresent(), "skipped: nothing can be captured");
            try (Capture open = capture.get()) {
                drive(smsc);
                open.check();
            }
        }
    }

    /** Binds, all ways of segmentation, all forms of receipts, errors, enquire_link and unbind. */
    private void drive(SmscSimulator smsc) throws Exception {
        String link = "links += ${vars.common} { id = %d, smsc-id = link%d, username = u%d, %s }%n";
        ProxyProcess.configure(
                directory,
                smsc.port(),
                "pools = []\nlinks = []\nlink-defaults.enq-interval = 1s\nvars.common { host = \"127.0.0.1\", port = "
                        + smsc.port() + ", password = p, window = 50 }\n"
                        + link.formatted(1, 1, 1, "concatenation = udh8")
                        + link.formatted(2, 2, 2, "concatenation = udh16, latin1 = true")
                        + link.formatted(3, 3, 3, "concatenation = sar, smpp-version = \"5.0\"")
                        + link.formatted(
                                4, 4, 4, "concatenation = payload, dst-autodetect = true, src-autodetect = true")
                        + link.formatted(5, 5, 5, "smpp-version = \"3.3\", trx-binds = 0, tx-binds = 1, rx-binds = 1"));
        try (ProxyProcess proxy = ProxyProcess.start(directory)) {
            assertTrue(smsc.awaitBound(6, WITHIN), "not bound within " + WITHIN);
            SmsServiceBlockingStub stub = AppClient.of(directory, 1).blocking(proxy.channel());
            for (ReceiptPlan receipts : RECEIPTS) {
                smsc.plan().receipts(receipts);
                for (SmsResponse response : sendAll(stub)) {
                    assertTrue(response.getSuccess(), response::toString);
                    awaitFinal(stub, response);
                }
            }
            smsc.plan().errors(ErrorMix.of(0x0B, 1));
            for (SmsResponse response : sendAll(stub)) {
                assertEquals("rejected", response.getStatus(), response::toString);
            }
            proxy.terminate();
            assertEquals(0, proxy.awaitExit(), proxy.output());
        }
        assertTrue(smsc.awaitNoConnections(WITHIN));
        assertEquals(0, smsc.stats().malformed());
    }

    private static List<SmsResponse> sendAll(SmsServiceBlockingStub stub) {
        List<SmsResponse> responses = new ArrayList<>();
        for (int link = 1; link <= 5; link++) {
            for (String text : TEXTS) {
                responses.add(stub.withDeadlineAfter(30, TimeUnit.SECONDS)
                        .sendMessage(SmsRequest.newBuilder()
                                .setAppId(1)
                                .setEsme(link)
                                .setSton(5)
                                .setSaddr("MYBRAND")
                                .setDaddr("998901234567")
                                .setMessage(text)
                                .build()));
            }
        }
        return responses;
    }

    private static void awaitFinal(SmsServiceBlockingStub stub, SmsResponse response) {
        SmsStatusRequest request = SmsStatusRequest.newBuilder()
                .setEsme(response.getEsme())
                .setMessageId(response.getMessageId())
                .build();
        long deadlineNs = System.nanoTime() + WITHIN.toNanos();
        while (!FINAL.contains(stub.smsInfo(request).getStatus())) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "no final status: " + stub.smsInfo(request));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
