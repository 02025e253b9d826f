package io.smppproxy.core.harness;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A message centre of plain sockets that does exactly what a script says, right or wrong. One thread per connection. */
public final class RawSmsc implements AutoCloseable {
    /** Told of every PDU; {@link Connection#asUsual} does what a decent message centre does. */
    @FunctionalInterface
    public interface Script {
        void onPdu(Connection connection, Pdu pdu) throws IOException;
    }

    /** One PDU as it came. */
    public record Pdu(
            int commandId,
            int status,
            int sequence,
            @SuppressWarnings("ArrayRecordComponent") byte[] octets) {
        /** The text of a submit_sm in one octet per character. */
        public String text() {
            return new String(part().userData(), StandardCharsets.ISO_8859_1);
        }

        public ReceivedPart part() {
            ByteBuf buf = Unpooled.wrappedBuffer(octets);
            return ReceivedPart.of(message(buf), "esme", 0, "", 0, false);
        }

        private MessageFlyweight message(ByteBuf buf) {
            return commandId == CommandId.DATA_SM
                    ? new DataSmFlyweight().wrap(buf, 0, octets.length)
                    : new SmFlyweight().wrap(buf, 0, octets.length);
        }

        public String body() {
            return new String(octets, 16, octets.length - 16, StandardCharsets.ISO_8859_1);
        }
    }

    /** One connection of the proxy. */
    public final class Connection {
        private final Socket socket;
        /** From 1. */
        public final int number;

        Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        public synchronized void send(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
        }

        public void send(int commandId, int status, int sequence, String body) throws IOException {
            send(pdu(commandId, status, sequence, body));
        }

        public void asUsual(Pdu pdu) throws IOException {
            switch (pdu.commandId()) {
                case CommandId.BIND_TRANSCEIVER, CommandId.BIND_TRANSMITTER, CommandId.BIND_RECEIVER ->
                    send(CommandId.responseOf(pdu.commandId()), 0, pdu.sequence(), "raw\0");
                case CommandId.SUBMIT_SM, CommandId.DATA_SM -> accept(pdu, "raw-" + ids.incrementAndGet());
                case CommandId.ENQUIRE_LINK, CommandId.UNBIND ->
                    send(CommandId.responseOf(pdu.commandId()), 0, pdu.sequence(), "");
                default -> {}
            }
        }

        /** Notes the message as accepted and answers with ESME_ROK and the id. */
        public void accept(Pdu pdu, String id) throws IOException {
            accepted.add(pdu.text());
            send(CommandId.responseOf(pdu.commandId()), 0, pdu.sequence(), id + "\0");
        }

        public void close() throws IOException {
            socket.close();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private volatile Connection newest;
    private volatile Script script;
    private final AtomicInteger connectionNumbers = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Texts that were accepted, in order. */
    public final List<String> accepted = new CopyOnWriteArrayList<>();
    /** Everything that came, in order. */
    public final List<Pdu> received = new CopyOnWriteArrayList<>();

    private RawSmsc(int port, Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "raw-smsc");
        thread.setDaemon(true);
        thread.start();
    }

    public static RawSmsc start(int port, Script script) throws IOException {
        return new RawSmsc(port, script);
    }

    public static byte[] pdu(int commandId, int status, int sequence, String body) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(16 + octets.length)
                .putInt(16 + octets.length)
                .putInt(commandId)
                .putInt(status)
                .putInt(sequence)
                .put(octets)
                .array();
    }

    /**
     * The body of a deliver_sm with this esm_class and text (SMPP v3.4 §4.6.1).
     *
     * @param tlvs octets behind it
     */
    public static String deliverBody(int esmClass, String text, String tlvs) {
        return "\0\1\1" + "998901234567\0" + "\5\0BRAND\0" + (char) esmClass + "\0\0\0\0\0\0\0\0" + (char) text.length()
                + text + tlvs;
    }

    /** The text of a receipt (SMPP v3.4 appendix B). */
    public static String receiptText(String id, String stat, String error) {
        return "id:" + id + " sub:001 dlvrd:001 submit date:2611210900 done date:2611210901 stat:" + stat + " err:"
                + error + " text:hello";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections so far. */
    public int connections() {
        return connectionNumbers.get();
    }

    /** The latest of them. */
    public Connection newest() {
        return newest;
    }

    public void script(Script newScript) {
        script = newScript;
    }

    /** What came of the kinds that carry messages, in order. */
    public List<Pdu> messages() {
        return received.stream()
                .filter(pdu -> pdu.commandId() == CommandId.SUBMIT_SM || pdu.commandId() == CommandId.DATA_SM)
                .toList();
    }

    /** How many PDUs of a kind came so far. */
    public long count(int commandId) {
        return received.stream().filter(pdu -> pdu.commandId() == commandId).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Connection connection = new Connection(socket, connectionNumbers.incrementAndGet());
                newest = connection;
                Thread thread = new Thread(() -> serve(connection), "raw-smsc-" + connection.number);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Connection connection) {
        try (Socket socket = connection.socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] octets = readPdu(in);
                ByteBuffer header = ByteBuffer.wrap(octets);
                Pdu pdu = new Pdu(header.getInt(4), header.getInt(8), header.getInt(12), octets);
                received.add(pdu);
                script.onPdu(connection, pdu);
            }
        } catch (EOFException e) {
            // The proxy has closed.
        } catch (IOException e) {
            // Reset, by either side.
        } finally {
            open.remove(connection.socket);
        }
    }

    private static byte[] readPdu(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 16 || length > 100_000) {
            throw new IOException("command_length " + length);
        }
        byte[] octets = new byte[length];
        ByteBuffer.wrap(octets).putInt(length);
        in.readFully(octets, 4, length - 4);
        return octets;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
