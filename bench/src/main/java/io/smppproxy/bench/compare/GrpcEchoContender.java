package io.smppproxy.bench.compare;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The floor for the gRPC edge: one bidirectional stream of byte arrays as long as the serialised SmsRequest and SmsResponse. One
 * event loop per end, direct executors, one message asked for at a time, as the generated stubs do.
 */
final class GrpcEchoContender implements Contender {
    private static final MethodDescriptor<byte[], byte[]> METHOD = MethodDescriptor.<byte[], byte[]>newBuilder(
                    new BytesMarshaller(), new BytesMarshaller())
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName("bench.Echo/Echo")
            .build();

    private Server server;
    private GrpcStream<byte[], byte[]> app;

    @Override
    public void open() throws Exception {
        EventLoopGroup loop = GrpcStream.loop("grpc-server");
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .channelType(EpollServerSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("bench.Echo")
                        .addMethod(METHOD, new EchoHandler())
                        .build())
                .build()
                .start();
        byte[] request = new byte[Sample.requestBytes()];
        app = new GrpcStream<>(server.getPort(), METHOD, new Metadata(), () -> request, response -> {});
    }

    @Override
    public void pump(long messages) throws Exception {
        app.pump(messages);
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        app.pace(schedule);
    }

    @Override
    public void close() {
        if (app != null) {
            app.close();
        }
        if (server != null) {
            server.shutdownNow();
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
