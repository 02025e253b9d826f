package io.smppproxy.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An ESME of plain sockets and octets written by hand, so that no code of ours checks itself. */
final class RawEsme implements AutoCloseable {
    static final int BIND_RX = 1;
    static final int BIND_TX = 2;
    static final int SUBMIT_SM = 4;
    static final int DELIVER_SM = 5;
    static final int UNBIND = 6;
    static final int BIND_TRX = 9;
    static final int ENQUIRE_LINK = 0x15;
    static final int DATA_SM = 0x103;
    static final int RESP = 0x8000_0000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawEsme(int port) throws IOException {
        this(connect(port));
    }

    RawEsme(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return socket;
    }

    /** One PDU as it came. */
    record Pdu(int commandId, int status, int sequence, Body body) {
        int responseId() {
            return commandId | RESP;
        }
    }

    /** A body read front to back. */
    static final class Body {
        private final byte[] octets;
        private int at;

        Body(byte[] octets) {
            this.octets = octets;
        }

        int length() {
            return octets.length;
        }

        int u8() {
            return octets[at++] & 0xFF;
        }

        int u16() {
            return (u8() << 8) | u8();
        }

        String cString() {
            int start = at;
            while (octets[at] != 0) {
                at++;
            }
            return new String(octets, start, at++ - start, StandardCharsets.ISO_8859_1);
        }

        byte[] bytes(int length) {
            byte[] value = new byte[length];
            System.arraycopy(octets, at, value, 0, length);
            at += length;
            return value;
        }

        Map<Integer, byte[]> tlvs() {
            Map<Integer, byte[]> tlvs = new LinkedHashMap<>();
            while (at < octets.length) {
                int tag = u16();
                tlvs.put(tag, bytes(u16()));
            }
            return tlvs;
        }
    }

    /** A deliver_sm or data_sm taken apart. */
    record Message(
            String source, String destination, int esmClass, int dataCoding, String text, Map<Integer, byte[]> tlvs) {
        static Message ofDeliverSm(Pdu pdu) {
            Body b = pdu.body();
            b.cString();
            b.u16();
            String source = b.cString();
            b.u16();
            String destination = b.cString();
            int esmClass = b.u8();
            b.u16();
            b.cString();
            b.cString();
            b.u16();
            int dataCoding = b.u8();
            b.u8();
            String text = new String(b.bytes(b.u8()), StandardCharsets.ISO_8859_1);
            return new Message(source, destination, esmClass, dataCoding, text, b.tlvs());
        }

        static Message ofDataSm(Pdu pdu) {
            Body b = pdu.body();
            b.cString();
            b.u16();
            String source = b.cString();
            b.u16();
            String destination = b.cString();
            int esmClass = b.u8();
            b.u8();
            int dataCoding = b.u8();
            Map<Integer, byte[]> tlvs = b.tlvs();
            byte[] payload = tlvs.getOrDefault(0x0424, new byte[0]);
            return new Message(
                    source, destination, esmClass, dataCoding, new String(payload, StandardCharsets.ISO_8859_1), tlvs);
        }

        String tlvString(int tag) {
            byte[] value = tlvs.get(tag);
            return new String(value, 0, value.length - 1, StandardCharsets.ISO_8859_1);
        }
    }

    Pdu bind(int commandId, String systemId, String password) throws IOException {
        return bind(commandId, systemId, password, 0x34);
    }

    Pdu bind(int commandId, String systemId, String password, int version) throws IOException {
        Octets body = new Octets()
                .cString(systemId)
                .cString(password)
                .cString("")
                .u8(version)
                .u8(0)
                .u8(0)
                .cString("");
        send(commandId, 0, 1, body);
        return read();
    }

    void submit(int sequence, int registeredDelivery, String text) throws IOException {
        submit(sequence, registeredDelivery, 0, 0, text.getBytes(StandardCharsets.US_ASCII), new byte[0]);
    }

    void submit(int sequence, int registeredDelivery, int esmClass, int dataCoding, byte[] userData, byte[] tlvs)
            throws IOException {
        send(SUBMIT_SM, 0, sequence, submitBody(registeredDelivery, esmClass, dataCoding, userData, tlvs));
    }

    static Octets submitBody(int registeredDelivery, int esmClass, int dataCoding, byte[] userData, byte[] tlvs) {
        return new Octets()
                .cString("")
                .u8(5)
                .u8(0)
                .cString("INFO")
                .u8(1)
                .u8(1)
                .cString("4917012345678")
                .u8(esmClass)
                .u8(0)
                .u8(0)
                .cString("")
                .cString("")
                .u8(registeredDelivery)
                .u8(0)
                .u8(dataCoding)
                .u8(0)
                .u8(userData.length)
                .bytes(userData)
                .bytes(tlvs);
    }

    void dataSm(int sequence, int registeredDelivery, byte[] payload) throws IOException {
        Octets body = new Octets()
                .cString("")
                .u8(5)
                .u8(0)
                .cString("INFO")
                .u8(1)
                .u8(1)
                .cString("4917012345678")
                .u8(0)
                .u8(registeredDelivery)
                .u8(0)
                .u8(0x04)
                .u8(0x24)
                .u8(payload.length >>> 8)
                .u8(payload.length)
                .bytes(payload);
        send(DATA_SM, 0, sequence, body);
    }

    void answer(Pdu request, int status) throws IOException {
        send(request.responseId(), status, request.sequence(), new Octets().cString(""));
    }

    void send(int commandId, int status, int sequence, Octets body) throws IOException {
        out.write(pdu(commandId, status, sequence, body));
    }

    void sendRaw(byte[] octets) throws IOException {
        out.write(octets);
    }

    static byte[] pdu(int commandId, int status, int sequence, Octets body) {
        byte[] octets = body.octets();
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try (DataOutputStream pdu = new DataOutputStream(buffer)) {
            pdu.writeInt(16 + octets.length);
            pdu.writeInt(commandId);
            pdu.writeInt(status);
            pdu.writeInt(sequence);
            pdu.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    Pdu read() throws IOException {
        int length = in.readInt();
        int commandId = in.readInt();
        int status = in.readInt();
        int sequence = in.readInt();
        byte[] body = new byte[length - 16];
        in.readFully(body);
        return new Pdu(commandId, status, sequence, new Body(body));
    }

    /** True when nothing arrives within {@code timeoutMs}; a connection that ends is an EOFException. */
    boolean isSilentFor(int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
        try {
            if (in.read() < 0) {
                throw new EOFException();
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(5_000);
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Octets put together by hand. */
    static final class Octets {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Octets u8(int value) {
            out.write(value);
            return this;
        }

        Octets cString(String value) {
            out.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
            return this;
        }

        Octets bytes(byte[] value) {
            out.writeBytes(value);
            return this;
        }

        byte[] octets() {
            return out.toByteArray();
        }
    }
}
