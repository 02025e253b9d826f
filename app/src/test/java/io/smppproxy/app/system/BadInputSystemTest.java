package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.simulator.SimulatorConfig;
import io.smppproxy.simulator.SmscSimulator;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every field of SmsRequest wrong in every way: the answer names the field, a stream goes on, and the log stays clean. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadInputSystemTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final byte[] LONE_SURROGATE = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};
    private static final byte[] STRAY_OCTETS = {'a', (byte) 0xFF, (byte) 0x80};
    private static final byte[] CUT_OFF = {'a', (byte) 0xD0};
    private static final int TOO_LONG = 100_000;

    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private Channel channel;

    /** A request whose {@code field} is wrong, as octets, because not every wrong one can be built. */
    private record Bad(
            String field,
            String how,
            @SuppressWarnings("ArrayRecordComponent") byte[] request) {
        @Override
        public String toString() {
            return field + " " + how;
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        smsc = SmscSimulator.start(
                SimulatorConfig.builder().ledgerInMemory(true).build());
        ProxyProcess.configure(directory, smsc.port(), "");
        proxy = ProxyProcess.start(directory);
        assertTrue(smsc.awaitBound(1, WITHIN));
        channel = AppClient.of(directory, 1).blocking(proxy.channel()).getChannel();
    }

    @AfterAll
    void stop() {
        proxy.close();
        smsc.close();
    }

    @Test
    void shouldNameTheFieldOfABadUnaryCall() throws Exception {
        for (Bad bad : badRequests()) {
            Status status = unary(bad.request);
            assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode(), () -> bad + ": " + status);
            assertNames(bad, status.getDescription());
        }
        for (long appId : new long[] {0, -1, 2, Long.MAX_VALUE}) {
            Status status = unary(valid().setAppId(appId).build().toByteArray());
            assertEquals(Status.Code.PERMISSION_DENIED, status.getCode(), status::toString);
            assertNames(new Bad("app_id", Long.toString(appId), null), status.getDescription());
        }
        assertEquals(Status.Code.OK, unary(valid().build().toByteArray()).getCode());
        assertCleanLog();
    }

    @Test
    void shouldNameTheFieldOnAStreamThatLivesOn() throws Exception {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<byte[]> requests = stream(answers);
        List<Bad> bads = badRequests();
        for (int i = 0; i < bads.size(); i++) {
            requests.onNext(bads.get(i).request);
            requests.onNext(valid().setTaskId(i).build().toByteArray());
        }
        for (int i = 0; i < bads.size(); i++) {
            Bad bad = bads.get(i);
            SmsResponse refusal = response(answers, bad);
            assertFalse(refusal.getSuccess(), () -> bad + ": " + refusal);
            assertEquals("invalid", refusal.getStatus(), () -> bad + ": " + refusal);
            assertNames(bad, refusal.getError());
            SmsResponse next = response(answers, bad);
            assertTrue(next.getSuccess(), () -> "after " + bad + ": " + next);
            assertEquals(i, next.getTaskId());
        }
        requests.onCompleted();
        assertEquals("completed", answers.poll(30, TimeUnit.SECONDS));
        assertCleanLog();
    }

    @Test
    void shouldEndAStreamOfAnotherAppAfterItsAnswers() throws Exception {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<byte[]> requests = stream(answers);
        requests.onNext(valid().build().toByteArray());
        requests.onNext(valid().setAppId(2).build().toByteArray());
        assertTrue(response(answers, new Bad("app_id", "2", null)).getSuccess());
        Object end = answers.poll(30, TimeUnit.SECONDS);
        Status status = end instanceof Throwable failure ? Status.fromThrowable(failure) : Status.OK;
        assertEquals(Status.Code.PERMISSION_DENIED, status.getCode(), status::toString);
        assertTrue(status.getDescription().startsWith("app_id: 2"), status::toString);
    }

    @Test
    void shouldRefuseOctetsThatAreNoRequest() {
        Status status = unary(new byte[] {0x0A, 0x7F, 1, 2, 3});
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode(), status::toString);
        assertTrue(status.getDescription().startsWith("request: "), status::toString);
    }

    @Test
    void shouldCarryControlCharactersOfATextAsTheyAre() throws Exception {
        String text = "a\u0000b\u0007c\td\re\nf\u001Bg\u007Fh\u0085i\uFEFFj\uFFFF";
        Status status =
                unary(valid().setDaddr("998901230077").setMessage(text).build().toByteArray());
        assertEquals(Status.Code.OK, status.getCode(), status::toString);
        List<String> texts =
                ReceivedMessages.reassemble(smsc.ledger().accepted()).texts();
        assertTrue(texts.contains(text), "a text with control characters arrived differently");
    }

    private static List<Bad> badRequests() {
        List<Bad> bads = new ArrayList<>();
        for (long esme : new long[] {0, -1, 999, Long.MIN_VALUE, Long.MAX_VALUE}) {
            bads.add(bad("esme", Long.toString(esme), valid().setEsme(esme)));
        }
        for (int ton : new int[] {-1, 7, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            bads.add(bad("ston", Integer.toString(ton), valid().setSton(ton)));
            bads.add(bad("dton", Integer.toString(ton), valid().setDton(ton)));
        }
        for (int npi : new int[] {-1, 19, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            bads.add(bad("snpi", Integer.toString(npi), valid().setSnpi(npi)));
            bads.add(bad("dnpi", Integer.toString(npi), valid().setDnpi(npi)));
        }
        for (String saddr : List.of(
                "", "   ", "123456789012345678901", "TwelveLetter", "AB\u0000C", "A\nB", "A\u007FB", "Бренд", "😀")) {
            bads.add(bad("saddr", saddr, valid().setSaddr(saddr)));
        }
        for (String daddr : List.of(
                "",
                "12",
                "+12",
                "+",
                "abc",
                "99890123456x",
                "998 90 1234567",
                "+998-901234567",
                "++998901234567",
                "998901234567+",
                "123456789012345678901",
                "998\u0000901234567",
                "998901234567\n",
                "٩٩٨٩٠١٢٣٤٥",
                "9989012345😀")) {
            bads.add(bad("daddr", daddr, valid().setDaddr(daddr)));
        }
        for (String text : List.of("", "x".repeat(39_016), "я".repeat(17_100), "€".repeat(19_600))) {
            bads.add(bad("message", text.length() + " characters", valid().setMessage(text)));
        }
        for (String strategy : List.of("nope", "CP1", "cp1 ", "cp1\n", "\u0000", "x".repeat(1_000))) {
            bads.add(bad("strategy", strategy, valid().setStrategy(strategy)));
        }
        for (String id : List.of("x".repeat(65), "a\u0000b", "a\nb", "ключ", "a\u007F")) {
            bads.add(bad("transaction_id", id, valid().setTransactionId(id)));
        }
        for (long sentAt : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L}) {
            bads.add(bad("sent_at", Long.toString(sentAt), valid().setSentAt(sentAt)));
        }
        for (String field : List.of("transaction_id", "saddr", "daddr", "message", "strategy")) {
            bads.add(raw(field, "with " + TOO_LONG + " characters", "7".repeat(TOO_LONG)));
            bads.add(raw(field, "with a lone surrogate", ByteString.copyFrom(LONE_SURROGATE)));
            bads.add(raw(field, "with stray octets", ByteString.copyFrom(STRAY_OCTETS)));
            bads.add(raw(field, "cut off within a character", ByteString.copyFrom(CUT_OFF)));
        }
        return bads;
    }

    private static SmsRequest.Builder valid() {
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(1000)
                .setSaddr("MYBRAND")
                .setDaddr("998901234567")
                .setMessage("x");
    }

    private static Bad bad(String field, String how, SmsRequest.Builder request) {
        return new Bad(field, how, request.build().toByteArray());
    }

    private static Bad raw(String field, String how, String value) {
        return raw(field, how, ByteString.copyFromUtf8(value));
    }

    private static Bad raw(String field, String how, ByteString octets) {
        int number = SmsRequest.getDescriptor().findFieldByName(field).getNumber();
        UnknownFieldSet.Field value =
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(octets).build();
        SmsRequest request = valid().clearField(SmsRequest.getDescriptor().findFieldByName(field))
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(number, value).build())
                .build();
        return new Bad(field, how, request.toByteArray());
    }

    private static void assertNames(Bad bad, String description) {
        assertNotNull(description, bad::toString);
        assertTrue(description.startsWith(bad.field + ": "), () -> bad + ": " + description);
        assertTrue(description.contains("(expected: "), () -> bad + ": " + description);
        assertTrue(description.length() < 500, () -> bad + ": " + description);
        assertTrue(description.chars().noneMatch(Character::isISOControl), () -> bad + ": " + description);
    }

    private void assertCleanLog() throws IOException {
        String log = proxy.output();
        assertFalse(log.contains("\tat ") || log.contains("Exception"), log);
    }

    private Status unary(byte[] request) {
        MethodDescriptor<byte[], SmsResponse> method = SmsServiceGrpc.getSendMessageMethod().toBuilder(
                        new Octets(), SmsServiceGrpc.getSendMessageMethod().getResponseMarshaller())
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
        try {
            SmsResponse response = ClientCalls.blockingUnaryCall(channel, method, options, request);
            assertTrue(response.getSuccess(), response::toString);
            return Status.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        }
    }

    private StreamObserver<byte[]> stream(BlockingQueue<Object> answers) {
        MethodDescriptor<byte[], SmsResponse> method = SmsServiceGrpc.getSendMessageStreamMethod().toBuilder(
                        new Octets(),
                        SmsServiceGrpc.getSendMessageStreamMethod().getResponseMarshaller())
                .build();
        ClientCall<byte[], SmsResponse> call = channel.newCall(method, CallOptions.DEFAULT);
        return ClientCalls.asyncBidiStreamingCall(call, new StreamObserver<>() {
            @Override
            public void onNext(SmsResponse response) {
                answers.add(response);
            }

            @Override
            public void onError(Throwable cause) {
                answers.add(cause);
            }

            @Override
            public void onCompleted() {
                answers.add("completed");
            }
        });
    }

    private static SmsResponse response(BlockingQueue<Object> answers, Bad bad) throws InterruptedException {
        Object answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer instanceof SmsResponse response) {
            return response;
        }
        throw new AssertionError(bad + ": " + answer);
    }

    private static final class Octets implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
