package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.edge.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MessageIdentityTest {
    private final MessageIdentity identity = new MessageIdentity(Submissions.SECRET);

    @Test
    void shouldGiveOneIdPerAppAndTransaction() {
        UUID first = keyedId(Submissions.valid());
        assertEquals(first, keyedId(Submissions.valid().text("another body")));
        assertNotEquals(first, keyedId(Submissions.valid().appId(2)));
        assertNotEquals(first, keyedId(Submissions.valid().transactionId("550e8400-e29b-41d4-a716-446655440001")));
        assertEquals(8, first.version());
        assertEquals(2, first.variant());
    }

    @Test
    void shouldDependOnTheSecret() {
        byte[] other = new byte[NodeSecret.LENGTH];
        other[31] = 1;
        Submission submission = Submissions.valid();
        new MessageIdentity(NodeSecret.of(other)).assign(submission);
        assertNotEquals(keyedId(Submissions.valid()), id(submission));
    }

    /** An id that was given once is given again after every restart and upgrade. */
    @Test
    void shouldNotChangeBetweenVersions() {
        assertEquals(UUID.fromString("ec673075-40cb-8281-928e-11cb70a62425"), keyedId(Submissions.valid()));
        assertEquals("e588c8ec02c847e8", Long.toHexString(MessageIdentity.bodyDigest(Submissions.valid())));
    }

    @Test
    void shouldGenerateATransactionIdThatARetryMayUse() {
        Submission submission = Submissions.valid().transactionId("");
        assertFalse(identity.assign(submission));
        UUID generated = UUID.fromString(submission.transactionId());
        assertEquals(4, generated.version());
        assertEquals(2, generated.variant());
        assertEquals(id(submission), keyedId(Submissions.valid().transactionId(submission.transactionId())));
    }

    @Test
    void shouldNeverGenerateOneTwice() {
        List<Set<String>> perThread = Race.run(4, thread -> {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < 2_000; i++) {
                Submission submission = Submissions.valid().transactionId("");
                identity.assign(submission);
                ids.add(submission.transactionId());
                ids.add(id(submission).toString());
            }
            return ids;
        });
        Set<String> all = new HashSet<>();
        perThread.forEach(all::addAll);
        assertEquals(4 * 2_000 * 2, all.size());
    }

    @Test
    void shouldGiveTheSameIdsOnAllThreads() {
        Set<UUID> ids = new HashSet<>(Race.run(8, thread -> keyedId(Submissions.valid())));
        assertEquals(1, ids.size());
    }

    @Test
    void shouldDigestEverythingThatIsSent() {
        long digest = MessageIdentity.bodyDigest(Submissions.valid());
        List<UnaryOperator<Submission>> changes = List.of(
                s -> s.esme(1001),
                s -> s.source(1, 5, "MYBRAND"),
                s -> s.source(0, 1, "MYBRAND"),
                s -> s.source(0, 5, "MYBRANE"),
                s -> s.dest(0, 1, "998901234567"),
                s -> s.dest(1, 0, "998901234567"),
                s -> s.dest(1, 1, "998901234568"),
                s -> s.text("Hello Worle"),
                s -> s.text("Hello World "),
                s -> s.strategy(""));
        for (UnaryOperator<Submission> change : changes) {
            assertNotEquals(digest, MessageIdentity.bodyDigest(change.apply(Submissions.valid())));
        }
        Submission labels = Submissions.valid()
                .taskId(99)
                .sentAtSeconds(5)
                .transactionId("x")
                .appId(9);
        assertEquals(digest, MessageIdentity.bodyDigest(labels));
    }

    @Test
    void shouldTellTextsApartThatDifferInOneCharacter() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            char[] text = new char[random.nextInt(1, 200)];
            for (int j = 0; j < text.length; j++) {
                text[j] = (char) random.nextInt(0x1_0000);
            }
            long before = MessageIdentity.bodyDigest(Submissions.valid().text(new String(text)));
            text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(16));
            long after = MessageIdentity.bodyDigest(Submissions.valid().text(new String(text)));
            assertNotEquals(before, after, "seed " + seed);
        }
    }

    private UUID keyedId(Submission submission) {
        assertTrue(identity.assign(submission));
        return id(submission);
    }

    private static UUID id(Submission submission) {
        return new UUID(submission.messageIdHi(), submission.messageIdLo());
    }
}
