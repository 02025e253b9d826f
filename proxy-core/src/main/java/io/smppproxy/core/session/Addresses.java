package io.smppproxy.core.session;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses where people read of them. Any thread. */
public final class Addresses {
    private Addresses() {}

    /** Address and port without a look-up of names; empty for none. */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "";
        }
        String host = inet.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }
}
