package io.smppproxy.examples;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends one message, follows it to its receipt, then sends 1,000 over one stream. */
public final class Sender {
    private static final int STREAM_COUNT = 1000;

    private final long appId = Long.parseLong(env("SMPP_APP_ID", "1"));
    private final long esme = Long.parseLong(env("SMPP_ESME", "1000"));

    private Sender() {}

    public static void main(String[] args) throws Exception {
        String token = env("SMPP_TOKEN", "");
        if (token.isEmpty()) {
            System.err.println("SMPP_TOKEN: not set (expected: a token of the app)");
            System.exit(2);
        }
        ManagedChannel channel = ManagedChannelBuilder.forTarget(env("SMPP_TARGET", "127.0.0.1:44044"))
                .usePlaintext()
                .build();
        try {
            new Sender().run(channel, token);
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private void run(ManagedChannel channel, String token) throws Exception {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        metadata.put(Metadata.Key.of("app_id", Metadata.ASCII_STRING_MARSHALLER), Long.toString(appId));
        var credentials = MetadataUtils.newAttachHeadersInterceptor(metadata);
        sendOne(SmsServiceGrpc.newBlockingStub(channel).withInterceptors(credentials));
        sendMany(SmsServiceGrpc.newStub(channel).withInterceptors(credentials));
    }

    private void sendOne(SmsServiceGrpc.SmsServiceBlockingStub stub) throws InterruptedException {
        SmsResponse response = stub.sendMessage(request("998901234567", "Hello from Java"));
        System.out.println("sent: " + response.getStatus() + " " + response.getMessageId() + " "
                + response.getSmsIdsList() + " " + response.getError());
        if (!response.getSuccess()) {
            System.exit(1);
        }
        SmsStatusRequest question = SmsStatusRequest.newBuilder()
                .setEsme(esme)
                .setMessageId(response.getMessageId())
                .build();
        SmsStatusResponse info = stub.smsInfo(question);
        while (info.getStatus().equals("submitted")) {
            TimeUnit.MILLISECONDS.sleep(200);
            info = stub.smsInfo(question);
        }
        System.out.println("receipt: " + info.getStatus() + " " + info.getPartsMap() + " " + info.getError());
    }

    private void sendMany(SmsServiceGrpc.SmsServiceStub stub) throws Exception {
        long startNs = System.nanoTime();
        Answers answers = new Answers();
        var unused = stub.sendMessageStream(answers);
        int submitted = answers.done.get(2, TimeUnit.MINUTES);
        System.out.printf(
                Locale.ROOT,
                "stream: %d of %d submitted in %.2f s%n",
                submitted,
                STREAM_COUNT,
                (System.nanoTime() - startNs) / 1e9);
        if (submitted != STREAM_COUNT) {
            System.exit(1);
        }
    }

    private SmsRequest request(String daddr, String text) {
        return SmsRequest.newBuilder()
                // The same transaction_id sent again within 24 hours is answered again and not sent again.
                .setTransactionId(UUID.randomUUID().toString())
                .setAppId(appId)
                .setEsme(esme)
                .setSaddr("MYBRAND")
                .setDaddr(daddr)
                .setMessage(text)
                .build();
    }

    private static String env(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** Writes whenever the stream has room, which keeps memory flat however many messages there are. */
    private final class Answers implements ClientResponseObserver<SmsRequest, SmsResponse> {
        private final CompletableFuture<Integer> done = new CompletableFuture<>();
        private int sent;
        private int submitted;

        @Override
        public void beforeStart(ClientCallStreamObserver<SmsRequest> requests) {
            requests.setOnReadyHandler(() -> {
                while (requests.isReady() && sent < STREAM_COUNT) {
                    requests.onNext(request(String.format(Locale.ROOT, "99890%07d", sent), "Message " + sent));
                    if (++sent == STREAM_COUNT) {
                        requests.onCompleted();
                    }
                }
            });
        }

        @Override
        public void onNext(SmsResponse response) {
            if (response.getSuccess()) {
                submitted++;
            } else {
                System.out.println(
                        response.getTransactionId() + ": " + response.getStatus() + ": " + response.getError());
            }
        }

        @Override
        public void onError(Throwable t) {
            done.completeExceptionally(t);
        }

        @Override
        public void onCompleted() {
            done.complete(submitted);
        }
    }
}
