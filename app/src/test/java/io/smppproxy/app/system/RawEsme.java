package io.smppproxy.app.system;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An ESME of a plain socket and octets written by hand, right or wrong. For one thread. */
final class RawEsme implements AutoCloseable {
    static final int BIND_TX = 2;
    static final int QUERY_SM = 3;
    static final int SUBMIT_SM = 4;
    static final int UNBIND = 6;
    static final int REPLACE_SM = 7;
    static final int CANCEL_SM = 8;
    static final int BIND_TRX = 9;
    static final int ENQUIRE_LINK = 0x15;
    static final int SUBMIT_MULTI = 0x21;

    private static final int HEADER_BYTES = 16;
    private static final int TIMEOUT_MS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private long readBytes;

    RawEsme(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Characters are octets. */
    static byte[] pdu(int commandId, int sequence, String body) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(HEADER_BYTES + octets.length)
                .putInt(HEADER_BYTES + octets.length)
                .putInt(commandId)
                .putInt(0)
                .putInt(sequence)
                .put(octets)
                .array();
    }

    static String bindBody(String systemId, String password) {
        return systemId + "\0" + password + "\0\0" + (char) 0x34 + "\0\0\0";
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    /** Binds and returns the status of the answer. */
    int bind(int commandId, String systemId, String password) throws IOException {
        send(pdu(commandId, 1, bindBody(systemId, password)));
        return read();
    }

    /**
     * Reads one PDU and returns its status.
     *
     * @throws java.io.EOFException when the proxy has closed the connection
     */
    int read() throws IOException {
        byte[] pdu = new byte[in.readInt() - Integer.BYTES];
        in.readFully(pdu);
        readBytes += Integer.BYTES + pdu.length;
        return ByteBuffer.wrap(pdu).getInt(4);
    }

    /** Octets of all PDUs that were read. */
    long readBytes() {
        return readBytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
