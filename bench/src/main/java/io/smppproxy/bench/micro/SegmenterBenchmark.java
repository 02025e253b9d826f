package io.smppproxy.bench.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
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

/** Alphabet detection, splitting, and the submit_sm of every part. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SegmenterBenchmark {
    private static final String GSM = "Ihr Code lautet 123456. Gültig bis 12:00 Uhr, 5 € Guthaben [neu]. ";
    private static final String UCS2 = "Ваш код подтверждения 123456, никому его не сообщайте. ";

    /** Alphabet of the text. */
    @Param({"GSM7", "UCS2"})
    public String alphabet;

    /** Its length. */
    @Param({"160", "1000"})
    public int characters;

    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final ByteBuf out = Unpooled.directBuffer(8192, 8192);
    private String text;

    @Setup(Level.Trial)
    public void setUp() {
        String unit = alphabet.equals("GSM7") ? GSM : UCS2;
        text = unit.repeat(characters / unit.length() + 1).substring(0, characters);
        segmenter.analyse(text, SegmentationRules.DEFAULT);
        if (!segmenter.encoding().name().equals(alphabet)) {
            throw new IllegalStateException("encoding: " + segmenter.encoding() + " (expected: " + alphabet + ")");
        }
        encoder.reset(CommandId.SUBMIT_SM).sourceAddr(0, 1, "12345").destinationAddr(1, 1, "491700000001");
    }

    @Benchmark
    public int analyse() {
        return segmenter.analyse(text, SegmentationRules.DEFAULT);
    }

    @Benchmark
    public int analyseAndEncodeParts() {
        out.clear();
        int parts = segmenter.analyse(text, SegmentationRules.DEFAULT);
        for (int i = 0; i < parts; i++) {
            segmenter.encodePart(i, 42, encoder);
            encoder.encode(out);
        }
        return out.writerIndex();
    }
}
