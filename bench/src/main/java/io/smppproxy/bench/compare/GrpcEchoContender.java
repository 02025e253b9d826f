package io.smppproxy.bench.compare;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The floor for the gRPC edge: one bidirectional stream of byte arrays as long as the serialised SmsRequest and SmsResponse. One
 * event loop per end, direct executors, one message asked for at a time, as the generated stubs do.
 */
@SuppressWarnings("deprecation") // the shaded Netty 4.1 API of grpc-java knows no other event loop group
final class GrpcEchoContender implements Contender {
    private static final MethodDescriptor<byte[], byte[]> METHOD = MethodDescriptor.<byte[], byte[]>newBuilder(
                    new BytesMarshaller(), new BytesMarshaller())
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName("bench.Echo/Echo")
            .build();

    private final byte[] request = new byte[Sample.requestBytes()];
    private final EventLoopGroup serverLoop = new EpollEventLoopGroup(1, new DefaultThreadFactory("grpc-server", true));
    private final EventLoopGroup clientLoop = new EpollEventLoopGroup(1, new DefaultThreadFactory("grpc-app", true));
    private Server server;
    private ManagedChannel channel;
    private ClientCall<byte[], byte[]> call;
    private volatile Countdown countdown;
    private volatile OpenLoop schedule;

    @Override
    public void open() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .channelType(EpollServerSocketChannel.class)
                .bossEventLoopGroup(serverLoop)
                .workerEventLoopGroup(serverLoop)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("bench.Echo")
                        .addMethod(METHOD, new EchoHandler())
                        .build())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .channelType(EpollSocketChannel.class)
                .eventLoopGroup(clientLoop)
                .directExecutor()
                .usePlaintext()
                .build();
        call = channel.newCall(METHOD, CallOptions.DEFAULT);
        call.start(new Answers(), new Metadata());
        call.request(1);
    }

    @Override
    public void pump(long messages) throws Exception {
        Countdown next = new Countdown(messages);
        clientLoop.execute(
                () -> { // sendMessage is not safe for two threads, and answers send from the event loop
                    countdown = next;
                    for (int i = 0; i < WINDOW && next.takeOne(); i++) {
                        call.sendMessage(request);
                    }
                });
        next.await();
    }

    @Override
    public void pace(OpenLoop loop) throws Exception {
        schedule = loop;
        loop.drive(count -> clientLoop.execute(() -> {
            for (int i = 0; i < count; i++) {
                call.sendMessage(request);
            }
        }));
        schedule = null;
    }

    @Override
    public void close() {
        if (call != null) {
            call.cancel("done", null);
        }
        if (channel != null) {
            channel.shutdownNow();
        }
        if (server != null) {
            server.shutdownNow();
        }
    }

    private final class Answers extends ClientCall.Listener<byte[]> {
        @Override
        public void onMessage(byte[] message) {
            call.request(1);
            OpenLoop paced = schedule;
            if (paced != null) {
                paced.answered();
                return;
            }
            Countdown current = countdown;
            if (current.takeOne()) {
                call.sendMessage(request);
            }
            current.answered();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Countdown current = countdown;
            if (current != null) {
                current.failed(status.asRuntimeException());
            }
        }
    }

    private static final class EchoHandler implements ServerCallHandler<byte[], byte[]> {
        private final byte[] response = new byte[Sample.responseBytes()];

        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> serverCall, Metadata headers) {
            serverCall.sendHeaders(new Metadata());
            serverCall.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    serverCall.sendMessage(response);
                    serverCall.request(1);
                }
            };
        }
    }
}
