package io.smppproxy.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.smppproxy.core.edge.FakeCore;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
    @Test
    void shouldAnswerWhatIsInFlightAndTakeNothingNew() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture()) {
            ListenableFuture<SmsResponse> unary =
                    fixture.futureStub().sendMessage(EdgeFixture.request("u").build());
            FakeCore.Accepted unaryMessage = fixture.core.next();
            StreamClient stream = fixture.stream();
            stream.send(EdgeFixture.request(0));
            FakeCore.Accepted streamMessage = fixture.core.next();
            fixture.core.verdict = submission -> Verdict.BUSY;
            stream.send(EdgeFixture.request(1));
            EdgeFixture.await("the second one is held", () -> fixture.edge.count(Verdict.BUSY) > 0);

            CompletableFuture<Void> drained = fixture.edge.startDrain();
            assertEquals(
                    ServingStatus.NOT_SERVING,
                    HealthGrpc.newBlockingStub(fixture.channel())
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus());
            StatusRuntimeException e = assertThrows(
                    StatusRuntimeException.class, () -> fixture.stub().sendMessage(EdgeFixture.request(2)));
            assertEquals(Status.Code.UNAVAILABLE, e.getStatus().getCode());
            assertEquals(Status.Code.UNAVAILABLE, fixture.stream().end().getCode());
            assertFalse(drained.isDone());

            fixture.core.submitted(streamMessage, "1");
            assertTrue(stream.next().getSuccess());
            SmsResponse held = stream.next();
            assertEquals("stopping", held.getStatus());
            assertEquals("tx-1", held.getTransactionId());
            assertEquals(Status.Code.UNAVAILABLE, stream.end().getCode());
            assertFalse(drained.isDone());
            fixture.core.submitted(unaryMessage, "1");
            assertTrue(unary.get(20, TimeUnit.SECONDS).getSuccess());
            drained.get(20, TimeUnit.SECONDS);
            assertTrue(fixture.edge.stop(1000));
        }
    }

    @Test
    void shouldCutOffCallsThatTakeTooLong() throws Exception {
        try (EdgeFixture fixture = new EdgeFixture()) {
            StreamClient stream = fixture.stream();
            stream.send(EdgeFixture.request(0));
            FakeCore.Accepted message = fixture.core.next();
            assertFalse(fixture.edge.stop(50));
            assertEquals(Status.Code.UNAVAILABLE, stream.end().getCode());
            assertTrue(fixture.core.isCancelled(message));
            // The core may still reply; nobody is there to take it.
            fixture.core.submitted(message, "1");
        }
    }
}
