package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendMessageStreamTest {
    private EdgeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new EdgeFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void shouldAnswerInRequestOrder() throws Exception {
        StreamClient stream = fixture.stream();
        List<FakeCore.Accepted> messages = sendThree(stream);
        fixture.core.submitted(messages.get(2), "c");
        fixture.core.submitted(messages.get(1), "b");
        fixture.core.submitted(messages.get(0), "a");
        assertEquals(List.of("tx-0", "tx-1", "tx-2"), transactionIds(stream.next(3)));
        stream.halfClose();
        assertEquals(Status.Code.OK, stream.end().getCode());
    }

    @Test
    void shouldAnswerInCompletionOrderWhenAskedTo() throws Exception {
        StreamClient stream = fixture.stream("x-response-order", "completion");
        List<FakeCore.Accepted> messages = sendThree(stream);
        fixture.core.submitted(messages.get(2), "c");
        fixture.core.submitted(messages.get(0), "a");
        assertEquals(List.of("tx-2", "tx-0"), transactionIds(stream.next(2)));
        stream.halfClose();
        fixture.core.submitted(messages.get(1), "b");
        SmsResponse last = stream.next();
        assertEquals("tx-1", last.getTransactionId());
        assertEquals(1, last.getTaskId());
        assertEquals(List.of("b"), last.getSmsIdsList());
        assertEquals(Status.Code.OK, stream.end().getCode());
    }

    @Test
    void shouldRefuseAnUnknownResponseOrder() throws Exception {
        Status status = fixture.stream("x-response-order", "random").end();
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
        assertEquals(ResponseOrder.EXPECTED, status.getDescription());
        assertEquals(0, fixture.edge.openCalls());
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCEPTED", "RATE_LIMITED", "BUSY"})
    void shouldAnswerARefusalAndGoOn(Verdict verdict) throws Exception {
        fixture.core.verdict = submission -> {
            submission.reason("why");
            return submission.transactionId().equals("tx-0") ? verdict : Verdict.ACCEPTED;
        };
        fixture.core.autoReply = message -> fixture.core.submittedNow(message, "1");
        StreamClient stream = fixture.stream();
        stream.send(EdgeFixture.request(0));
        stream.send(EdgeFixture.request(1));
        SmsResponse refused = stream.next();
        assertFalse(refused.getSuccess());
        assertEquals("tx-0", refused.getTransactionId());
        assertEquals(verdict.statusWord(), refused.getStatus());
        assertEquals("why", refused.getError());
        assertTrue(stream.next().getSuccess());
    }

    @Test
    void shouldAnswerEveryOutcome() throws Exception {
        StreamClient stream = fixture.stream();
        for (ReplyOutcome outcome : ReplyOutcome.values()) {
            stream.send(EdgeFixture.request(outcome.name()).build());
            fixture.core.reply(fixture.core.next(), outcome, NotSentCause.NONE, 0x45);
            SmsResponse response = stream.next();
            assertEquals(outcome.statusWord(), response.getStatus());
            assertEquals(outcome == ReplyOutcome.SUBMITTED, response.getSuccess());
            assertEquals(outcome == ReplyOutcome.SUBMITTED, response.getError().isEmpty());
            assertEquals(1, fixture.edge.count(outcome));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"RATE_LIMITED", "BUSY"})
    void shouldHoldAMessageUntilThereIsRoom(Verdict verdict) throws Exception {
        fixture.core.verdict = submission -> {
            submission.retryAfterNs(TimeUnit.MILLISECONDS.toNanos(2));
            return fixture.core.attempts.get() <= 3 ? verdict : Verdict.ACCEPTED;
        };
        fixture.core.autoReply = message -> fixture.core.submittedNow(message, "1");
        StreamClient stream = fixture.stream();
        for (int i = 0; i < 200; i++) {
            stream.send(EdgeFixture.request(i));
        }
        stream.halfClose();
        List<SmsResponse> responses = stream.next(200);
        for (int i = 0; i < 200; i++) {
            assertEquals("tx-" + i, responses.get(i).getTransactionId());
            assertTrue(responses.get(i).getSuccess());
        }
        assertEquals(Status.Code.OK, stream.end().getCode());
        assertEquals(203, fixture.core.attempts.get());
        assertEquals(3, fixture.edge.count(verdict));
    }

    @Test
    void shouldAnswerEverythingAfterHalfClose() throws Exception {
        StreamClient stream = fixture.stream();
        List<FakeCore.Accepted> messages = sendThree(stream);
        stream.halfClose();
        for (FakeCore.Accepted message : messages) {
            fixture.core.submitted(message, "1");
        }
        assertEquals(3, stream.next(3).size());
        assertEquals(Status.Code.OK, stream.end().getCode());
        StreamClient empty = fixture.stream();
        empty.halfClose();
        assertEquals(Status.Code.OK, empty.end().getCode());
    }

    @Test
    void shouldAnswerEarlierMessagesBeforeItEndsForAnotherApp() throws Exception {
        StreamClient stream = fixture.stream();
        stream.send(EdgeFixture.request(0));
        stream.send(EdgeFixture.request("tx-1").setAppId(8).build());
        stream.send(EdgeFixture.request(2));
        FakeCore.Accepted first = fixture.core.next();
        fixture.core.submitted(first, "1");
        assertEquals("tx-0", stream.next().getTransactionId());
        Status status = stream.end();
        assertEquals(Status.Code.PERMISSION_DENIED, status.getCode());
        assertEquals("app_id: 8 (expected: 7, as in token and metadata)", status.getDescription());
        assertEquals(1, fixture.core.attempts.get());
    }

    @Test
    void shouldEndWhenTheTokenExpires() throws Exception {
        StreamClient stream = fixture.stream();
        stream.send(EdgeFixture.request(0));
        FakeCore.Accepted first = fixture.core.next();
        fixture.wallClockMs.addAndGet(3_600_000);
        stream.send(EdgeFixture.request(1));
        fixture.core.submitted(first, "1");
        assertEquals("tx-0", stream.next().getTransactionId());
        Status status = stream.end();
        assertEquals(Status.Code.UNAUTHENTICATED, status.getCode());
        assertEquals("token: expired", status.getDescription());
        assertEquals(1, fixture.core.attempts.get());
    }

    @Test
    void shouldDropWhatIsInFlightWhenCancelled() throws Exception {
        StreamClient stream = fixture.stream();
        List<FakeCore.Accepted> messages = sendThree(stream);
        fixture.core.submitted(messages.get(1), "1");
        EdgeFixture.await("one reply", () -> fixture.edge.count(ReplyOutcome.SUBMITTED) == 1);
        for (FakeCore.Accepted message : messages) {
            assertFalse(fixture.core.isCancelled(message));
        }
        stream.cancel();
        for (FakeCore.Accepted message : messages) {
            EdgeFixture.await("cancelled", () -> fixture.core.isCancelled(message));
        }
        fixture.core.submitted(messages.get(0), "1");
        fixture.core.submitted(messages.get(2), "1");
        EdgeFixture.await("late replies", () -> fixture.edge.lateReplies() == 2);
        assertEquals(0, fixture.edge.inFlight());
        assertEquals(0, fixture.edge.openCalls());
    }

    @Test
    void shouldDropWhatIsInFlightWhenTheConnectionIsLost() throws Exception {
        StreamClient stream = fixture.stream();
        List<FakeCore.Accepted> messages = sendThree(stream);
        fixture.channel().shutdownNow();
        for (FakeCore.Accepted message : messages) {
            EdgeFixture.await("cancelled", () -> fixture.core.isCancelled(message));
        }
    }

    @Test
    void shouldAnswerAMessageThatIsNotUtf8AndGoOn() throws Exception {
        fixture.core.autoReply = message -> fixture.core.submittedNow(message, "1");
        ClientCall<byte[], SmsResponse> call = fixture.channel()
                .newCall(RawBytes.method(SmsServiceGrpc.getSendMessageStreamMethod()), CallOptions.DEFAULT);
        LinkedBlockingQueue<SmsResponse> responses = new LinkedBlockingQueue<>();
        CompletableFuture<Status> end = new CompletableFuture<>();
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(SmsResponse message) {
                        responses.add(message);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                fixture.credentials());
        call.request(10);
        call.sendMessage(RawBytes.withLoneSurrogate(EdgeFixture.request(0), 11));
        call.sendMessage(EdgeFixture.request("tx-1")
                .setMessage("a".repeat(100_000))
                .build()
                .toByteArray());
        call.sendMessage(EdgeFixture.request(2).toByteArray());
        call.halfClose();
        assertEquals(Status.Code.OK, end.get(20, TimeUnit.SECONDS).getCode());
        SmsResponse notUtf8 = responses.remove();
        assertEquals("invalid", notUtf8.getStatus());
        assertEquals("message: not UTF-8 (expected: text without lone surrogates or stray octets)", notUtf8.getError());
        SmsResponse tooLong = responses.remove();
        assertEquals("tx-1", tooLong.getTransactionId());
        assertEquals("invalid", tooLong.getStatus());
        assertEquals("message: 100000 characters (expected: a request of at most 65536 octets)", tooLong.getError());
        assertTrue(responses.remove().getSuccess());
        assertNull(responses.poll());
    }

    private List<FakeCore.Accepted> sendThree(StreamClient stream) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            stream.send(EdgeFixture.request(i));
        }
        return List.of(fixture.core.next(), fixture.core.next(), fixture.core.next());
    }

    private static List<String> transactionIds(List<SmsResponse> responses) {
        return responses.stream().map(SmsResponse::getTransactionId).toList();
    }
}
