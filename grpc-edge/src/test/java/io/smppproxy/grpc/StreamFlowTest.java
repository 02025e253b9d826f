package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFlowTest {
    @Test
    void shouldKeepNoMoreInFlightThanTheStreamMay() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture(GrpcEdgeConfig.builder().maxInFlightPerStream(10))) {
            StreamClient stream = fixture.stream();
            for (int i = 0; i < 100; i++) {
                stream.send(EdgeFixture.request(i));
            }
            EdgeFixture.await("10 in flight", () -> fixture.core.accepted.size() == 10);
            // The answer to the second waits for the first and makes no room yet.
            FakeCore.Accepted first = fixture.core.next();
            fixture.core.submitted(fixture.core.next(), "1");
            fixture.core.submitted(first, "1");
            stream.next(2);
            EdgeFixture.await("two more", () -> fixture.core.attempts.get() == 12);
            for (int i = 2; i < 100; i++) {
                fixture.core.submitted(fixture.core.next(), "1");
                assertTrue(fixture.core.attempts.get() <= i + 11);
            }
            stream.halfClose();
            stream.next(98);
            assertEquals(Status.Code.OK, stream.end().getCode());
        }
    }

    @Test
    void shouldShareTheLimitOfAllCallsAmongStreams() throws Exception {
        try (EdgeFixture fixture =
                new EdgeFixture(GrpcEdgeConfig.builder().loops(1).maxInFlight(5))) {
            StreamClient one = fixture.stream();
            StreamClient two = fixture.stream();
            for (int i = 0; i < 50; i++) {
                one.send(EdgeFixture.request(i));
                two.send(EdgeFixture.request(i));
            }
            EdgeFixture.await("5 in flight", () -> fixture.core.accepted.size() == 5);
            one.halfClose();
            two.halfClose();
            for (int i = 0; i < 100; i++) {
                fixture.core.submitted(fixture.core.next(), "1");
            }
            assertEquals(50, one.next(50).size());
            assertEquals(50, two.next(50).size());
            assertEquals(Status.Code.OK, one.end().getCode());
            assertEquals(Status.Code.OK, two.end().getCode());
        }
    }

    @Test
    void shouldStopReadingFromAClientThatDoesNotRead() throws Exception {
        int count = 40_000;
        try (EdgeFixture fixture = new EdgeFixture()) {
            fixture.core.autoReply = message -> fixture.core.submittedNow(message, "smsc-id-0001");
            StreamClient stream = fixture.stream(fixture.credentials(), 0);
            Thread sender = new Thread(() -> {
                for (int i = 0; i < count; i++) {
                    stream.send(EdgeFixture.request(i));
                }
                stream.halfClose();
            });
            sender.start();
            sender.join();
            int stoppedAt = settled(fixture);
            // What the client's transport takes (a window of 64 KiB to 1 MiB), what gRPC holds for it here, and the
            // stream's limit.
            assertTrue(stoppedAt < 20_000, "messages processed for a client that does not read: " + stoppedAt);
            EdgeFixture.await("all answered that were read", () -> fixture.edge.inFlight() == 0);
            long heap = usedHeap();
            settled(fixture);
            long grown = usedHeap() - heap;
            assertTrue(grown < 4 << 20, "bytes by which the heap grows while nothing is read: " + grown);
            stream.read(count);
            List<SmsResponse> responses = stream.next(count);
            assertEquals("tx-" + (count - 1), responses.get(count - 1).getTransactionId());
            assertEquals(Status.Code.OK, stream.end().getCode());
        }
    }

    @Test
    void shouldNotHoldBackOtherCallsOfTheConnection() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture()) {
            fixture.core.verdict = submission ->
                    submission.transactionId().startsWith("held") ? Verdict.RATE_LIMITED : Verdict.ACCEPTED;
            fixture.core.autoReply = message -> fixture.core.submittedNow(message, "1");
            StreamClient held = fixture.stream();
            for (int i = 0; i < 10_000; i++) {
                held.send(EdgeFixture.request("held").build());
            }
            EdgeFixture.await("held back", () -> !held.isReady() && fixture.edge.count(Verdict.RATE_LIMITED) > 1);
            assertTrue(fixture.stub().sendMessage(EdgeFixture.request(1)).getSuccess());
            StreamClient other = fixture.stream();
            for (int i = 0; i < 5_000; i++) {
                other.send(EdgeFixture.request(i));
            }
            assertEquals(5_000, other.next(5_000).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "completion"})
    void shouldAnswerAHundredThousandPipelinedMessages(String order) throws Exception {
        int count = 100_000;
        try (EdgeFixture fixture = new EdgeFixture()) {
            fixture.core.autoReply = message -> fixture.core.submittedNow(message, "smsc-id-0001");
            StreamClient stream = fixture.stream("x-response-order", order);
            long startNs = System.nanoTime();
            for (int i = 0; i < count; i++) {
                stream.send(EdgeFixture.request(i));
            }
            stream.halfClose();
            BitSet seen = new BitSet(count);
            for (int i = 0; i < count; i++) {
                SmsResponse response = stream.next();
                assertTrue(response.getSuccess());
                assertTrue(order.equals("completion") || response.getTaskId() == i, () -> "answer " + response);
                seen.set((int) response.getTaskId());
            }
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertEquals(count, seen.cardinality());
            assertEquals(Status.Code.OK, stream.end().getCode());
            assertEquals(0, fixture.edge.lateReplies());
            System.out.println(count + " messages in " + tookMs + " ms, " + order + " order");
        }
    }

    /** How many messages were processed once the number stays the same for a while. */
    private static int settled(EdgeFixture fixture) throws InterruptedException {
        int before = -1;
        int now = fixture.core.attempts.get();
        while (now != before || now == 0) {
            before = now;
            TimeUnit.MILLISECONDS.sleep(300);
            now = fixture.core.attempts.get();
        }
        return now;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
