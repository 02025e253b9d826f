package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The managed configuration of a node: what it is, how it is changed, what it was. Any thread; one change at a time, over all nodes of
 * one database. When the database cannot be used, the node goes on with what it has, and changes fail with {@link StoreException}.
 */
public final class ConfigManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.ConfigStore");

    private final ConfigStore store;
    private final ConfigApplier applier;
    private final Clock clock;
    private final GivenIds ids;
    private final Users users;
    private final Blacklist blacklist;
    private final AppTokens tokens;
    private final List<Consumer<Document>> listeners = new CopyOnWriteArrayList<>();
    private final Follower follower;
    private volatile Document current;

    private ConfigManager(ConfigStore store, ConfigApplier applier, Clock clock) {
        this.store = store;
        this.applier = applier;
        this.clock = clock;
        this.ids = new GivenIds(store);
        this.users = new Users(store, clock);
        this.blacklist = new Blacklist(store, clock, this::follow);
        this.tokens = new AppTokens(store, clock, this::follow);
        this.follower = new Follower(this::follow);
    }

    /**
     * Takes what the database has; when it has nothing yet, saves the given sections as version 1.
     *
     * @param first sections of the configuration file, as {@link Document#toJson} has them
     * @param source where they are from, for the audit
     * @throws ChangeRefused when this node cannot run what is there, or the first sections
     * @throws StoreException when the database cannot be used
     */
    public static ConfigManager open(ConfigStore store, ConfigApplier applier, JsonNode first, String source)
            throws ChangeRefused {
        ConfigManager manager = new ConfigManager(store, applier, Clock.systemUTC());
        manager.begin(first, source);
        return manager;
    }

    /**
     * Takes what the database has, whether this node could run it or not: for whoever looks at it, or mends it, without running it.
     *
     * @throws StoreException when the database cannot be used
     */
    public static ConfigManager openAsIs(ConfigStore store, ConfigApplier applier) {
        ConfigManager manager = new ConfigManager(store, applier, Clock.systemUTC());
        manager.load();
        return manager;
    }

    private synchronized void load() {
        follower.seen(store.newestChange());
        current = store.load();
        blacklist.refresh();
        tokens.refresh();
    }

    private synchronized void begin(JsonNode first, String source) throws ChangeRefused {
        load();
        if (current.version() == 0) {
            try {
                change("system", "first start: imported from " + source, editor -> replace(editor, first));
            } catch (ChangeRefused e) {
                if (!e.isConflict()) {
                    throw e;
                }
                current = store.load();
            }
        }
        List<Problem> problems = applier.check(current);
        if (!problems.isEmpty()) {
            throw ChangeRefused.invalid(problems);
        }
    }

    /** Puts these sections in the place of what there is; a section that is missing becomes empty. */
    private static void replace(DocumentEditor editor, JsonNode sections) {
        for (Kind kind : Kind.values()) {
            JsonNode section = sections.path(kind.section());
            if (!section.isMissingNode()) {
                editor.replaceSection(kind, section);
            }
        }
    }

    /** Begins to look for changes of other nodes, each half second, on a thread of its own. */
    public void startFollowing() {
        follower.start();
    }

    /** What this node runs. */
    public Document current() {
        return current;
    }

    /**
     * Changes the configuration: checks it whole, saves it as a new version, makes this node run it, tells the listeners. An edit that
     * changes nothing makes no version.
     *
     * @param who a panel user, {@code api-token}, {@code command line} or {@code system}
     * @param what the change, in words
     * @return the version that the node runs then
     * @throws ChangeRefused with everything that is wrong; nothing has changed then
     * @throws StoreException when the database cannot be used; nothing has changed then
     */
    public Document change(String who, String what, Consumer<DocumentEditor> edit) throws ChangeRefused {
        return change(0, who, what, edit);
    }

    /**
     * Like {@link #change(String, String, Consumer)}, if nobody has changed anything since a version.
     *
     * @param expectedVersion the version that whoever asks has seen; 0 for any
     */
    public synchronized Document change(long expectedVersion, String who, String what, Consumer<DocumentEditor> edit)
            throws ChangeRefused {
        Document before = newest();
        if (expectedVersion != 0 && expectedVersion != before.version()) {
            throw ChangeRefused.conflict(expectedVersion, before.version());
        }
        Instant now = now();
        DocumentEditor editor = new DocumentEditor(before, now, ids::highest);
        edit.accept(editor);
        Document next = checked(editor);
        if (next.saysAsMuchAs(before) && before.version() > 0) {
            return before;
        }
        next = hashed(next);
        ids.remember(next);
        store.save(before, next, new Change(now, who, what, detail(before, next)));
        run(next);
        LOG.info("configuration: version {} by {}: {}", next.version(), who, what);
        return next;
    }

    private Document checked(DocumentEditor editor) throws ChangeRefused {
        Document next = editor.document();
        List<Problem> problems = new ArrayList<>(editor.problems());
        for (Problem problem : applier.check(next)) {
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw ChangeRefused.invalid(problems);
        }
        return next;
    }

    private static Document hashed(Document document) {
        Map<Kind, List<Entity>> entities = new EnumMap<>(document.entities());
        entities.put(
                Kind.ACCOUNT,
                document.all(Kind.ACCOUNT).parallelStream()
                        .map(SecretSettings::hashed)
                        .toList());
        return new Document(document.version(), entities);
    }

    private static String detail(Document before, Document next) {
        return Json.write(Differences.between(before, next));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What the database has now; other nodes' changes are run first. */
    private Document newest() {
        follow();
        return current;
    }

    /** Runs what other nodes have changed. */
    private synchronized void follow() {
        long newest = store.newestChange();
        if (!follower.isNew(newest)) {
            return;
        }
        boolean numbersChanged = blacklist.refresh();
        tokens.refresh();
        Document stored = store.load();
        if (stored.version() != current.version()) {
            List<Problem> problems = applier.check(stored);
            if (problems.isEmpty()) {
                run(stored);
                LOG.info("configuration: version {} of another node", stored.version());
            } else {
                LOG.error(
                        "configuration: version {} of another node cannot be run here, version {} stays: {}",
                        stored.version(),
                        current.version(),
                        problems);
            }
        } else if (numbersChanged) {
            run(current);
        }
        follower.seen(newest);
    }

    private void run(Document next) {
        current = next;
        applier.apply(next);
        listeners.forEach(listener -> listener.accept(next));
    }

    /** Those that can be restored, the newest first. */
    public List<VersionInfo> versions() {
        return store.versions();
    }

    /** One of the versions that can be restored. */
    public Optional<Document> version(long version) {
        return store.load(version);
    }

    /**
     * {@code [{"pointer": "/links/101/port", "before": 2775, "after": 2776}]}, secrets masked.
     *
     * @throws ChangeRefused when one of the versions is not kept
     */
    public JsonNode difference(long from, long to) throws ChangeRefused {
        return Differences.between(kept(from), kept(to));
    }

    /** Makes a new version that says what an old one said. */
    public Document restore(long version, String who) throws ChangeRefused {
        Document old = kept(version);
        return change(who, "restored version " + version, editor -> replace(editor, old.toJson()));
    }

    private Document kept(long version) throws ChangeRefused {
        return store.load(version)
                .orElseThrow(() -> ChangeRefused.invalid(
                        List.of(new Problem("", "version " + version + " (expected: one of those that are kept)"))));
    }

    /** The whole document. Passwords of links are encrypted in it with the store's key, those of accounts are hashes. */
    public String exportYaml() {
        return Yaml.write(current, store.secrets());
    }

    /**
     * Puts the sections of a YAML or JSON text in the place of those that are there; a section that is missing stays.
     *
     * @param dryRun only checks and tells the difference
     * @return what changes, as {@link #difference} has it
     */
    public synchronized JsonNode importYaml(String yaml, String who, boolean dryRun) throws ChangeRefused {
        Document before = newest();
        DocumentEditor editor = new DocumentEditor(before, now(), ids::highest);
        Yaml.read(yaml, store.secrets(), editor);
        Document next = checked(editor);
        ArrayNode difference = Differences.between(before, next);
        if (!dryRun) {
            change(before.version(), who, "imported", other -> replace(other, next.toJson()));
        }
        return difference;
    }

    /** Tells of each new document, after this node runs it; on the thread that made the change, so do little. */
    public void onChange(Consumer<Document> listener) {
        listeners.add(listener);
    }

    public Users users() {
        return users;
    }

    public Blacklist blacklist() {
        return blacklist;
    }

    public AppTokens tokens() {
        return tokens;
    }

    /** Entries after a number, in their order. */
    public List<AuditEntry> audit(long after, int limit) {
        return store.audit(after, limit);
    }

    /** Ends following; the store stays open for whoever opened it. */
    @Override
    public void close() {
        follower.close();
    }
}
