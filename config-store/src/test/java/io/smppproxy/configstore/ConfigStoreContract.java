package io.smppproxy.configstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.secret.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every database must do. Each test has an empty one. */
public abstract class ConfigStoreContract {
    private static final SecretBox KEY = SecretBox.random();
    private static final Change CHANGE = new Change(Instant.ofEpochMilli(1_700_000_000_123L), "tester", "test", "{}");
    /** Two seconds are promised; a machine that is busy with other tests gets more. */
    private static final long FOLLOW_LIMIT_MS = 10_000;

    private static final int STORM = 10;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** Opens the test's database, as another process would. */
    protected abstract ConfigStore open(SecretBox key) throws Exception;

    /** Runs a statement behind the store's back. */
    protected abstract void execute(String sql) throws SQLException;

    /** Where the database keeps its files. */
    protected abstract Path directory();

    private ConfigStore open() throws Exception {
        ConfigStore store = open(KEY);
        opened.add(0, store);
        return store;
    }

    private ConfigManager manager(ConfigStore store, RecordingApplier applier) throws ChangeRefused {
        ConfigManager manager = ConfigManager.open(store, applier, Documents.first(), "test");
        opened.add(0, manager);
        return manager;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Test
    void shouldBeEmptyAtFirst() throws Exception {
        ConfigStore store = open();
        assertEquals(Document.empty(), store.load());
        assertEquals(0, store.newestChange());
        assertEquals(List.of(), store.versions());
        assertEquals(List.of(), store.users());
        assertEquals(List.of(), store.tokens());
        assertEquals(Map.of(), store.blacklist());
        assertEquals(0, store.firstForgedAuditEntry());
    }

    @Test
    void shouldGiveBackWhatWasSaved() throws Exception {
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        Document saved = manager.current();
        assertEquals(1, saved.version());
        assertEquals(saved, store.load());
        assertEquals(saved, store.load(1).orElseThrow());
        assertTrue(store.load(2).isEmpty());
        manager.close();
        store.close();
        assertEquals(saved, open().load(), "after a restart");
    }

    @Test
    void shouldKeepTheOrderOfSections() throws Exception {
        ConfigManager manager = manager(open(), new RecordingApplier());
        manager.change(
                "me",
                "links turned round",
                editor -> editor.replaceAll(
                        Kind.LINK, List.of(Documents.link(102), Documents.link(7), Documents.link(101))));
        List<String> keys =
                open().load().all(Kind.LINK).stream().map(Entity::key).toList();
        assertEquals(List.of("102", "7", "101"), keys);
    }

    @Test
    void shouldRefuseToSaveOverANewerVersion() throws Exception {
        ConfigStore store = open();
        Document first = document(1);
        store.save(Document.empty(), first, CHANGE);
        ChangeRefused refused =
                assertThrows(ChangeRefused.class, () -> store.save(Document.empty(), document(1), CHANGE));
        assertTrue(refused.isConflict());
        assertEquals(1, store.newestChange(), "nothing of the refused one is kept");
        assertEquals(first, store.load());
    }

    private static Document document(long version) {
        DocumentEditor editor = new DocumentEditor(Document.empty(), CHANGE.at());
        editor.add(Kind.LINK, Documents.link(101));
        return editor.document().withVersion(version);
    }

    @Test
    void shouldRestoreTheLastFiftyVersions() throws Exception {
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        for (int i = 2; i <= 52; i++) {
            int window = i;
            manager.change("me", "window " + i, editor -> {
                var settings = Documents.link(101);
                settings.put("window", window);
                editor.put(Kind.LINK, "101", settings);
            });
        }
        List<VersionInfo> versions = manager.versions();
        assertEquals(50, versions.size());
        assertEquals(52, versions.get(0).version());
        assertEquals("window 52", versions.get(0).what());
        assertEquals(3, versions.get(49).version());
        assertThrows(ChangeRefused.class, () -> manager.restore(2, "me"));
        Document restored = manager.restore(3, "me");
        assertEquals(53, restored.version());
        assertEquals(
                3,
                restored.find(Kind.LINK, "101")
                        .orElseThrow()
                        .settings()
                        .get("window")
                        .asInt());
    }

    @Test
    void shouldRestoreWhateverWasChanged() throws Exception {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        Map<Long, Document> known = new HashMap<>();
        known.put(1L, manager.current());
        for (int i = 0; i < 20; i++) {
            Document next = manager.change("me", "change " + i, Documents.randomEdit(random));
            known.put(next.version(), next);
            assertEquals(next, store.load(), "seed " + seed + ", change " + i);
        }
        ConfigStore other = open();
        for (Map.Entry<Long, Document> old : known.entrySet()) {
            Document restored = manager.restore(old.getKey(), "me");
            assertTrue(restored.saysAsMuchAs(old.getValue()), "seed " + seed + ", version " + old.getKey());
            assertEquals(restored, other.load(), "seed " + seed);
        }
        assertEquals(0, store.firstForgedAuditEntry());
    }

    @Test
    void shouldNotStartUnderAnotherKey() throws Exception {
        open().close();
        StoreException e = assertThrows(StoreException.class, () -> open(SecretBox.random()));
        assertTrue(e.getMessage().contains("key"), e.getMessage());
    }

    @Test
    void shouldHoldNoSecretInClear() throws Exception {
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        manager.users().create("root", "a-panel-password", Role.ADMIN, "me");
        manager.change("me", "one more", editor -> editor.add(Kind.ACCOUNT, Documents.account(2)));
        manager.close();
        store.close();
        for (String secret : List.of(Documents.LINK_PASSWORD, Documents.ACCOUNT_PASSWORD, "a-panel-password")) {
            assertFalse(isInFiles(secret), secret);
        }
        assertTrue(isInFiles("smsc.example"), "what is no secret is found");
    }

    private boolean isInFiles(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shouldKeepUsers() throws Exception {
        Users users = manager(open(), new RecordingApplier()).users();
        users.create("root", "pass w\u00f6rd \u20ac", Role.ADMIN, "me");
        users.create("eve", "only-looking", Role.VIEWER, "me");
        Users elsewhere = manager(open(), new RecordingApplier()).users();
        assertEquals(
                List.of("eve", "root"),
                elsewhere.list().stream().map(User::name).toList());
        assertEquals(
                Role.ADMIN,
                elsewhere.verify("root", "pass w\u00f6rd \u20ac").orElseThrow().role());
        assertTrue(elsewhere.verify("root", "pass w?rd ?").isEmpty());
        assertTrue(elsewhere.verify("nobody", "").isEmpty());
        elsewhere.delete("eve", "me");
        assertTrue(users.find("eve").isEmpty());
    }

    @Test
    void shouldKeepTokensAndBlacklist() throws Exception {
        ConfigStore store = open();
        Instant at = Instant.ofEpochMilli(1_700_000_000_000L);
        AppToken token = new AppToken("t1", 1, "for the shop", at, at.plusSeconds(60), null);
        AppToken other = new AppToken("t2", 2, "", at.plusSeconds(1), at.plusSeconds(60), at.plusSeconds(3));
        store.saveToken(token, CHANGE);
        store.saveToken(other, CHANGE);
        assertEquals(3, store.block("cp1", List.of("998901112233", "7900", "111"), CHANGE));
        assertEquals(1, store.block("cp1", List.of("7900", "222"), CHANGE));
        assertEquals(1, store.block("cp2", List.of("7900"), CHANGE));
        assertEquals(1, store.unblock("cp1", List.of("111", "333"), CHANGE));
        store.setNote("file", "one");
        store.setNote("file", "two");
        ConfigStore again = open();
        assertEquals(List.of(other, token), again.tokens());
        assertEquals(Map.of("cp1", Set.of("998901112233", "7900", "222"), "cp2", Set.of("7900")), again.blacklist());
        List<ConfigStore.BlacklistEntry> page = again.blacklist("cp1", "222", 1);
        assertEquals(List.of(new ConfigStore.BlacklistEntry("7900", CHANGE.at())), page);
        assertEquals("two", again.note("file").orElseThrow());
        assertTrue(again.note("other").isEmpty());
    }

    @Test
    void shouldAuditEveryChangeInAChain() throws Exception {
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        manager.change("alice", "moved it", editor -> {
            var settings = Documents.link(101);
            settings.put("port", 2776).put("password", "other");
            editor.put(Kind.LINK, "101", settings);
        });
        manager.blacklist().add("cp1", List.of("+998901112233"), "bob");
        List<AuditEntry> audit = store.audit(1, 10);
        assertEquals(List.of(2L, 3L), audit.stream().map(AuditEntry::number).toList());
        assertEquals("alice", audit.get(0).who());
        assertEquals("moved it", audit.get(0).what());
        String detail = audit.get(0).detail();
        assertTrue(detail.contains("{\"pointer\":\"/links/101/port\",\"before\":2775,\"after\":2776}"), detail);
        assertTrue(
                detail.contains("{\"pointer\":\"/links/101/password\",\"before\":\"***\",\"after\":\"***\"}"), detail);
        assertEquals("bob", audit.get(1).who());
        assertTrue(audit.get(1).detail().contains("998901112233"));
        assertEquals(0, store.firstForgedAuditEntry());
    }

    @Test
    void shouldFindAForgedAudit() throws Exception {
        ConfigStore store = open();
        ConfigManager manager = manager(store, new RecordingApplier());
        for (int i = 2; i < 6; i++) {
            manager.blacklist().add("cp1", List.of("99890111223" + i), "bob");
        }
        execute("UPDATE audit SET who = 'alice' WHERE number = 3");
        assertEquals(3, store.firstForgedAuditEntry());
        execute("UPDATE audit SET who = 'bob' WHERE number = 3");
        assertEquals(0, store.firstForgedAuditEntry());
        execute("UPDATE versions SET document = '{}' WHERE number = 1");
        assertEquals(1, store.firstForgedAuditEntry());
        execute("DELETE FROM audit WHERE number = 4");
        execute("UPDATE audit SET number = 4 WHERE number = 5");
        execute("UPDATE versions SET document = NULL");
        assertEquals(4, store.firstForgedAuditEntry());
    }

    @Test
    void shouldFollowOtherNodes() throws Exception {
        ConfigManager here = manager(open(), new RecordingApplier());
        RecordingApplier thereApplier = new RecordingApplier();
        ConfigManager there = manager(open(), thereApplier);
        assertEquals(1, there.current().version(), "the second node takes what the first imported");
        CountDownLatch told = new CountDownLatch(1);
        there.onChange(document -> told.countDown());
        there.startFollowing();
        Document changed = here.change("me", "removed", editor -> {
            editor.remove(Kind.ROUTE, "1");
            editor.remove(Kind.LINK, "102");
        });
        assertTrue(told.await(FOLLOW_LIMIT_MS, TimeUnit.MILLISECONDS));
        assertEquals(changed, there.current());
        assertEquals(List.of(changed), thereApplier.applied());
        here.blacklist().add("cp1", List.of("998901112233"), "me");
        here.tokens().record("t1", 1, "", Instant.now().plusSeconds(60), "me");
        here.tokens().revoke(1, "t1", "me");
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FOLLOW_LIMIT_MS);
        while ((thereApplier.applied().size() < 2 || !there.tokens().isRevoked("t1"))
                && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertTrue(there.tokens().isRevoked("t1"));
        assertEquals(Set.of("998901112233"), there.blacklist().numbers("cp1"));
        assertEquals(2, thereApplier.applied().size(), "blacklisted numbers are run too");
    }

    @Test
    void shouldLetOneOfTwoRacingNodesWin() throws Exception {
        ConfigManager here = manager(open(), new RecordingApplier());
        RecordingApplier slow = new RecordingApplier();
        ConfigManager there = manager(open(), slow);
        slow.beforeCheck(() -> {
            slow.beforeCheck(() -> {});
            change(here, "192.0.2.1");
        });
        ChangeRefused refused = assertThrows(
                ChangeRefused.class,
                () -> there.change("me", "late", editor -> editor.put(Kind.LINK, "101", hosted("192.0.2.2"))));
        assertTrue(refused.isConflict());
        Document again = there.change("me", "again", editor -> editor.remove(Kind.LINK, "102"));
        assertEquals(3, again.version());
        assertEquals(
                "192.0.2.1",
                again.find(Kind.LINK, "101")
                        .orElseThrow()
                        .settings()
                        .get("host")
                        .asText());
    }

    private static void change(ConfigManager manager, String host) {
        try {
            manager.change("me", "quick", editor -> editor.put(Kind.LINK, "101", hosted(host)));
        } catch (ChangeRefused e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode hosted(String host) {
        var settings = Documents.link(101);
        settings.put("host", host);
        return settings;
    }

    @Test
    void shouldSurviveAStormOfTwoNodes() throws Exception {
        ConfigManager here = manager(open(), new RecordingApplier());
        ConfigManager there = manager(open(), new RecordingApplier());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread other = new Thread(() -> storm(there, 200, failure));
        other.start();
        storm(here, 100, failure);
        other.join();
        assertNull(failure.get());
        ConfigStore store = open();
        Document last = store.load();
        assertEquals(2 + 2 * STORM, last.all(Kind.LINK).size(), "no change is lost");
        assertEquals(1 + 2 * STORM, last.version());
        assertEquals(last, store.load(last.version()).orElseThrow());
        assertEquals(0, store.firstForgedAuditEntry());
    }

    /** Adds links, each tried again after a conflict. */
    private static void storm(ConfigManager manager, int firstId, AtomicReference<Throwable> failure) {
        try {
            for (int i = 0; i < STORM; ) {
                int id = 1_000 + firstId + i;
                try {
                    manager.change("me", "link " + id, editor -> editor.add(Kind.LINK, Documents.link(id)));
                    i++;
                } catch (ChangeRefused e) {
                    if (!e.isConflict()) {
                        throw e;
                    }
                }
            }
        } catch (ChangeRefused | RuntimeException e) {
            failure.set(e);
        }
    }
}
