package io.smppproxy.bench.micro;

import com.cloudhopper.smpp.pdu.Pdu;
import com.cloudhopper.smpp.transcoder.PduTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import java.util.concurrent.TimeUnit;
import org.jboss.netty.buffer.ChannelBuffer;
import org.jboss.netty.buffer.ChannelBuffers;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUComposer;
import org.jsmpp.util.PDUDecomposer;
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

/** submit_sm of 200 octets: 150 of text, no TLVs. Aim: at least 6 times faster than the better of ch-smpp and jSMPP, 0 B/op. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubmitSmBenchmark {
    private final SmEncoder encoder = new SmEncoder();
    private final SmFlyweight flyweight = new SmFlyweight();
    private final ByteBuf out = Unpooled.directBuffer(512, 512);
    private final ByteBuf in = Unpooled.directBuffer(512, 512);
    private final PduTranscoder chSmpp = SamplePdus.chSmpp();
    private final PDUComposer jsmppComposer = new DefaultComposer();
    private final PDUDecomposer jsmppDecomposer = new DefaultDecomposer();
    private ChannelBuffer chSmppIn;
    private byte[] jsmppIn;
    private int lengthBytes;

    /** All three must agree on the octets. */
    @Setup(Level.Trial)
    public void setUp() throws Exception {
        lengthBytes = SamplePdus.encodeSubmit(encoder, in);
        jsmppIn = SamplePdus.octets(in, lengthBytes);
        SamplePdus.mustBeSame("ch-smpp", jsmppIn, SamplePdus.octets(chSmpp.encode(SamplePdus.chSmppSubmit())));
        SamplePdus.mustBeSame("jSMPP", jsmppIn, SamplePdus.jsmppSubmit(jsmppComposer));
        chSmppIn = ChannelBuffers.wrappedBuffer(jsmppIn);
    }

    @Benchmark
    public int encodeOurs() {
        out.clear();
        return SamplePdus.encodeSubmit(encoder, out);
    }

    /** The octets alone, made already, into the same buffer: no encoder can be faster. */
    @Benchmark
    public int encodeFloor() {
        out.clear();
        out.writeBytes(jsmppIn, 0, lengthBytes);
        return lengthBytes;
    }

    @Benchmark
    public ChannelBuffer encodeChSmpp() throws Exception {
        return chSmpp.encode(SamplePdus.chSmppSubmit());
    }

    @Benchmark
    public byte[] encodeJsmpp() throws Exception {
        return SamplePdus.jsmppSubmit(jsmppComposer);
    }

    /** Checks and indexes the PDU and reads every field where it lies. */
    @Benchmark
    public void decodeOurs(Blackhole blackhole) {
        SmFlyweight sm = flyweight.wrap(in, 0, lengthBytes);
        blackhole.consume(sm.sequenceNumber());
        blackhole.consume(sm.sourceAddrTon() + sm.sourceAddrNpi() + sm.sourceAddrOffset() + sm.sourceAddrLength());
        blackhole.consume(
                sm.destAddrTon() + sm.destAddrNpi() + sm.destinationAddrOffset() + sm.destinationAddrLength());
        blackhole.consume(sm.esmClass() + sm.registeredDelivery() + sm.dataCoding() + sm.priorityFlag());
        blackhole.consume(sm.userDataOffset() + sm.userDataLength());
    }

    /** The same, with what the other two make of it: strings for the addresses, an array for the text. */
    @Benchmark
    public void decodeOursToObjects(Blackhole blackhole) {
        decodeOurs(blackhole);
        blackhole.consume(flyweight.sourceAddr());
        blackhole.consume(flyweight.destinationAddr());
        byte[] text = new byte[flyweight.userDataLength()];
        in.getBytes(flyweight.userDataOffset(), text);
        blackhole.consume(text);
    }

    @Benchmark
    public Pdu decodeChSmpp() throws Exception {
        chSmppIn.readerIndex(0);
        return chSmpp.decode(chSmppIn);
    }

    @Benchmark
    public Object decodeJsmpp() throws Exception {
        return jsmppDecomposer.submitSm(jsmppIn);
    }
}
