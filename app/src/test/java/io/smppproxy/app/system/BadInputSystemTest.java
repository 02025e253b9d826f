package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.smppproxy.app.system.BadRequests.Bad;
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

    private SmscSimulator smsc;
    private ProxyProcess proxy;
    private Channel channel;

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
        for (Bad bad : BadRequests.all()) {
            Status status = unary(bad.request());
            assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode(), () -> bad + ": " + status);
            assertNames(bad, status.getDescription());
        }
        for (long appId : new long[] {0, -1, 2, Long.MAX_VALUE}) {
            Status status = unary(BadRequests.valid().setAppId(appId).build().toByteArray());
            assertEquals(Status.Code.PERMISSION_DENIED, status.getCode(), status::toString);
            assertNames(new Bad("app_id", Long.toString(appId), null), status.getDescription());
        }
        assertEquals(
                Status.Code.OK, unary(BadRequests.valid().build().toByteArray()).getCode());
        assertCleanLog();
    }

    @Test
    void shouldNameTheFieldOnAStreamThatLivesOn() throws Exception {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<byte[]> requests = stream(answers);
        List<Bad> bads = BadRequests.all();
        for (int i = 0; i < bads.size(); i++) {
            requests.onNext(bads.get(i).request());
            requests.onNext(BadRequests.valid().setTaskId(i).build().toByteArray());
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
        requests.onNext(BadRequests.valid().build().toByteArray());
        requests.onNext(BadRequests.valid().setAppId(2).build().toByteArray());
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
        Status status = unary(BadRequests.valid()
                .setDaddr("998901230077")
                .setMessage(text)
                .build()
                .toByteArray());
        assertEquals(Status.Code.OK, status.getCode(), status::toString);
        List<String> texts =
                ReceivedMessages.reassemble(smsc.ledger().accepted()).texts();
        assertTrue(texts.contains(text), "a text with control characters arrived differently");
    }

    private static void assertNames(Bad bad, String description) {
        assertNotNull(description, bad::toString);
        assertTrue(description.startsWith(bad.field() + ": "), () -> bad + ": " + description);
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
