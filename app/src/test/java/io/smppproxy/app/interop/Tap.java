package io.smppproxy.app.interop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/**
 * Stands between an ESME and a message centre, passes every octet on and keeps the messages and their answers, so that what one side
 * sent can be compared with what the other got. It knows no more of SMPP than the header.
 */
public final class Tap implements AutoCloseable {
    private static final int HEADER_BYTES = 16;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int RESPONSE = 0x8000_0000;
    private static final int SUBMIT_SM = 0x04;
    private static final int DELIVER_SM = 0x05;
    private static final int DATA_SM = 0x103;

    private final ServerSocket listener;
    private final IntSupplier target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Queue<Message> submitted = new ConcurrentLinkedQueue<>();
    private final Queue<Message> delivered = new ConcurrentLinkedQueue<>();

    /** A submit_sm, deliver_sm or data_sm, and its answer once there is one. */
    public static final class Message {
        private final byte[] pdu;
        private volatile byte[] answer;

        private Message(byte[] pdu) {
            this.pdu = pdu;
        }

        /** With its header. */
        public byte[] pdu() {
            return pdu.clone();
        }

        /** With its header; null while there is none. */
        public byte[] answer() {
            return answer == null ? null : answer.clone();
        }

        /** command_id and everything behind the header, in hexadecimal. */
        public String content() {
            return HexFormat.of().formatHex(pdu, 4, 8) + ' ' + HexFormat.of().formatHex(pdu, HEADER_BYTES, pdu.length);
        }
    }

    private Tap(IntSupplier target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** @param target port of 127.0.0.1 that connections go on to, asked for with each */
    public static Tap to(IntSupplier target) throws IOException {
        Tap tap = new Tap(target);
        start("tap", tap::accept);
        return tap;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Messages of the ESME, in the order in which they passed. */
    public List<Message> submitted() {
        return List.copyOf(submitted);
    }

    /** Messages of the message centre. */
    public List<Message> delivered() {
        return List.copyOf(delivered);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException e) {
                // Closed by now, which ends this thread.
            }
        }
    }

    private void join(Socket esme) {
        sockets.add(esme);
        try {
            Socket centre = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
            sockets.add(centre);
            Map<Integer, Message> submits = new ConcurrentHashMap<>();
            Map<Integer, Message> deliveries = new ConcurrentHashMap<>();
            CountDownLatch ended = new CountDownLatch(2);
            start("tap-up", () -> {
                pump(esme, centre, submits, submitted, deliveries);
                end(ended, esme, centre);
            });
            start("tap-down", () -> {
                pump(centre, esme, deliveries, delivered, submits);
                end(ended, centre, esme);
            });
        } catch (IOException e) {
            // Nobody listens there yet: the ESME will connect again.
            close(esme);
        }
    }

    /** Passes the end of one direction on, and closes both once the other has ended too. */
    private static void end(CountDownLatch ended, Socket from, Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // It is closed already.
        }
        ended.countDown();
        if (ended.getCount() == 0) {
            close(from);
            close(to);
        }
    }

    private static void start(String name, Runnable run) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param open requests of this direction; {@code answered} are those of the other one */
    private static void pump(
            Socket from, Socket to, Map<Integer, Message> open, Queue<Message> kept, Map<Integer, Message> answered) {
        try {
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream(), BUFFER_BYTES));
            OutputStream out = new BufferedOutputStream(to.getOutputStream(), BUFFER_BYTES);
            while (true) {
                byte[] pdu = read(in);
                int sequence = number(pdu, 12);
                switch (number(pdu, 4)) {
                    case SUBMIT_SM, DELIVER_SM, DATA_SM -> {
                        Message message = new Message(pdu);
                        kept.add(message);
                        open.put(sequence, message);
                    }
                    case RESPONSE | SUBMIT_SM, RESPONSE | DELIVER_SM, RESPONSE | DATA_SM -> {
                        Message message = answered.remove(sequence);
                        if (message != null) {
                            message.answer = pdu;
                        }
                    }
                    default -> {
                        // Not about a message.
                    }
                }
                out.write(pdu);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The end of this direction.
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < HEADER_BYTES || length > 1 << 20) {
            throw new EOFException("command_length " + length);
        }
        byte[] pdu = new byte[length];
        ByteBuffer.wrap(pdu).putInt(length);
        in.readFully(pdu, 4, length - 4);
        return pdu;
    }

    private static int number(byte[] pdu, int at) {
        return ByteBuffer.wrap(pdu).getInt(at);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing is left to do with it.
        }
    }

    @Override
    public void close() {
        close(listener);
        sockets.forEach(Tap::close);
    }
}
