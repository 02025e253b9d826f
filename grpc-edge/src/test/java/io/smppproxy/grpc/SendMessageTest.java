package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendMessageTest {
    private static final Map<Verdict, Status.Code> CODES = Map.of(
            Verdict.INVALID, Status.Code.INVALID_ARGUMENT,
            Verdict.FORBIDDEN, Status.Code.PERMISSION_DENIED,
            Verdict.KEY_CONFLICT, Status.Code.ALREADY_EXISTS,
            Verdict.RATE_LIMITED, Status.Code.RESOURCE_EXHAUSTED,
            Verdict.BUSY, Status.Code.RESOURCE_EXHAUSTED,
            Verdict.STORE_FULL, Status.Code.RESOURCE_EXHAUSTED,
            Verdict.LINK_DOWN, Status.Code.UNAVAILABLE,
            Verdict.STOPPING, Status.Code.UNAVAILABLE);

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
    void shouldAnswerWithEveryFieldWhenSubmitted() {
        fixture.core.autoReply = message -> fixture.core.submittedNow(message, "smsc-seg-001", "smsc-seg-002");
        SmsResponse response =
                fixture.stub().sendMessage(EdgeFixture.request("tx").build());
        SmsResponse expected = SmsResponse.newBuilder()
                .setSuccess(true)
                .setEsme(FakeCore.LINK_ID)
                .setTransactionId("tx")
                .setMessageId("a1b2c3d4-e5f6-7890-0000-000000000001")
                .setStatus("submitted")
                .addSmsIds("smsc-seg-001")
                .addSmsIds("smsc-seg-002")
                .setTaskId(11)
                .build();
        assertEquals(expected, response);
    }

    @Test
    void shouldHandOnTheRequestWithTheDefaultsOfTheContract() throws Exception {
        ListenableFuture<SmsResponse> call = fixture.futureStub()
                .sendMessage(EdgeFixture.request("").setStrategy("cp1").build());
        FakeCore.Accepted message = fixture.core.next();
        fixture.core.submitted(message, "1");
        assertEquals("generated", call.get(20, TimeUnit.SECONDS).getTransactionId());
        assertEquals(1, message.dton());
        assertEquals(1, message.dnpi());
        assertEquals("Hello World", message.text());
        assertEquals("998901234567", message.daddr());
        assertEquals("cp1", message.strategy());
        assertEquals(Long.MAX_VALUE, message.deadlineNs());
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void shouldEndAsTheVerdictSays(Verdict verdict) {
        fixture.core.verdict = submission -> {
            submission.reason("daddr: \"abc\" (expected: digits)");
            return verdict;
        };
        Status.Code code = CODES.get(verdict);
        if (code == null) {
            SmsResponse response =
                    fixture.stub().sendMessage(EdgeFixture.request("tx").build());
            assertFalse(response.getSuccess());
            assertEquals(verdict.statusWord(), response.getStatus());
            assertEquals("daddr: \"abc\" (expected: digits)", response.getError());
            assertEquals("tx", response.getTransactionId());
            assertEquals(11, response.getTaskId());
            assertEquals(1000, response.getEsme());
            return;
        }
        Status status = failure(EdgeFixture.request("tx").build());
        assertEquals(code, status.getCode());
        assertEquals("daddr: \"abc\" (expected: digits)", status.getDescription());
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCEPTED")
    void shouldHaveWordsOfItsOwnForAVerdictWithoutReason(Verdict verdict) {
        fixture.core.verdict = submission -> verdict;
        String words = CODES.containsKey(verdict)
                ? failure(EdgeFixture.request("tx").build()).getDescription()
                : fixture.stub().sendMessage(EdgeFixture.request("tx").build()).getError();
        assertTrue(words.length() > 10, words);
    }

    @Test
    void shouldTellTheClientHowLongToWait() {
        fixture.core.verdict = submission -> {
            submission.retryAfterNs(TimeUnit.MILLISECONDS.toNanos(250));
            return Verdict.RATE_LIMITED;
        };
        StatusRuntimeException e = assertThrows(
                StatusRuntimeException.class,
                () -> fixture.stub().sendMessage(EdgeFixture.request("tx").build()));
        assertEquals(
                "250",
                e.getTrailers().get(Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER)));
    }

    @Test
    void shouldNameTheStatusOfTheSmsc() throws Exception {
        SmsResponse known = outcome(ReplyOutcome.REJECTED, NotSentCause.NONE, 0x0B);
        assertFalse(known.getSuccess());
        assertEquals("rejected", known.getStatus());
        assertEquals("ESME_RINVDSTADR (0x0000000B): the SMSC refused the message", known.getError());
        assertFalse(known.getMessageId().isEmpty());
        SmsResponse unknown = outcome(ReplyOutcome.REJECTED, NotSentCause.PARTLY_SENT, 0x0437);
        assertEquals(
                "status 0x00000437: the SMSC refused the message; some parts were sent and some were not",
                unknown.getError());
    }

    @Test
    void shouldSayWhyNobodyKnowsOrWhyItWasNotSent() throws Exception {
        SmsResponse unknown = outcome(ReplyOutcome.UNKNOWN, NotSentCause.CONNECTION_LOST, 0);
        assertFalse(unknown.getSuccess());
        assertEquals("unknown", unknown.getStatus());
        assertEquals(NotSentCause.CONNECTION_LOST.text(), unknown.getError());
        SmsResponse notSent = outcome(ReplyOutcome.NOT_SENT, NotSentCause.LINK_LOST, 0);
        assertFalse(notSent.getSuccess());
        assertEquals("not_sent", notSent.getStatus());
        assertEquals(NotSentCause.LINK_LOST.text(), notSent.getError());
    }

    @Test
    void shouldPassTheDeadlineOnAndGiveUpWhenItPasses() throws Exception {
        long beforeNs = System.nanoTime();
        ListenableFuture<SmsResponse> call = fixture.futureStub()
                .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                .sendMessage(EdgeFixture.request("tx").build());
        FakeCore.Accepted message = fixture.core.next();
        long leftNs = message.deadlineNs() - beforeNs;
        assertTrue(leftNs > 0 && leftNs < TimeUnit.SECONDS.toNanos(5), "ns to the deadline: " + leftNs);
        EdgeFixture.await("cancelled", () -> fixture.core.isCancelled(message));
        assertThrows(Exception.class, () -> call.get(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldIgnoreTheReplyToACallThatWasCancelled() throws Exception {
        ListenableFuture<SmsResponse> call =
                fixture.futureStub().sendMessage(EdgeFixture.request("tx").build());
        FakeCore.Accepted message = fixture.core.next();
        assertFalse(fixture.core.isCancelled(message));
        call.cancel(true);
        EdgeFixture.await("cancelled", () -> fixture.core.isCancelled(message));
        fixture.core.submitted(message, "1");
        EdgeFixture.await("late reply", () -> fixture.edge.lateReplies() == 1);
        EdgeFixture.await("no open calls", () -> fixture.edge.openCalls() == 0);
    }

    @Test
    void shouldRefuseABodyOfAnotherApp() {
        Status status = failure(EdgeFixture.request("tx").setAppId(8).build());
        assertEquals(Status.Code.PERMISSION_DENIED, status.getCode());
        assertEquals("app_id: 8 (expected: 7, as in token and metadata)", status.getDescription());
        assertEquals(0, fixture.core.attempts.get());
    }

    @Test
    void shouldNameTheFieldThatIsNotUtf8() {
        for (Map.Entry<String, Integer> field : Map.of("transaction_id", 2, "saddr", 7, "daddr", 10, "message", 11)
                .entrySet()) {
            byte[] bytes = RawBytes.withLoneSurrogate(EdgeFixture.request("tx").build(), field.getValue());
            Status status = rawFailure(bytes);
            assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
            assertTrue(status.getDescription().startsWith(field.getKey() + ": not UTF-8"), status.getDescription());
        }
        Status garbled = rawFailure(new byte[] {0x0A, 0x7F, 1});
        assertEquals(Status.Code.INVALID_ARGUMENT, garbled.getCode());
        assertTrue(garbled.getDescription().startsWith("request: cut off"), garbled.getDescription());
    }

    @Test
    void shouldNameTheFieldThatIsTooLong() {
        for (String character : List.of("a", "ю", "漢")) {
            Status status = failure(EdgeFixture.request("tx")
                    .setMessage(character.repeat(100_000))
                    .build());
            assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
            assertEquals(
                    "message: 100000 characters (expected: a request of at most 65536 octets)",
                    status.getDescription());
        }
        Status status = failure(EdgeFixture.request("x".repeat(70_000)).build());
        assertTrue(status.getDescription().startsWith("transaction_id: 70000 characters"), status.getDescription());
        Status beyondAll = failure(
                EdgeFixture.request("tx").setMessage("a".repeat(600_000)).build());
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, beyondAll.getCode());
    }

    private SmsResponse outcome(ReplyOutcome outcome, NotSentCause cause, int commandStatus) throws Exception {
        ListenableFuture<SmsResponse> call =
                fixture.futureStub().sendMessage(EdgeFixture.request("tx").build());
        fixture.core.reply(fixture.core.next(), outcome, cause, commandStatus);
        return call.get(20, TimeUnit.SECONDS);
    }

    private Status failure(SmsRequest request) {
        return assertThrows(StatusRuntimeException.class, () -> fixture.stub().sendMessage(request))
                .getStatus();
    }

    private Status rawFailure(byte[] request) {
        var channel = ClientInterceptors.intercept(
                fixture.channel(), MetadataUtils.newAttachHeadersInterceptor(fixture.credentials()));
        return assertThrows(
                        StatusRuntimeException.class,
                        () -> ClientCalls.blockingUnaryCall(
                                channel,
                                RawBytes.method(SmsServiceGrpc.getSendMessageMethod()),
                                CallOptions.DEFAULT,
                                request))
                .getStatus();
    }
}
