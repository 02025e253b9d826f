package io.smppproxy.http.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client with a small receive buffer that reads when it is told to. */
final class SlowReader implements AutoCloseable {
    private static final int TIMEOUT_MS = 60_000;
    private final Socket socket = new Socket();
    private final InputStream in;

    SlowReader(AdminFixture admin, String path) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), admin.edge.port()));
        String request = "GET " + path.replace("[", "%5B").replace("]", "%5D") + " HTTP/1.0\r\nHost: a\r\nX-API-Key: "
                + AdminFixture.TOKEN + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        in = socket.getInputStream();
    }

    /** Waits for the first octet, and with it for the download to have begun. */
    void awaitStart() throws IOException {
        if (in.read() != 'H') {
            throw new AssertionError("no HTTP");
        }
    }

    /** Octets of the body. */
    int readAll() throws IOException {
        String answer = "H" + new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        return answer.length() - answer.indexOf("\r\n\r\n") - 4;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
