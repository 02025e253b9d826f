package io.smppproxy.bench.compare;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An app's end: one bidirectional stream with a bounded number of requests in flight, on one event loop, which also makes the requests
 * and looks at the responses. Responses are asked for one at a time, as the generated stubs do.
 */
final class GrpcStream<Q, R> implements AutoCloseable {
    private final EventLoopGroup loop = loop("grpc-app");
    private final Supplier<Q> requests;
    private final Consumer<R> responses;
    private final ManagedChannel channel;
    private final ClientCall<Q, R> call;
    private volatile Countdown countdown;
    private volatile OpenLoop schedule;

    /** @param responses may throw; the run then fails */
    GrpcStream(int port, MethodDescriptor<Q, R> method, Metadata headers, Supplier<Q> requests, Consumer<R> responses) {
        this.requests = requests;
        this.responses = responses;
        channel = NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .channelType(EpollSocketChannel.class)
                .eventLoopGroup(loop)
                .directExecutor()
                .usePlaintext()
                .build();
        call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(new Answers(), headers);
        call.request(1);
    }

    static EventLoopGroup loop(String name) {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    void pump(long messages) throws Exception {
        Countdown next = new Countdown(messages);
        loop.execute(
                () -> { // sendMessage is not safe for two threads, and answers send from the event loop
                    countdown = next;
                    for (int i = 0; i < Contender.WINDOW && next.takeOne(); i++) {
                        call.sendMessage(requests.get());
                    }
                });
        next.await();
    }

    void pace(OpenLoop paced) throws Exception {
        schedule = paced;
        paced.drive(count -> loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                call.sendMessage(requests.get());
            }
        }));
        schedule = null;
    }

    @Override
    public void close() {
        call.cancel("done", null);
        channel.shutdownNow();
    }

    private final class Answers extends ClientCall.Listener<R> {
        @Override
        public void onMessage(R message) {
            call.request(1);
            responses.accept(message);
            OpenLoop paced = schedule;
            if (paced != null) {
                paced.answered();
                return;
            }
            Countdown current = countdown;
            if (current.takeOne()) {
                call.sendMessage(requests.get());
            }
            current.answered();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Countdown current = countdown;
            if (current != null) {
                current.failed(status.asRuntimeException());
            }
            OpenLoop paced = schedule;
            if (paced != null) {
                paced.failed(status.asRuntimeException());
            }
        }
    }
}
