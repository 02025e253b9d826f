package io.smppproxy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.edge.FoundMessage;
import io.smppproxy.core.edge.MessageTimeline;
import io.smppproxy.core.edge.MessageTimeline.Kind;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.SearchPort;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching messages by number, and what became of one, through a whole core. */
class SearchTest {
    private static final long ACCOUNT = 7;

    @TempDir
    Path dir;

    private static MessageTimeline timeline(MultiRig rig, long idHi, long idLo) throws Exception {
        CompletableFuture<MessageTimeline> answer = new CompletableFuture<>();
        rig.core.searchPort().timeline(idHi, idLo, answer::complete);
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static List<Kind> kinds(MessageTimeline.Part part) {
        return part.events().stream().map(MessageTimeline.Event::kind).toList();
    }

    @Test
    void shouldFindMessagesOfAppsAndAccountsByNumber() throws Exception {
        try (MultiRig rig = new MultiRig().simulated("a", link -> link)) {
            rig.start(CoreConfigs.of(dir)
                    .account(ACCOUNT, "shop", account -> account)
                    .route(rig.id("a")));
            rig.awaitBound("a");
            SearchPort search = rig.core.searchPort();
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                replies.add(rig.edge
                        .sendPatiently(TestEdge.message(rig.id("a"), "+998901234567", "text " + i))
                        .await());
                rig.edge
                        .sendPatiently(TestEdge.message(rig.id("a"), "998901234568", "other"))
                        .await();
            }
            try (RawEsme esme = rig.esme("shop", RawEsme.BIND_TRX, InterfaceVersion.V3_4)) {
                esme.submit("of an ESME");
                assertEquals(0, esme.readOther().status());
            }
            List<FoundMessage> found = search.search("998901234567", 100);
            assertEquals(6, found.size());
            assertTrue(found.get(0).isOfAccount());
            assertEquals(ACCOUNT, found.get(0).ownerId());
            for (int i = 1; i < found.size(); i++) {
                assertTrue(found.get(i - 1).acceptedAtMs() >= found.get(i).acceptedAtMs(), "newest first");
                assertEquals(CoreConfigs.APP, found.get(i).ownerId());
                assertEquals(rig.id("a"), found.get(i).linkId());
            }
            assertEquals(found, search.search("+998901234567", 100));
            assertEquals(found.get(0), search.search("998901234567", 1).get(0));
            assertEquals(List.of(), search.search("998901234569", 100));
            assertEquals(5, search.search("998901234568", 100).size());
            assertThrows(IllegalArgumentException.class, () -> search.search("998901234567", 0));
            assertThrows(IllegalArgumentException.class, () -> search.search("998901234567", SearchPort.MAX_LIMIT + 1));

            Reply first = replies.get(0);
            rig.edge.awaitStatus(rig.id("a"), first, "DELIVERED", java.time.Duration.ofSeconds(20));
            MessageTimeline timeline = timeline(rig, first.messageIdHi(), first.messageIdLo());
            assertEquals("DELIVERED", timeline.message().status());
            assertEquals(1, timeline.parts().size());
            MessageTimeline.Part part = timeline.parts().get(0);
            assertEquals(1, part.part());
            assertEquals("DELIVERED", part.status());
            assertTrue(!part.smscId().isEmpty(), "the SMSC's id");
            assertEquals(4, part.events().size());
            assertEquals(Kind.ACCEPTED, part.events().get(0).kind());
            assertTrue(kinds(part).containsAll(List.of(Kind.SENT, Kind.ANSWERED, Kind.FINAL)));
            assertTrue(part.events().stream().anyMatch(event -> event.detail().equals("ESME_ROK (0x00000000)")));
            assertTrue(part.events().stream().anyMatch(event -> event.detail().equals("DELIVERED")));
            assertNull(timeline(rig, 1, 2));
            // The same after a restart, from the maps.
            rig.core.close();
            rig.start(CoreConfigs.of(dir)
                    .account(ACCOUNT, "shop", account -> account)
                    .route(rig.id("a")));
            assertEquals(6, rig.core.searchPort().search("998901234567", 100).size());
            assertEquals(
                    part.events(),
                    timeline(rig, first.messageIdHi(), first.messageIdLo())
                            .parts()
                            .get(0)
                            .events());
        }
    }

    @Test
    void shouldFindWhatIsNotAnsweredYetAndTellOfRefusals() throws Exception {
        RawSmsc.Script script = (connection, pdu) -> {
            if (pdu.commandId() != 4) {
                connection.asUsual(pdu);
            } else if (pdu.text().equals("refuse")) {
                connection.send(0x8000_0004, 0x0B, pdu.sequence(), "\0");
            }
        };
        try (MultiRig rig = new MultiRig().raw("a", script, link -> link.responseTimeoutMs(60_000))) {
            rig.start(dir);
            rig.awaitBound("a");
            TestEdge.Sent silent = rig.edge.send(TestEdge.message(rig.id("a"), "998901112233", "silence"));
            Reply refused = rig.edge
                    .send(TestEdge.message(rig.id("a"), "998901112244", "refuse"))
                    .await();
            Await.until(
                    "the open message is found",
                    () -> rig.core.searchPort().search("998901112233", 10).size() == 1);
            FoundMessage open = rig.core.searchPort().search("998901112233", 10).get(0);
            assertEquals("pending", open.status());
            assertEquals(
                    List.of(Kind.ACCEPTED, Kind.SENT),
                    kinds(timeline(rig, open.messageIdHi(), open.messageIdLo())
                            .parts()
                            .get(0)));
            MessageTimeline.Part part = timeline(rig, refused.messageIdHi(), refused.messageIdLo())
                    .parts()
                    .get(0);
            assertEquals(List.of(Kind.ACCEPTED, Kind.SENT, Kind.ANSWERED), kinds(part));
            assertEquals("ESME_RINVDSTADR (0x0000000B)", part.events().get(2).detail());
            assertTrue(!silent.reply().isDone(), "it is still open");
        }
    }
}
