package io.smppproxy.bench.micro;

import com.chinamobile.cmos.sms.SmsException;
import com.chinamobile.cmos.sms.SmsPdu;
import fr.sii.ogham.sms.exception.message.SplitMessageException;
import fr.sii.ogham.sms.splitter.Segment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Alphabet detection and splitting, against Java segmenters from Maven Central, and the submit_sm of every part. ch-smpp and jSMPP split
 * nothing by themselves. Aim: at least 6 times faster than the best, 0 B/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmenterBenchmark {
    private static final int REFERENCE = 42;

    /** What the text is made of. */
    @Param({"ASCII", "GSM7", "UCS2"})
    public String kind;

    /** Its length. */
    @Param({"160", "1000"})
    public int characters;

    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final ByteBuf out = Unpooled.directBuffer(8192, 8192);
    private final SegmenterPeers peers = new SegmenterPeers(REFERENCE);
    private String text;

    /** All must agree on the octets; where one is known to cut or to write otherwise, on what it does alike. */
    @Setup(Level.Trial)
    public void setUp() throws Exception {
        text = SampleTexts.text(kind, characters);
        byte[][] expected = new byte[split()][];
        int at = 0;
        for (int i = 0; i < expected.length; i++) {
            expected[i] = new byte[segmenter.partLengthBytes(i)];
            out.getBytes(at, expected[i]);
            at += expected[i].length;
        }
        byte[] all = SegmenterPeers.joined(expected);
        SamplePdus.mustBeSame("ch-commons", all, SegmenterPeers.joined(splitChCommons()));
        mustBeSame("ogham", expected, SegmenterPeers.octets(splitOgham()));
        if (!kind.equals("GSM7")) {
            SamplePdus.mustBeSame("smsj", all, SegmenterPeers.joined(SegmenterPeers.octets(splitSmsj())));
        }
        encoder.reset(CommandId.SUBMIT_SM).sourceAddr(0, 1, "12345").destinationAddr(1, 1, "491700000001");
    }

    private static void mustBeSame(String library, byte[][] expected, byte[][] actual) {
        if (expected.length != actual.length) {
            throw new IllegalStateException(
                    library + ": " + actual.length + " parts (expected: " + expected.length + ")");
        }
        for (int i = 0; i < expected.length; i++) {
            SamplePdus.mustBeSame(library + ", part " + i, expected[i], actual[i]);
        }
    }

    /** How many parts, and where each begins; no octets yet. */
    @Benchmark
    public int analyse() {
        return segmenter.analyse(text, SegmentationRules.DEFAULT);
    }

    /** Header and user data of every part into one buffer. */
    @Benchmark
    public int split() {
        out.clear();
        int parts = segmenter.analyse(text, SegmentationRules.DEFAULT);
        for (int i = 0; i < parts; i++) {
            segmenter.writePart(i, REFERENCE, out);
        }
        return parts;
    }

    @Benchmark
    public byte[][] splitChCommons() {
        return peers.chCommons(text);
    }

    @Benchmark
    public SmsPdu[] splitSmsj() throws SmsException {
        return SegmenterPeers.smsj(text);
    }

    @Benchmark
    public List<Segment> splitOgham() throws SplitMessageException {
        return peers.ogham(text);
    }

    @Benchmark
    public int analyseAndEncodeParts() {
        out.clear();
        int parts = segmenter.analyse(text, SegmentationRules.DEFAULT);
        for (int i = 0; i < parts; i++) {
            segmenter.encodePart(i, REFERENCE, encoder);
            encoder.encode(out);
        }
        return out.writerIndex();
    }
}
