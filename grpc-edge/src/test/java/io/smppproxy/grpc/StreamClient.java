package io.smppproxy.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client's end of one stream, which reads as much as the test says. */
final class StreamClient extends ClientCall.Listener<SmsResponse> {
    final LinkedBlockingQueue<SmsResponse> responses = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final ClientCall<SmsRequest, SmsResponse> call;

    StreamClient(ClientCall<SmsRequest, SmsResponse> call, Metadata metadata, int initialRead) {
        this.call = call;
        call.start(this, metadata);
        if (initialRead > 0) {
            call.request(initialRead);
        }
    }

    @Override
    public void onMessage(SmsResponse message) {
        responses.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(status);
    }

    void send(SmsRequest request) {
        call.sendMessage(request);
    }

    boolean isReady() {
        return call.isReady();
    }

    boolean isEnded() {
        return end.isDone();
    }

    void read(int count) {
        call.request(count);
    }

    void halfClose() {
        call.halfClose();
    }

    void cancel() {
        call.cancel("the test says so", null);
    }

    SmsResponse next() throws InterruptedException {
        SmsResponse next = responses.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no answer within 20 s; the stream's end: " + end.getNow(null));
        }
        return next;
    }

    List<SmsResponse> next(int count) throws InterruptedException {
        List<SmsResponse> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    Status end() throws InterruptedException {
        try {
            return end.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the stream did not end", e);
        }
    }
}
