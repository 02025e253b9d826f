package io.smppproxy.bench.micro;

import com.cloudhopper.smpp.util.DeliveryReceiptException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.receipt.DeliveryReceipt;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTimeZone;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The text of a receipt, with every field that ours knows read: id, state, error, both dates. The others read sub, dlvrd and text too,
 * and get the text as a string that is there already. Aim: at least 6 times faster than the better one, 0 B/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReceiptBenchmark {
    private final byte[] octets = SamplePdus.RECEIPT_TEXT;
    private final String text = new String(octets, StandardCharsets.ISO_8859_1);
    private final DeliveryReceipt receipt = new DeliveryReceipt();
    private final SmFlyweight flyweight = new SmFlyweight();
    private final ByteBuf in = Unpooled.directBuffer(512, 512);
    private int lengthBytes;

    /** All three must read the same. */
    @Setup(Level.Trial)
    public void setUp() throws Exception {
        // jSMPP takes a receipt's dates for local time, the other two for what they are told.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        lengthBytes = SamplePdus.encodeDeliver(new SmEncoder(), in);
        receipt.parseText(octets, 0, octets.length);
        mustBeSame("ch-smpp id", receipt.id(), parseChSmpp().getMessageId());
        mustBeSame(
                "ch-smpp done date",
                receipt.doneDateMs(),
                parseChSmpp().getDoneDate().getMillis());
        mustBeSame("ch-smpp stat", receipt.messageState(), (int) parseChSmpp().getState());
        mustBeSame("jSMPP id", receipt.id(), parseJsmpp().getId());
        mustBeSame(
                "jSMPP done date",
                receipt.doneDateMs(),
                parseJsmpp().getDoneDate().toInstant().toEpochMilli());
        mustBeSame("jSMPP stat", receipt.stat(), parseJsmpp().getFinalStatus().name());
    }

    private static void mustBeSame(String what, Object ours, Object other) {
        if (!ours.equals(other)) {
            throw new IllegalStateException(what + ": " + other + " (expected: " + ours + ")");
        }
    }

    /** From octets; the id stays where it lies. */
    @Benchmark
    public void parseOurs(Blackhole blackhole) {
        receipt.parseText(octets, 0, octets.length);
        consume(blackhole);
    }

    /** The same, with the strings that the others make. */
    @Benchmark
    public void parseOursToObjects(Blackhole blackhole) {
        parseOurs(blackhole);
        blackhole.consume(receipt.id());
        blackhole.consume(receipt.stat());
        blackhole.consume(receipt.error());
    }

    /** From a whole deliver_sm in a buffer: its decoding, the text and the TLVs. */
    @Benchmark
    public void parseOursOutOfDeliverSm(Blackhole blackhole) {
        blackhole.consume(receipt.parse(flyweight.wrap(in, 0, lengthBytes)));
        consume(blackhole);
    }

    private void consume(Blackhole blackhole) {
        blackhole.consume(receipt.idOffset() + receipt.idLength());
        blackhole.consume(receipt.messageState());
        blackhole.consume(receipt.errorCode());
        blackhole.consume(receipt.submitDateMs());
        blackhole.consume(receipt.doneDateMs());
    }

    @Benchmark
    public com.cloudhopper.smpp.util.DeliveryReceipt parseChSmpp() throws DeliveryReceiptException {
        return com.cloudhopper.smpp.util.DeliveryReceipt.parseShortMessage(text, DateTimeZone.UTC);
    }

    @Benchmark
    public org.jsmpp.bean.DeliveryReceipt parseJsmpp() throws InvalidDeliveryReceiptException {
        return new org.jsmpp.bean.DeliveryReceipt(text);
    }
}
