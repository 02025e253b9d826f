package io.smppproxy.bench.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.session.Window;
import io.smppproxy.core.submit.MessageEncoding;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.ControlledMessageHandler;
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
 * What one message costs between admission and the socket: segmentation and encoding into the lane record (edge thread), lane, window
 * and the octets of every part with their sequence_number (I/O loop). Both halves run on one thread here. Aim: 0 B/op.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SubmitPathBenchmark {
    private static final int WINDOW = 256;
    private static final String GSM = "Ihr Code lautet 123456. Gültig bis 12:00 Uhr, 5 € Guthaben [neu]. ";

    /** Length of the text: 1 part or 7. */
    @Param({"160", "1000"})
    public int characters;

    private final LinkConfig link =
            LinkConfig.builder(1, "bench").window(WINDOW).build();
    private final LinkGate gate = new LinkGate(link, new Lane(Lane.MIN_BYTES, () -> {}));
    private final MessageEncoding encoding = new MessageEncoding();
    private final ContactCount contact = new ContactCount();
    private final Submission submission = new Submission();
    private final OutgoingMessage message = new OutgoingMessage();
    private final Window window = new Window(WINDOW);
    private final ByteBuf out = Unpooled.directBuffer(8192, 8192);
    private final ControlledMessageHandler intoMessage = (type, buffer, index, length) -> {
        message.load(buffer, index, length);
        return ControlledMessageHandler.Action.COMMIT;
    };

    /** One text, with characters of the extension table in it. */
    @Setup(Level.Trial)
    public void setUp() {
        String text = GSM.repeat(characters / GSM.length() + 1).substring(0, characters - 10);
        submission
                .reset()
                .appId(1)
                .taskId(7)
                .transactionId("b-0000000000000001")
                .esme(1)
                .source(0, 1, "12345")
                .dest(1, 1, "491700000001")
                .text(text)
                .messageId(1, 2);
    }

    /** The edge's half. */
    @Benchmark
    public int segmentAndEncode() {
        encoding.analyse(submission.text(), link);
        return encode();
    }

    /** Both halves, up to the octets that the socket gets; the answers are taken as read. */
    @Benchmark
    public int submissionToOctets() {
        int parts = encoding.analyse(submission.text(), link);
        int length = encode();
        if (gate.offer(encoding.record(), 0, length, parts) != Pressure.NONE) {
            throw new IllegalStateException("lane: full (expected: empty)");
        }
        gate.lane().take(intoMessage);
        out.clear();
        while (message.hasNextPart()) {
            int part = message.takeNextPart();
            int start = out.writerIndex();
            int sequence = window.take(message, part, start);
            out.writeBytes(message.octets(), message.partOffset(part), message.partLength(part));
            PduHeader.setSequenceNumber(out, start, sequence);
            window.release(window.find(sequence));
        }
        gate.settled(parts);
        return out.writerIndex();
    }

    private int encode() {
        return encoding.encode(submission, link, true, 42, contact, 1_700_000_000_000L, 0);
    }
}
