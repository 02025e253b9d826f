package io.smppproxy.bench.micro;

import com.cloudhopper.commons.charset.CharsetUtil;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.text.GsmAlphabet;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import net.freeutils.charset.gsm.SCGSMCharset;
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
 * 150 characters to unpacked GSM septets and back, against ch-commons-charset, which ch-smpp uses, and JCharset. jSMPP has no
 * alphabets. Aim: at least 6 times faster than the better one, 0 B/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class GsmBenchmark {
    private static final int CHARACTERS = 150;

    /** What the text is made of. */
    @Param({"ASCII", "GSM7"})
    public String kind;

    private final byte[] septetsOut = new byte[2 * CHARACTERS];
    private final char[] chars = new char[2 * CHARACTERS];
    private final ByteBuf in = Unpooled.directBuffer(2 * CHARACTERS, 2 * CHARACTERS);
    private final Charset jcharset = new SCGSMCharset();
    private String text;
    private byte[] septets;

    /** All three must agree on the septets and on the text. */
    @Setup(Level.Trial)
    public void setUp() {
        text = SampleTexts.text(kind, CHARACTERS);
        septets = GsmAlphabet.encode(text);
        in.clear().writeBytes(septets);
        SamplePdus.mustBeSame("ch-commons-charset", septets, encodeChCommons());
        SamplePdus.mustBeSame("JCharset", septets, encodeJcharset());
        mustBeText(GsmAlphabet.decode(in, 0, septets.length));
        mustBeText(decodeChCommons());
        mustBeText(decodeJcharset());
    }

    private void mustBeText(String decoded) {
        if (!text.equals(decoded)) {
            throw new IllegalStateException("decoded: \"" + decoded + "\" (expected: \"" + text + "\")");
        }
    }

    /** Into an array that is there already. */
    @Benchmark
    public int encodeOurs() {
        text.getChars(0, CHARACTERS, chars, 0);
        return GsmAlphabet.encode(chars, CHARACTERS, septetsOut);
    }

    /** Into a new array, as the others do. */
    @Benchmark
    public byte[] encodeOursToObjects() {
        return GsmAlphabet.encode(text);
    }

    @Benchmark
    public byte[] encodeChCommons() {
        return CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM);
    }

    @Benchmark
    public byte[] encodeJcharset() {
        return text.getBytes(jcharset);
    }

    /** Into an array that is there already. */
    @Benchmark
    public int decodeOurs() {
        return GsmAlphabet.decode(septets, 0, septets.length, chars);
    }

    /** From a buffer into a new string; the others have an array to start from. */
    @Benchmark
    public String decodeOursToObjects() {
        return GsmAlphabet.decode(in, 0, septets.length);
    }

    @Benchmark
    public String decodeChCommons() {
        return CharsetUtil.decode(septets, CharsetUtil.CHARSET_GSM);
    }

    @Benchmark
    public String decodeJcharset() {
        return new String(septets, jcharset);
    }
}
