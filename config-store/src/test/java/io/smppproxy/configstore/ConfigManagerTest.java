package io.smppproxy.configstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.sql.SqlConfigStore;
import io.smppproxy.core.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigManagerTest {
    private final RecordingApplier applier = new RecordingApplier();
    private SqlConfigStore store;
    private ConfigManager manager;

    @BeforeEach
    void open() throws ChangeRefused {
        store = SqlConfigStore.inMemory();
        manager = ConfigManager.open(store, applier, Documents.first(), "test.conf");
    }

    @AfterEach
    void close() {
        manager.close();
        store.close();
    }

    private static ObjectNode link(long id, String name, Object value) {
        ObjectNode settings = Documents.link(id);
        settings.putPOJO(name, value);
        return settings;
    }

    private List<String> pointers(ChangeRefused refused) {
        return refused.problems().stream().map(Problem::pointer).toList();
    }

    @Test
    void shouldImportTheFileFirst() {
        assertEquals(1, manager.current().version());
        assertEquals(
                "first start: imported from test.conf",
                manager.versions().get(0).what());
        assertEquals("system", manager.versions().get(0).who());
        assertEquals(List.of("101", "102"), keys(Kind.LINK));
        assertEquals(List.of("1", "2"), keys(Kind.ROUTE));
        assertEquals(List.of("cp1", "blacklist"), keys(Kind.STRATEGY));
    }

    private List<String> keys(Kind kind) {
        return manager.current().all(kind).stream().map(Entity::key).toList();
    }

    @Test
    void shouldNotStartWithWhatItCannotRun() {
        ObjectNode first = Documents.first();
        ((ObjectNode) first.at("/links/1")).put("port", 0);
        try (SqlConfigStore empty = SqlConfigStore.inMemory()) {
            ChangeRefused refused = assertThrows(
                    ChangeRefused.class, () -> ConfigManager.open(empty, new RecordingApplier(), first, "f"));
            assertEquals(List.of("/links/102/port"), pointers(refused));
            assertEquals(Document.empty(), empty.load());
        }
    }

    @Test
    void shouldNameEverythingThatIsWrongAndChangeNothing() {
        Document before = manager.current();
        int applied = applier.applied().size();
        ChangeRefused refused = assertThrows(
                ChangeRefused.class,
                () -> manager.change("me", "much", editor -> {
                    editor.put(Kind.LINK, "101", link(101, "port", 0));
                    editor.put(Kind.LINK, "102", link(102, "port", 65_536));
                    editor.remove(Kind.POOL, "77");
                    editor.add(Kind.ACCOUNT, Documents.account(1));
                    editor.put(Kind.APP, "1", Documents.json("{'id': 2}"));
                    editor.put(Kind.ROUTE, "9", Documents.json("{'esme': 101}"));
                }));
        assertEquals(
                List.of("/pools/77", "/accounts/1/id", "/apps/1/id", "/routes/9", "/links/101/port", "/links/102/port"),
                pointers(refused));
        assertFalse(refused.isConflict());
        assertTrue(refused.getMessage().contains("/links/101/port: 0 (expected: 1 to 65535)"));
        assertSame(before, manager.current());
        assertEquals(before, store.load());
        assertEquals(1, store.newestChange());
        assertEquals(applied, applier.applied().size());
    }

    @Test
    void shouldNeverGiveTheIdOfWhatIsGone() throws ChangeRefused {
        Document added = manager.change("me", "added", editor -> editor.add(Kind.LINK, withoutId()));
        String first = newest(added);
        manager.change("me", "removed", editor -> editor.remove(Kind.LINK, first));
        String second = newest(manager.change("me", "added", editor -> editor.add(Kind.LINK, withoutId())));
        assertEquals(Long.parseLong(first) + 1, Long.parseLong(second));
        manager.change("me", "removed", editor -> editor.remove(Kind.LINK, second));
        manager.close();
        manager = ConfigManager.open(store, applier, Documents.first(), "test.conf");
        String third = newest(manager.change("me", "added", editor -> editor.add(Kind.LINK, withoutId())));
        assertEquals(Long.parseLong(second) + 1, Long.parseLong(third));
    }

    private static ObjectNode withoutId() {
        ObjectNode settings = Documents.link(1);
        settings.remove("id");
        settings.put("smsc-id", "new");
        return settings;
    }

    private static String newest(Document document) {
        List<Entity> links = document.all(Kind.LINK);
        return links.get(links.size() - 1).key();
    }

    @Test
    void shouldMakeNoVersionOfNoChange() throws ChangeRefused {
        Document before = manager.current();
        ObjectNode same = before.find(Kind.LINK, "101").orElseThrow().settings();
        assertSame(before, manager.change("me", "nothing", editor -> editor.put(Kind.LINK, "101", same)));
        assertEquals(1, manager.versions().size());
    }

    @Test
    void shouldRunAndTellOfEachVersion() throws ChangeRefused {
        List<Document> told = new ArrayList<>();
        manager.onChange(told::add);
        Document next = manager.change("me", "removed", editor -> editor.remove(Kind.LINK, "102"));
        assertEquals(List.of(next), told);
        assertEquals(next, applier.applied().get(applier.applied().size() - 1));
        assertSame(next, manager.current());
    }

    @Test
    void shouldRefuseAChangeOfAnOldVersion() throws ChangeRefused {
        manager.change(1, "me", "removed", editor -> editor.remove(Kind.LINK, "102"));
        ChangeRefused refused = assertThrows(
                ChangeRefused.class, () -> manager.change(1, "me", "late", editor -> editor.remove(Kind.LINK, "101")));
        assertTrue(refused.isConflict());
        assertEquals(2, manager.current().version());
    }

    @Test
    void shouldKeepTimes() throws ChangeRefused {
        Entity before = manager.current().find(Kind.LINK, "101").orElseThrow();
        Entity other = manager.current().find(Kind.LINK, "102").orElseThrow();
        Document next = manager.change("me", "window", editor -> editor.put(Kind.LINK, "101", link(101, "window", 7)));
        Entity after = next.find(Kind.LINK, "101").orElseThrow();
        assertEquals(before.created(), after.created());
        assertFalse(after.updated().isBefore(before.updated()));
        assertEquals(other, next.find(Kind.LINK, "102").orElseThrow());
    }

    @Test
    void shouldGiveTheNextIdInTheNumberSpaceOfLinksAndPools() throws ChangeRefused {
        ObjectNode withoutId = Documents.link(1);
        withoutId.remove("id");
        List<String> keys = new ArrayList<>();
        manager.change("me", "three", editor -> {
            keys.add(editor.add(Kind.LINK, withoutId));
            keys.add(editor.add(Kind.POOL, Documents.json("{'name': 'p'}")));
            keys.add(editor.add(Kind.APP, Documents.json("{'name': 'a'}")));
            keys.add(editor.add(Kind.ROUTE, Documents.json("{'esme': 101}")));
        });
        assertEquals(List.of("1001", "1002", "2", "3"), keys);
        assertEquals(
                1_001,
                manager.current()
                        .find(Kind.LINK, "1001")
                        .orElseThrow()
                        .settings()
                        .get("id")
                        .asInt());
    }

    @Test
    void shouldNumberRulesAnew() throws ChangeRefused {
        manager.change("me", "first gone", editor -> editor.remove(Kind.ROUTE, "1"));
        assertEquals(List.of("1"), keys(Kind.ROUTE));
        assertEquals(
                1_000,
                manager.current()
                        .find(Kind.ROUTE, "1")
                        .orElseThrow()
                        .settings()
                        .get("esme")
                        .asInt());
    }

    @Test
    void shouldHashPasswordsOfAccounts() throws ChangeRefused {
        String hash = password(1);
        assertTrue(PasswordHash.parse(hash).matches(Documents.ACCOUNT_PASSWORD.getBytes(StandardCharsets.US_ASCII)));
        String made = PasswordHash.make("other", PasswordHash.MIN_ITERATIONS);
        ObjectNode account = Documents.account(2);
        account.put("password", made);
        manager.change("me", "one more", editor -> editor.add(Kind.ACCOUNT, account));
        assertEquals(made, password(2), "a hash stays");
        assertEquals(hash, password(1), "what was hashed is not hashed again");
    }

    private String password(long account) {
        return manager.current()
                .find(Kind.ACCOUNT, Long.toString(account))
                .orElseThrow()
                .settings()
                .get("password")
                .asText();
    }

    @Test
    void shouldTellDifferencesWithoutSecrets() throws ChangeRefused {
        manager.change("me", "several", editor -> {
            ObjectNode link = link(101, "password", "geheim");
            link.put("host", "other.example").putObject("rate-limit").put("burst", 5);
            link.remove("window");
            editor.put(Kind.LINK, "101", link);
            editor.remove(Kind.LINK, "102");
            editor.put(Kind.STRATEGY, "cp1", Documents.json("{'daily-cap': 11}"));
            editor.put(Kind.STRATEGY, "a/b~c", Documents.json("{}"));
        });
        String difference = strings(manager.difference(1, 2)).collect(Collectors.joining("\n"));
        assertEquals("""
                {"pointer":"/links/101/host","before":"smsc.example","after":"other.example"}
                {"pointer":"/links/101/password","before":"***","after":"***"}
                {"pointer":"/links/101/window","before":50,"after":null}
                {"pointer":"/links/101/rate-limit","before":null,"after":{"burst":5}}
                {"pointer":"/links/102","before":{"id":102,"smsc-id":"smsc-102","host":"smsc.example","port":2775,\
                "username":"me","password":"***","window":50},"after":null}
                {"pointer":"/strategies/cp1/daily-cap","before":10,"after":11}
                {"pointer":"/strategies/a~1b~0c","before":null,"after":{}}""", difference);
        assertEquals(0, manager.difference(2, 2).size());
        assertThrows(ChangeRefused.class, () -> manager.difference(1, 3));
    }

    private static Stream<String> strings(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.toString()));
        return texts.stream();
    }

    @Test
    void shouldImportWhatItExported() throws ChangeRefused {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 5; i++) {
                manager.change("me", "change", Documents.randomEdit(random));
            }
            Document exported = manager.current();
            String yaml = manager.exportYaml();
            assertFalse(yaml.contains(Documents.LINK_PASSWORD), yaml);
            assertEquals(0, manager.importYaml(yaml, "me", false).size(), "seed " + seed);
            assertSame(exported, manager.current(), "seed " + seed);
            manager.change("me", "all gone", editor -> {
                for (Kind kind : Kind.values()) {
                    exported.all(kind).forEach(entity -> editor.remove(kind, kind.isOrdered() ? "1" : entity.key()));
                }
            });
            assertTrue(manager.current().saysAsMuchAs(Document.empty()), "seed " + seed);
            manager.importYaml(yaml, "me", false);
            assertTrue(manager.current().saysAsMuchAs(exported), "seed " + seed);
        }
    }

    @Test
    void shouldOnlyTellInADryRun() throws ChangeRefused {
        JsonNode changes = manager.importYaml("strategies: {cp1: {daily-cap: 12}}\n", "me", true);
        assertEquals(
                "[{\"pointer\":\"/strategies/cp1/daily-cap\",\"before\":10,\"after\":12},"
                        + "{\"pointer\":\"/strategies/blacklist\",\"before\":{},\"after\":null}]",
                changes.toString());
        assertEquals(1, manager.current().version());
        manager.importYaml("strategies: {cp1: {daily-cap: 12}}\n", "me", false);
        assertEquals(2, manager.current().version());
        assertEquals(List.of("101", "102"), keys(Kind.LINK), "sections that are missing stay");
    }

    @Test
    void shouldRefuseWhatIsNoConfiguration() {
        for (String text : List.of("", "- 1\n", "a: [", "'text'")) {
            assertThrows(ChangeRefused.class, () -> manager.importYaml(text, "me", false), text);
        }
        ChangeRefused refused = assertThrows(
                ChangeRefused.class,
                () -> manager.importYaml("link: []\npools: {}\napps: [1]\nlinks: [{id: 5, port: 0}]\n", "me", false));
        assertEquals(List.of("/link", "/pools", "/apps/0", "/links/5/port"), pointers(refused));
        assertEquals(1, manager.current().version());
    }

    @Test
    void shouldRefusePasswordsUnderAnotherKey() throws ChangeRefused {
        try (SqlConfigStore other = SqlConfigStore.inMemory();
                ConfigManager elsewhere = ConfigManager.open(other, applier, Documents.first(), "f")) {
            String yaml = elsewhere.exportYaml();
            ChangeRefused refused = assertThrows(ChangeRefused.class, () -> manager.importYaml(yaml, "me", false));
            assertEquals(List.of("/links/101/password", "/links/102/password"), pointers(refused));
        }
    }

    @Test
    void shouldKeepTheLastAdmin() throws ChangeRefused {
        Users users = manager.users();
        users.create("root", "long enough", Role.ADMIN, "me");
        assertEquals(List.of("/role"), pointers(assertThrows(ChangeRefused.class, () -> users.delete("root", "me"))));
        assertThrows(ChangeRefused.class, () -> users.changeRole("root", Role.OPERATOR, "me"));
        users.create("boss", "long enough", Role.VIEWER, "me");
        users.changeRole("boss", Role.ADMIN, "me");
        users.delete("root", "me");
        assertEquals(List.of("boss"), users.list().stream().map(User::name).toList());
        users.changePassword("boss", "another one", "me");
        assertTrue(users.verify("boss", "another one").isPresent());
        assertTrue(users.verify("boss", "long enough").isEmpty());
    }

    @Test
    void shouldRefuseBadUsers() throws ChangeRefused {
        Users users = manager.users();
        users.create("root", "long enough", Role.ADMIN, "me");
        assertEquals(
                List.of("/name", "/password"),
                pointers(assertThrows(ChangeRefused.class, () -> users.create("a b", "short", Role.VIEWER, "me"))));
        assertEquals(
                List.of("/name"),
                pointers(assertThrows(
                        ChangeRefused.class, () -> users.create("root", "long enough", Role.VIEWER, "me"))));
        assertThrows(ChangeRefused.class, () -> users.changePassword("root", "x".repeat(201), "me"));
        assertThrows(ChangeRefused.class, () -> users.changeRole("nobody", Role.VIEWER, "me"));
    }

    @Test
    void shouldBlacklistNumbersOnly() throws ChangeRefused {
        Blacklist blacklist = manager.blacklist();
        ChangeRefused refused = assertThrows(
                ChangeRefused.class, () -> blacklist.add("cp1", List.of("998901112233", "12", "+7900", "x"), "me"));
        assertEquals(List.of("/msisdns/1", "/msisdns/3"), pointers(refused));
        assertEquals(0, blacklist.numbers("cp1").size());
        int applied = applier.applied().size();
        assertEquals(2, blacklist.add("cp1", List.of("998901112233", "+7900"), "me"));
        assertEquals(1, blacklist.remove("cp1", List.of("7900", "8900"), "me"));
        assertEquals(Set.of("998901112233"), blacklist.numbers("cp1"));
        assertEquals("998901112233", blacklist.page("cp1", "", 10).get(0).number());
        assertEquals(applied + 2, applier.applied().size(), "the node runs each");
        assertEquals(1, manager.versions().size(), "they are in no version");
    }

    @Test
    void shouldRevokeTokensOfTheApp() {
        AppTokens tokens = manager.tokens();
        tokens.record("t1", 1, "shop", Instant.now().plusSeconds(60), "me");
        assertFalse(tokens.isRevoked("t1"));
        assertFalse(tokens.revoke(2, "t1", "me"), "it is another app's");
        assertTrue(tokens.revoke(1, "t1", "me"));
        assertTrue(tokens.revoke(1, "t1", "me"), "once more is no harm");
        assertTrue(tokens.isRevoked("t1"));
        assertEquals(1, tokens.list(1).size());
        assertEquals(0, tokens.list(2).size());
    }
}
