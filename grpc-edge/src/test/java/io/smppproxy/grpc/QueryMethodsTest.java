package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.proto.sms.v1.CheckESMERequest;
import io.smppproxy.proto.sms.v1.CheckESMEResponse;
import io.smppproxy.proto.sms.v1.CheckTextLenRequest;
import io.smppproxy.proto.sms.v1.CheckTextLenResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryMethodsTest {
    private static final String MESSAGE_ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

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
    void shouldTellWhetherALinkIsBound() {
        fixture.core.links.put(101L, new LinkInfo(101, true, "smpp-client-1"));
        fixture.core.links.put(102L, new LinkInfo(102, false, "smpp-client-2"));
        CheckESMEResponse bound = fixture.stub()
                .checkESME(CheckESMERequest.newBuilder().setEsme(101).build());
        assertTrue(bound.getPersist());
        assertEquals("smpp-client-1", bound.getSystemId());
        assertFalse(fixture.stub()
                .checkESME(CheckESMERequest.newBuilder().setEsme(102).build())
                .getPersist());
        StatusRuntimeException e = assertThrows(
                StatusRuntimeException.class,
                () -> fixture.stub()
                        .checkESME(CheckESMERequest.newBuilder().setEsme(103).build()));
        assertEquals(Status.Code.NOT_FOUND, e.getStatus().getCode());
        assertEquals(
                "esme: 103 (expected: the id of a link or pool)", e.getStatus().getDescription());
    }

    @Test
    void shouldCountSegments() {
        assertEquals(analysis("GSM7", 11, 1), analyse("Hello World"));
        assertEquals(analysis("GSM7", 160, 1), analyse("a".repeat(160)));
        assertEquals(analysis("GSM7", 161, 2), analyse("a".repeat(161)));
        assertEquals(analysis("GSM7", 2, 1), analyse("€"));
        assertEquals(analysis("UCS2", 70, 1), analyse("ю".repeat(70)));
        assertEquals(analysis("UCS2", 71, 2), analyse("ю".repeat(71)));
        assertEquals(analysis("UCS2", 2, 1), analyse("😀"));
    }

    @Test
    void shouldSayWhyATextCannotBeSent() {
        assertEquals("text: empty (expected: at least 1 character)", analyse("").getError());
        CheckTextLenResponse long256 = analyse("a".repeat(255 * 153 + 1));
        assertEquals("text: 256 segments (expected: at most 255)", long256.getError());
        assertEquals(256, long256.getParts());
        assertEquals(
                "text: 100000 characters (expected: a request of at most 65536 octets)",
                analyse("a".repeat(100_000)).getError());
        var channel = ClientInterceptors.intercept(
                fixture.channel(), MetadataUtils.newAttachHeadersInterceptor(fixture.credentials()));
        CheckTextLenResponse surrogate = ClientCalls.blockingUnaryCall(
                channel,
                RawBytes.method(SmsServiceGrpc.getCheckTextLenMethod()),
                CallOptions.DEFAULT,
                RawBytes.withLoneSurrogate(CheckTextLenRequest.getDefaultInstance(), 1));
        assertEquals("text: not UTF-8 (expected: text without lone surrogates or stray octets)", surrogate.getError());
    }

    @Test
    void shouldTellWhatBecameOfAMessage() {
        fixture.core.messages = key ->
                key.equals(new FakeCore.QueryKey(7, 100, 0xa1b2c3d4e5f67890L, 0xabcdef1234567890L))
                        ? info(List.of("DELIVERED"))
                        : null;
        SmsStatusResponse single = info(100, MESSAGE_ID);
        assertEquals(MESSAGE_ID, single.getMessageId());
        assertEquals("single", single.getMode());
        assertEquals(Map.of("1", "DELIVERED"), single.getPartsMap());
        assertEquals(1, single.getDeliveredCount());
        assertEquals(1_937_082_918, single.getSentAt());
        assertEquals(1_937_082_925, single.getUpdatedAt());
        assertEquals("tx", single.getTransactionId());
        assertEquals(11, single.getTaskId());
        assertEquals("DELIVERED", single.getStatus());
        assertEquals("", single.getError());
        fixture.core.messages = key -> info(List.of("DELIVERED", "submitted"));
        SmsStatusResponse multipart = info(100, MESSAGE_ID);
        assertEquals("multipart", multipart.getMode());
        assertEquals(Map.of("1", "DELIVERED", "2", "submitted"), multipart.getPartsMap());
    }

    @Test
    void shouldSayTheSameOfEveryMessageThatIsNotTheCallers() {
        SmsStatusResponse response = info(100, MESSAGE_ID);
        assertEquals(QueryMethods.NO_SUCH_MESSAGE, response.getError());
        assertEquals(MESSAGE_ID, response.getMessageId());
        assertEquals("", response.getStatus());
        for (String malformed : List.of("", "abc", "x".repeat(36), "x".repeat(5000))) {
            assertTrue(info(100, malformed).getError().startsWith("message_id: malformed"), malformed);
        }
    }

    private SmsStatusResponse info(long esme, String messageId) {
        return fixture.stub()
                .smsInfo(SmsStatusRequest.newBuilder()
                        .setEsme(esme)
                        .setMessageId(messageId)
                        .build());
    }

    private static MessageInfo info(List<String> parts) {
        return new MessageInfo(
                0xa1b2c3d4e5f67890L,
                0xabcdef1234567890L,
                "tx",
                11,
                100,
                parts,
                "DELIVERED",
                1,
                1_937_082_918,
                1_937_082_925,
                "");
    }

    private CheckTextLenResponse analyse(String text) {
        return fixture.stub()
                .checkTextLen(CheckTextLenRequest.newBuilder().setText(text).build());
    }

    private static CheckTextLenResponse analysis(String encode, int symbols, int parts) {
        return CheckTextLenResponse.newBuilder()
                .setEncode(encode)
                .setSymbols(symbols)
                .setParts(parts)
                .build();
    }
}
