package io.smppproxy.core.harness;

import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A bound ESME that reads all the time, keeps what is delivered and answers it as its script says. */
public final class ReceivingEsme implements AutoCloseable {
    /** Answer that is none. */
    public static final int SILENCE = -1;

    /** Says how a delivery is answered. */
    public interface Script {
        /** @return a command_status, or {@link #SILENCE} */
        int onDelivery(Delivered delivered);
    }

    /** A deliver_sm or data_sm as it came. */
    public record Delivered(
            int commandId,
            int sequence,
            @SuppressWarnings("ArrayRecordComponent") byte[] octets) {
        public MessageFlyweight message() {
            return commandId == CommandId.DATA_SM
                    ? new DataSmFlyweight().wrap(Unpooled.wrappedBuffer(octets), 0, octets.length)
                    : new SmFlyweight().wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
        }

        public DeliveryReceipt receipt() {
            DeliveryReceipt receipt = new DeliveryReceipt();
            if (!receipt.parse(message())) {
                throw new AssertionError("no receipt");
            }
            return receipt;
        }

        public String text() {
            MessageFlyweight message = message();
            return message.buffer()
                    .toString(message.userDataOffset(), message.userDataLength(), StandardCharsets.ISO_8859_1);
        }
    }

    /** In the order in which they came. */
    public final List<Delivered> received = new CopyOnWriteArrayList<>();

    private final RawEsme esme;
    private final Map<Integer, CompletableFuture<RawEsme.Pdu>> open = new ConcurrentHashMap<>();
    private volatile Script script;
    private volatile boolean isEnded;
    private volatile boolean wasUnbound;

    /** @param bound reads nothing itself any more */
    public ReceivingEsme(RawEsme bound, Script script) {
        this.esme = bound;
        this.script = script;
        Thread reader = new Thread(this::read, "receiving-esme");
        reader.setDaemon(true);
        reader.start();
    }

    /** One that takes everything. */
    public ReceivingEsme(RawEsme bound) {
        this(bound, delivered -> 0);
    }

    public void script(Script next) {
        script = next;
    }

    private void read() {
        try {
            while (true) {
                onPdu(esme.read());
            }
        } catch (IOException e) {
            isEnded = true;
            open.values().forEach(answer -> answer.completeExceptionally(e));
        }
    }

    private void onPdu(RawEsme.Pdu pdu) throws IOException {
        switch (pdu.commandId()) {
            case RawEsme.DELIVER_SM, RawEsme.DATA_SM -> {
                Delivered delivered = new Delivered(pdu.commandId(), pdu.sequence(), whole(pdu));
                received.add(delivered);
                int status = script.onDelivery(delivered);
                if (status != SILENCE) {
                    answer(delivered, status);
                }
            }
            case RawEsme.ENQUIRE_LINK, RawEsme.UNBIND -> {
                wasUnbound |= pdu.commandId() == RawEsme.UNBIND;
                send(RawEsme.pdu(pdu.commandId() | RawEsme.RESP, 0, pdu.sequence(), ""));
            }
            default -> {
                CompletableFuture<RawEsme.Pdu> answer = open.remove(pdu.sequence());
                if (answer != null) {
                    answer.complete(pdu);
                }
            }
        }
    }

    private static byte[] whole(RawEsme.Pdu pdu) {
        return ByteBuffer.allocate(16 + pdu.body().length)
                .putInt(16 + pdu.body().length)
                .putInt(pdu.commandId())
                .putInt(pdu.status())
                .putInt(pdu.sequence())
                .put(pdu.body())
                .array();
    }

    /** Answers one that the script has left. */
    public void answer(Delivered delivered, int status) throws IOException {
        send(RawEsme.pdu(delivered.commandId() | RawEsme.RESP, status, delivered.sequence(), "\0"));
    }

    private synchronized void send(byte[] octets) throws IOException {
        esme.send(octets);
    }

    /** Sends a submit_sm; the answer comes. */
    public synchronized CompletableFuture<RawEsme.Pdu> submit(String body) throws IOException {
        CompletableFuture<RawEsme.Pdu> answer = new CompletableFuture<>();
        int sequence = esme.nextSequence();
        open.put(sequence, answer);
        esme.send(RawEsme.SUBMIT_SM, sequence, body);
        if (isEnded) {
            answer.completeExceptionally(new IOException("the connection is closed"));
        }
        return answer;
    }

    /** Sends a submit_sm that asks for receipts, and tells the id that the answer has. */
    public String submitAndAwaitId(String text) throws Exception {
        RawEsme.Pdu answer = submit(RawEsme.submitBody(text)).get(20, TimeUnit.SECONDS);
        if (answer.status() != 0) {
            throw new AssertionError("submit_sm_resp " + answer.status());
        }
        return answer.text().substring(0, answer.text().length() - 1);
    }

    /** Ids of the receipts so far. */
    public List<String> receiptIds() {
        return received.stream().map(delivered -> delivered.receipt().id()).toList();
    }

    public List<String> texts() {
        return received.stream().map(Delivered::text).toList();
    }

    public void awaitReceived(int count) throws Exception {
        Await.until(count + " deliveries", () -> received.size() >= count);
    }

    /** True once the proxy has asked to unbind. */
    public boolean wasUnbound() {
        return wasUnbound;
    }

    public boolean isEnded() {
        return isEnded;
    }

    @Override
    public void close() throws IOException {
        esme.close();
    }
}
