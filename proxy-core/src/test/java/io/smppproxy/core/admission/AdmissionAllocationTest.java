package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.smppproxy.core.admission.IdempotencyRegistry.Begin;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.store.ContactHistory;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The accepting path of all stages together allocates nothing, compiled or interpreted. */
class AdmissionAllocationTest {
    private static final int MESSAGES = 20_000;

    private final List<AppConfig> apps =
            List.of(new AppConfig(1, "a", true, new RateLimit(1_000_000, 1_000_000), Set.of(1000L)));
    private final SubmissionValidator validator = new SubmissionValidator(List.of("cp1"), 1000);
    private final MessageIdentity identity = new MessageIdentity(Submissions.SECRET);
    private final IdempotencyRegistry registry = new IdempotencyRegistry();
    private final AppRegistry registryOfApps = new AppRegistry(apps, 0);
    private final RateLimiterL2 l2 = new InProcessRateLimiterL2(apps, 0);
    private final ContactPolicy policy = new ContactPolicy(
            List.of(new StrategyConfig("cp1", 1, 0, 0, true, Set.of("1"))),
            new PassingHistory(),
            Submissions.SECRET,
            ZoneOffset.UTC,
            System::currentTimeMillis);
    private final ContactCount count = new ContactCount();
    private final MessageRecord record = RecordedReplyTest.record(PartState.SUBMITTED);
    private final Submission submission = Submissions.valid();
    private final ReplyDelivery delivery = (sinkId, reply) -> {};

    @Test
    void shouldNotAllocateOnTheAcceptingPath() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run();
        run();
        long before = threads.getCurrentThreadAllocatedBytes();
        run();
        long perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
        assertTrue(perMessage <= 1, perMessage + " octets per message");
    }

    private void run() {
        for (int i = 0; i < MESSAGES; i++) {
            assertEquals(Verdict.ACCEPTED, validator.validate(submission));
            assertTrue(identity.assign(submission));
            long hi = submission.messageIdHi();
            long lo = submission.messageIdLo();
            long digest = MessageIdentity.bodyDigest(submission);
            assertEquals(Begin.FRESH, registry.begin(hi, lo, digest, 0, i));
            assertEquals(Verdict.ACCEPTED, registryOfApps.check(submission));
            assertEquals(0, registryOfApps.find(1).bucket().tryAcquire(1, i * 1000L));
            assertEquals(0, l2.tryAcquire(1, 1, i * 1000L));
            assertEquals(Verdict.ACCEPTED, policy.check(submission, count));
            registry.complete(hi, lo, record, delivery);
        }
    }

    private static final class PassingHistory implements ContactHistory {
        @Override
        public Check checkAndAdd(
                long keyHi,
                long keyLo,
                int dailyCap,
                int weeklyCap,
                long duplicateWindowSeconds,
                int day,
                long nowSeconds,
                long messageHash,
                long textDigest) {
            return Check.PASS;
        }

        @Override
        public void add(long keyHi, long keyLo, int day, long nowSeconds, long messageHash, long textDigest) {}

        @Override
        public void remove(long keyHi, long keyLo, long messageHash) {}

        @Override
        public void forgetBefore(int day) {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public long capacity() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
