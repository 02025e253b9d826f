package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ManagedChannel;
import io.smppproxy.app.interop.ForeignSmsc;
import io.smppproxy.app.interop.ForeignSmsc.ForeignMessage;
import io.smppproxy.app.interop.JsmppSmsc;
import io.smppproxy.app.interop.NodeSmsc;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged proxy in front of message centres that share no code with it, one link for each way of segmentation. Every text must arrive
 * character by character and every receipt must come home.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InteropSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final List<String> MODES = List.of("udh8", "udh16", "sar", "payload");
    private static final int FIRST_JSMPP_LINK = 201;
    private static final int FIRST_NODE_LINK = 301;

    /** A text and the parts that it takes with an 8-bit reference (3GPP TS 23.038 §6.1, TS 23.040 §9.2.3.24.1). */
    private record Text(String text, int parts) {}

    private static final List<Text> TEXTS = List.of(
            new Text("Hello €[]{}", 1),
            new Text("Привет, мир! Ёжик", 1),
            new Text("Emoji 😀👍🏽 end", 1),
            new Text("0123456789".repeat(100), 7),
            new Text("Съешь ещё ".repeat(100), 15),
            new Text("g".repeat(160), 1),
            new Text("g".repeat(161), 2),
            new Text("ж".repeat(70), 1),
            new Text("ж".repeat(71), 2),
            new Text("g".repeat(152) + "€" + "g".repeat(20), 2),
            new Text("ж".repeat(66) + "😀" + "ж".repeat(20), 2));

    private final Map<Integer, ForeignSmsc> smscs = new HashMap<>();
    private ProxyProcess proxy;
    private ManagedChannel channel;
    private AppClient app;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        for (int i = 0; i < MODES.size(); i++) {
            smscs.put(FIRST_JSMPP_LINK + i, JsmppSmsc.start());
            if (NodeSmsc.isAvailable()) {
                smscs.put(FIRST_NODE_LINK + i, NodeSmsc.start());
            }
        }
        StringBuilder links = new StringBuilder("pools = []\nlinks = []\n");
        smscs.forEach((id, smsc) -> links.append("""
                links += { id = %d, smsc-id = link%d, host = "127.0.0.1", port = %d, username = u, concatenation = %s, window = 40 }
                """.formatted(id, id, smsc.port(), MODES.get(id % 100 - 1))));
        ProxyProcess.configure(directory, 1, links.toString());
        proxy = ProxyProcess.start(directory);
        channel = proxy.channel();
        app = AppClient.of(directory, 1);
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
        smscs.values().forEach(ForeignSmsc::close);
    }

    @Test
    void shouldSendOneByOneToJsmpp() throws Exception {
        sendOneByOne(FIRST_JSMPP_LINK);
    }

    @Test
    void shouldSendOneByOneToNode() throws Exception {
        assumeNode();
        sendOneByOne(FIRST_NODE_LINK);
    }

    @Test
    void shouldSendPipelinedToJsmpp() throws Exception {
        for (int i = 0; i < MODES.size(); i++) {
            sendPipelined(FIRST_JSMPP_LINK + i);
        }
    }

    @Test
    void shouldSendPipelinedToNode() throws Exception {
        assumeNode();
        for (int i = 0; i < MODES.size(); i++) {
            sendPipelined(FIRST_NODE_LINK + i);
        }
    }

    private static void assumeNode() {
        assumeTrue(NodeSmsc.isAvailable(), "skipped: node and npm are not installed (apt-get install nodejs npm)");
    }

    private void sendOneByOne(int link) throws Exception {
        SmsServiceBlockingStub stub = app.blocking(channel);
        List<SmsRequest> requests = new ArrayList<>();
        List<SmsResponse> responses = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            SmsRequest request = request(link, "single", i);
            SmsResponse response = stub.withDeadlineAfter(60, TimeUnit.SECONDS)
                    .withWaitForReady()
                    .sendMessage(request);
            requests.add(request);
            responses.add(response);
        }
        check(link, requests, responses);
    }

    private void sendPipelined(int link) throws Exception {
        List<SmsRequest> requests = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            requests.add(request(link, "stream", i));
        }
        List<SmsResponse> responses = new ArrayList<>();
        try (LoadClient client = new LoadClient(TEXTS.size(), requests::get)) {
            client.allow(TEXTS.size());
            client.open(app.async(channel));
            client.finish();
            assertTrue(client.awaitEnd(WITHIN).isOk(), client::toString);
            assertEquals(List.of(), client.faults());
            client.stories().forEach(story -> responses.add(story.answer));
        }
        check(link, requests, responses);
    }

    private void check(int link, List<SmsRequest> requests, List<SmsResponse> responses) throws Exception {
        ForeignSmsc smsc = smscs.get(link);
        for (int i = 0; i < requests.size(); i++) {
            SmsRequest request = requests.get(i);
            SmsResponse response = responses.get(i);
            assertTrue(response.getSuccess(), () -> request + " " + response);
            int parts = MODES.get(link % 100 - 1).equals("payload") ? 1 : partsOf(i, link);
            assertEquals(parts, response.getSmsIdsCount(), response::toString);
            // The answer to the last part came, so the message is complete over there.
            List<ForeignMessage> arrived = smsc.received().stream()
                    .filter(message -> message.destination().equals(request.getDaddr()))
                    .toList();
            assertEquals(1, arrived.size(), () -> request + " arrived as " + arrived);
            assertEquals(request.getMessage(), arrived.get(0).text(), () -> "link " + link);
            assertEquals(request.getSaddr(), arrived.get(0).source());
            assertEquals(parts, arrived.get(0).parts());
        }
        for (SmsResponse response : responses) {
            SmsStatusResponse info = awaitDelivered(response);
            assertEquals("DELIVERED", info.getStatus(), info::toString);
            assertEquals(response.getSmsIdsCount(), info.getDeliveredCount(), info::toString);
            assertEquals(response.getSmsIdsCount(), info.getPartsCount(), info::toString);
            assertEquals(Set.of("DELIVERED"), Set.copyOf(info.getPartsMap().values()), info::toString);
        }
    }

    /** A 16-bit reference takes one octet more, and sar none, so some texts are cut elsewhere; Segmenter's own tests know where. */
    private static int partsOf(int text, int link) {
        int parts = TEXTS.get(text).parts;
        return switch (MODES.get(link % 100 - 1)) {
            case "udh16" -> text == 4 ? 16 : parts;
            default -> parts;
        };
    }

    private SmsStatusResponse awaitDelivered(SmsResponse response) {
        SmsStatusRequest request = SmsStatusRequest.newBuilder()
                .setEsme(response.getEsme())
                .setMessageId(response.getMessageId())
                .build();
        long deadlineNs = System.nanoTime() + WITHIN.toNanos();
        SmsStatusResponse info = app.blocking(channel).smsInfo(request);
        while (!info.getStatus().equals("DELIVERED") && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            info = app.blocking(channel).smsInfo(request);
        }
        return info;
    }

    private static SmsRequest request(int link, String how, int text) {
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(link)
                .setTransactionId(how + "-" + link + "-" + text)
                .setSton(5)
                .setSaddr("INFO")
                .setDaddr("99890" + link + (how.equals("single") ? "10" : "20") + (10 + text))
                .setMessage(TEXTS.get(text).text)
                .build();
    }
}
