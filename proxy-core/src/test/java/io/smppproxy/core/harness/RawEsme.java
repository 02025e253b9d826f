package io.smppproxy.core.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An ESME of plain sockets and octets written by hand, right or wrong. For one thread. */
public final class RawEsme implements AutoCloseable {
    public static final int BIND_RX = 1;
    public static final int BIND_TX = 2;
    public static final int QUERY_SM = 3;
    public static final int SUBMIT_SM = 4;
    public static final int DELIVER_SM = 5;
    public static final int UNBIND = 6;
    public static final int REPLACE_SM = 7;
    public static final int CANCEL_SM = 8;
    public static final int BIND_TRX = 9;
    public static final int OUTBIND = 0x0B;
    public static final int ENQUIRE_LINK = 0x15;
    public static final int SUBMIT_MULTI = 0x21;
    public static final int ALERT_NOTIFICATION = 0x102;
    public static final int DATA_SM = 0x103;
    public static final int GENERIC_NACK = 0x8000_0000;
    public static final int RESP = 0x8000_0000;

    private static final int TIMEOUT_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private int sequence;

    public RawEsme(int port) throws IOException {
        this(connect(port));
    }

    public RawEsme(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        return socket;
    }

    /** One PDU as it came. */
    public record Pdu(
            int commandId,
            int status,
            int sequence,
            @SuppressWarnings("ArrayRecordComponent") byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    public Socket socket() {
        return socket;
    }

    public int nextSequence() {
        return ++sequence;
    }

    public static String bindBody(String systemId, String password, int version) {
        return systemId + "\0" + password + "\0" + "\0" + (char) version + "\0\0\0";
    }

    /** Binds with version 3.4 and reads the answer. */
    public Pdu bind(int commandId, String systemId, String password) throws IOException {
        return bind(commandId, systemId, password, 0x34);
    }

    public Pdu bind(int commandId, String systemId, String password, int version) throws IOException {
        send(commandId, nextSequence(), bindBody(systemId, password, version));
        return read();
    }

    public static String submitBody(String text) {
        return "\0\5\0BRAND\0\1\1998901234567\0\0\0\0\0\0\1\0\0\0" + (char) text.length() + text;
    }

    /** Sends a submit_sm without waiting for its answer. */
    public int submit(String text) throws IOException {
        send(SUBMIT_SM, nextSequence(), submitBody(text));
        return sequence;
    }

    public void send(int commandId, int number, String body) throws IOException {
        send(pdu(commandId, 0, number, body));
    }

    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    public static byte[] pdu(int commandId, int status, int number, String body) {
        return RawSmsc.pdu(commandId, status, number, body);
    }

    /** Sends a whole request under the next sequence_number, which is returned. */
    public int sendRequest(byte[] pdu) throws IOException {
        byte[] numbered = pdu.clone();
        ByteBuffer.wrap(numbered).putInt(12, nextSequence());
        send(numbered);
        return sequence;
    }

    /** Sends a whole request under the next sequence_number and reads its answer. */
    public Pdu ask(byte[] pdu) throws IOException {
        int number = sendRequest(pdu);
        Pdu answer = readOther();
        if (answer.sequence() != number) {
            throw new IOException("sequence_number " + answer.sequence() + " (expected: " + number + ")");
        }
        return answer;
    }

    /** Sends a request and reads its answer. */
    public Pdu ask(int commandId, String body) throws IOException {
        send(commandId, nextSequence(), body);
        return read();
    }

    /** @throws EOFException when the proxy has closed the connection */
    public Pdu read() throws IOException {
        byte[] header = new byte[16];
        in.readFully(header);
        ByteBuffer fields = ByteBuffer.wrap(header);
        byte[] body = new byte[fields.getInt() - 16];
        in.readFully(body);
        return new Pdu(fields.getInt(), fields.getInt(), fields.getInt(), body);
    }

    /** Octets that have come and are not read. */
    public int available() throws IOException {
        return in.available();
    }

    /** Reads up to the end of the connection, however it ends. */
    public byte[] readToEnd() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            in.transferTo(octets);
        } catch (SocketException e) {
            // Reset.
        }
        return octets.toByteArray();
    }

    /** The next PDU, but for enquire_link, which is answered. */
    public Pdu readOther() throws IOException {
        Pdu pdu = read();
        while (pdu.commandId() == ENQUIRE_LINK) {
            send(ENQUIRE_LINK | RESP, pdu.sequence(), "");
            pdu = read();
        }
        return pdu;
    }

    /** Closes the connection without a word. */
    public void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
