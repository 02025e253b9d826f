package io.smppproxy.grpc;

import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.proto.sms.v1.CheckESMERequest;
import io.smppproxy.proto.sms.v1.CheckESMEResponse;
import io.smppproxy.proto.sms.v1.CheckTextLenRequest;
import io.smppproxy.proto.sms.v1.CheckTextLenResponse;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.util.UUID;

/** CheckESME, CheckTextLen and SmsInfo. Runs on the calls' event loops. */
final class QueryMethods {
    /** One sentence for an unknown id, another app's and another link's, so that nobody learns what exists. */
    static final String NO_SUCH_MESSAGE = "message_id: no such message of this app on this esme";

    private static final ThreadLocal<Segmenter> SEGMENTER = ThreadLocal.withInitial(Segmenter::new);

    private final QueryPort queryPort;
    private final int maxRequestBytes;

    QueryMethods(QueryPort queryPort, int maxRequestBytes) {
        this.queryPort = queryPort;
        this.maxRequestBytes = maxRequestBytes;
    }

    /** A method that answers one request; it sees the caller, which callbacks could no longer ask for. */
    interface Query<Q, R> {
        void answer(Caller caller, Q request, StreamObserver<R> observer);
    }

    static <Q, R> ServerCallHandler<Q, R> handler(Query<Q, R> query) {
        return (call, headers) -> {
            Caller caller = Caller.current();
            return ServerCalls.<Q, R>asyncUnaryCall((request, observer) -> {
                        // Without a handler, writing to a cancelled call throws.
                        ((ServerCallStreamObserver<R>) observer).setOnCancelHandler(() -> {});
                        query.answer(caller, request, observer);
                    })
                    .startCall(call, headers);
        };
    }

    void checkEsme(Caller caller, Parsed<CheckESMERequest> request, StreamObserver<CheckESMEResponse> observer) {
        if (request.fault() != null) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(request.fault()).asRuntimeException());
            return;
        }
        long esme = request.message().getEsme();
        LinkInfo link = queryPort.linkInfo(esme);
        if (link == null) {
            observer.onError(Status.NOT_FOUND
                    .withDescription("esme: " + esme + " (expected: the id of a link or pool)")
                    .asRuntimeException());
            return;
        }
        complete(
                observer,
                CheckESMEResponse.newBuilder()
                        .setPersist(link.bound())
                        .setSystemId(link.systemId())
                        .build());
    }

    void checkTextLen(
            Caller caller, Parsed<CheckTextLenRequest> request, StreamObserver<CheckTextLenResponse> observer) {
        CheckTextLenResponse.Builder response = CheckTextLenResponse.newBuilder();
        String text = request.message().getText();
        if (request.fault() != null) {
            response.setError(request.fault());
        } else if (request.lengthBytes() > maxRequestBytes) {
            response.setError("text: " + text.length() + " characters (expected: a request of at most "
                    + maxRequestBytes + " octets)");
        } else if (text.isEmpty()) {
            response.setError("text: empty (expected: at least 1 character)");
        } else {
            Segmenter segmenter = SEGMENTER.get();
            int parts = segmenter.analyse(text, SegmentationRules.DEFAULT);
            if (parts == Segmenter.TOO_LONG) {
                response.setError("text: " + segmenter.partCount() + " segments (expected: at most "
                        + SegmentationRules.MAX_PARTS + ")");
            }
            response.setEncode(segmenter.encoding().name())
                    .setSymbols(segmenter.symbols())
                    .setParts(segmenter.partCount());
        }
        complete(observer, response.build());
    }

    void smsInfo(Caller caller, Parsed<SmsStatusRequest> request, StreamObserver<SmsStatusResponse> observer) {
        String messageId = request.message().getMessageId();
        UUID id = request.fault() == null ? MessageIds.parse(messageId) : null;
        if (id == null) {
            String fault = request.fault() == null
                    ? "message_id: malformed (expected: the message_id that SendMessage gave, 36 characters)"
                    : request.fault();
            complete(observer, failed(messageId, fault));
            return;
        }
        GrpcLoop loop = GrpcLoop.current();
        queryPort.messageInfo(
                caller.appId(),
                request.message().getEsme(),
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                info -> loop.execute(
                        () -> complete(observer, info == null ? failed(messageId, NO_SUCH_MESSAGE) : found(info))));
    }

    private static SmsStatusResponse found(MessageInfo info) {
        SmsStatusResponse.Builder response = SmsStatusResponse.newBuilder()
                .setMessageId(MessageIds.format(info.messageIdHi(), info.messageIdLo()))
                .setMode(info.partStatuses().size() > 1 ? "multipart" : "single")
                .setDeliveredCount(info.deliveredCount())
                .setSentAt(info.sentAtSeconds())
                .setUpdatedAt(info.updatedAtSeconds())
                .setTransactionId(info.transactionId())
                .setTaskId(info.taskId())
                .setStatus(info.status())
                .setError(info.error());
        int part = 1;
        for (String status : info.partStatuses()) {
            response.putParts(Integer.toString(part++), status);
        }
        return response.build();
    }

    private static SmsStatusResponse failed(String messageId, String error) {
        // Nothing longer than an id is worth sending back.
        String shown = messageId.length() <= 36 ? messageId : "";
        return SmsStatusResponse.newBuilder()
                .setMessageId(shown)
                .setError(error)
                .build();
    }

    private static <R> void complete(StreamObserver<R> observer, R response) {
        observer.onNext(response);
        observer.onCompleted();
    }
}
