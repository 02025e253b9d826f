package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static io.smppproxy.core.esme.EsmePduSamples.submitSm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ESMEs are answered when the node takes nothing more, or stops. */
class EsmeBoundsTest {
    @TempDir
    Path dataDir;

    /** Keeps its answers until it is asked for them. */
    private static final class PatientSmsc implements RawSmsc.Script {
        private final Deque<Runnable> answers = new ArrayDeque<>();
        private boolean isPatient = true;

        @Override
        public synchronized void onPdu(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
            if (!isPatient || pdu.commandId() != CommandId.SUBMIT_SM) {
                connection.asUsual(pdu);
                return;
            }
            answers.add(() -> {
                try {
                    connection.asUsual(pdu);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        synchronized boolean hasOne() {
            return !answers.isEmpty();
        }

        void answer() throws Exception {
            Await.until("a message came", this::hasOne);
            synchronized (this) {
                answers.remove().run();
            }
        }

        /** Answers what came and, from now on, what comes. */
        synchronized void answerAll() {
            isPatient = false;
            answers.forEach(Runnable::run);
        }
    }

    @Test
    void shouldThrottleWhenTooManyAreInFlight() throws Exception {
        PatientSmsc smsc = new PatientSmsc();
        try (MultiRig rig = new MultiRig().raw("smsc", smsc, link -> link.responseTimeoutMs(20_000))) {
            rig.start(CoreConfigs.of(dataDir)
                    .maxInFlight(1)
                    .account(1, "acme", account -> account)
                    .route(rig.id("smsc")));
            rig.awaitBound("smsc");
            try (RawEsme esme = rig.esme("acme")) {
                int first = esme.sendRequest(octets(submitSm("first")));
                int second = esme.sendRequest(octets(submitSm("second")));
                RawEsme.Pdu refused = esme.readOther();
                assertEquals(second, refused.sequence());
                assertEquals(CommandStatus.ESME_RTHROTTLED, refused.status());
                smsc.answer();
                RawEsme.Pdu accepted = esme.readOther();
                assertEquals(first, accepted.sequence());
                assertEquals(0, accepted.status());
                // The message counts until the tracker has stored its outcome.
                int third = esme.sendRequest(octets(submitSm("third")));
                Await.until("an answer", () -> esme.available() > 0 || smsc.hasOne());
                while (!smsc.hasOne()) {
                    assertEquals(CommandStatus.ESME_RTHROTTLED, esme.readOther().status());
                    third = esme.sendRequest(octets(submitSm("third")));
                    Await.until("an answer", () -> esme.available() > 0 || smsc.hasOne());
                }
                smsc.answer();
                assertEquals(third, esme.readOther().sequence());
            }
        }
    }

    @Test
    void shouldAnswerWhatIsUnderWayAndRefuseTheRestWhileItStops() throws Exception {
        PatientSmsc smsc = new PatientSmsc();
        try (MultiRig rig = new MultiRig().raw("smsc", smsc, link -> link.responseTimeoutMs(20_000))) {
            rig.start(CoreConfigs.of(dataDir)
                    .account(1, "acme", account -> account)
                    .route(rig.id("smsc")));
            rig.awaitBound("smsc");
            try (RawEsme esme = rig.esme("acme")) {
                int first = esme.sendRequest(octets(submitSm("first")));
                Await.until("it came", smsc::hasOne);
                CompletableFuture<Boolean> drained =
                        CompletableFuture.supplyAsync(() -> rig.core.drain(Duration.ofSeconds(20)));
                RawEsme.Pdu answer;
                do {
                    // Some may be sent before the proxy has begun to stop.
                    int next = esme.sendRequest(octets(submitSm("next")));
                    answer = esme.available() > 0 ? esme.readOther() : null;
                    assertTrue(answer == null || answer.sequence() <= next);
                } while (answer == null);
                assertEquals(CommandStatus.ESME_RSYSERR, answer.status());
                smsc.answerAll();
                while (answer.sequence() != first) {
                    answer = esme.readOther();
                    assertTrue(answer.commandId() == CommandId.SUBMIT_SM_RESP, () -> "no answer");
                }
                assertEquals(0, answer.status());
                while (answer.commandId() != CommandId.UNBIND) {
                    answer = esme.readOther();
                }
                esme.send(CommandId.UNBIND_RESP, answer.sequence(), "");
                assertTrue(drained.get(30, TimeUnit.SECONDS));
            }
        }
    }
}
