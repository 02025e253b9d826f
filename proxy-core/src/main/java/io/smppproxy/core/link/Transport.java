package io.smppproxy.core.link;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import java.net.InetSocketAddress;

/**
 * The kind of sockets: epoll where there is one, NIO elsewhere.
 *
 * @param ioHandlers makes the loops' handlers
 * @param socketChannel stream sockets
 * @param serverChannel listening sockets
 * @param resolver looks names up without blocking a loop
 */
public record Transport(
        IoHandlerFactory ioHandlers,
        Class<? extends SocketChannel> socketChannel,
        Class<? extends ServerSocketChannel> serverChannel,
        AddressResolverGroup<InetSocketAddress> resolver)
        implements AutoCloseable {

    public static Transport best() {
        return Epoll.isAvailable()
                ? of(
                        EpollIoHandler.newFactory(),
                        EpollSocketChannel.class,
                        EpollServerSocketChannel.class,
                        EpollDatagramChannel.class)
                : of(
                        NioIoHandler.newFactory(),
                        NioSocketChannel.class,
                        NioServerSocketChannel.class,
                        NioDatagramChannel.class);
    }

    private static Transport of(
            IoHandlerFactory ioHandlers,
            Class<? extends SocketChannel> sockets,
            Class<? extends ServerSocketChannel> serverSockets,
            Class<? extends DatagramChannel> datagrams) {
        return new Transport(
                ioHandlers,
                sockets,
                serverSockets,
                new DnsAddressResolverGroup(
                        datagrams, io.netty.resolver.dns.DnsServerAddressStreamProviders.platformDefault()));
    }

    @Override
    public void close() {
        resolver.close();
    }
}
