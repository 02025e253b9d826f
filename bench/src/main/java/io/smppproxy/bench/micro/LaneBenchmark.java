package io.smppproxy.bench.micro;

import io.smppproxy.bench.compare.MessageRecord;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.Pressure;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One message's record of about 340 octets into a lane and out of it again. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LaneBenchmark {
    /** The lane, which offering and draining threads share. */
    @State(Scope.Group)
    public static class SharedLane {
        final Lane lane = new Lane(Lane.MIN_BYTES, () -> {});
    }

    /** What one thread offers. */
    @State(Scope.Thread)
    public static class Offerer {
        final MessageRecord record = new MessageRecord();

        @Setup(Level.Trial)
        public void setUp() {
            record.encode();
        }
    }

    /** Where one thread drains to. */
    @State(Scope.Thread)
    public static class Drainer {
        final UnsafeBuffer target = new UnsafeBuffer(new byte[1024]);
        final ControlledMessageHandler handler = (type, buffer, index, length) -> {
            target.putBytes(0, buffer, index, length);
            return ControlledMessageHandler.Action.COMMIT;
        };
    }

    /** Records per second that really passed. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Passed {
        public long records;

        @Setup(Level.Iteration)
        public void reset() {
            records = 0;
        }
    }

    /** One thread does both: the bare cost without contention. */
    @Benchmark
    @Group("offerAndDrain")
    @GroupThreads(1)
    public int offerAndDrain(SharedLane shared, Offerer offerer, Drainer drainer) {
        offer(shared, offerer);
        return shared.lane.take(drainer.handler);
    }

    /** One edge thread offers as fast as it can … */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Group("acrossThreads")
    @GroupThreads(1)
    public Pressure acrossThreadsOffer(SharedLane shared, Offerer offerer) {
        return offer(shared, offerer);
    }

    /** … and one loop drains; {@code records} counts what passed, calls alone also count those that found nothing. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Group("acrossThreads")
    @GroupThreads(1)
    public int acrossThreadsDrain(SharedLane shared, Drainer drainer, Passed passed) {
        int taken = shared.lane.take(drainer.handler);
        passed.records += taken;
        return taken;
    }

    private static Pressure offer(SharedLane shared, Offerer offerer) {
        return shared.lane.offer(offerer.record.buffer(), 0, offerer.record.lengthBytes());
    }
}
