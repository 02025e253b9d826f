package io.smppproxy.configstore;

import io.smppproxy.configstore.secret.SecretBox;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where what people manage is kept. Any thread; calls block. Every change is one transaction with its audit entry, so that all of it is
 * there or nothing. Every method throws {@link StoreException} when the database cannot be used.
 */
public interface ConfigStore extends AutoCloseable {
    /** How many versions can be restored. */
    int KEPT_VERSIONS = 50;

    /** What secrets are encrypted with. */
    SecretBox secrets();

    /** Number of the newest audit entry, 0 for none: it grows with every change of anything. */
    long newestChange();

    /** The newest version; {@link Document#empty} when none was saved yet. */
    Document load();

    /** One of the last {@link #KEPT_VERSIONS}. */
    Optional<Document> load(long version);

    /** Those that can be restored, the newest first. */
    List<VersionInfo> versions();

    /**
     * Saves a document as the version after another.
     *
     * @throws ChangeRefused when {@code before} is no longer the newest
     */
    void save(Document before, Document next, Change change) throws ChangeRefused;

    List<StoredUser> users();

    /** Adds a user, or replaces the one of that name. */
    void saveUser(StoredUser user, Change change);

    void deleteUser(String name, Change change);

    List<AppToken> tokens();

    /** Adds a token, or replaces the one of that id. */
    void saveToken(AppToken token, Change change);

    /** Numbers by strategy. */
    Map<String, Set<String>> blacklist();

    /** Numbers of a strategy in their order, after one of them. */
    List<BlacklistEntry> blacklist(String strategy, String after, int limit);

    /** @return those that were not there yet */
    int block(String strategy, Collection<String> numbers, Change change);

    /** @return those that were there */
    int unblock(String strategy, Collection<String> numbers, Change change);

    /** Entries after a number, in their order. */
    List<AuditEntry> audit(long after, int limit);

    /** @return the number of the first entry that does not fit its hash or the one before; 0 when all fit */
    long firstForgedAuditEntry();

    /** A note about the store itself, such as what was imported. */
    Optional<String> note(String name);

    void setNote(String name, String value);

    @Override
    void close();

    /** @param hash PHC string of the password */
    record StoredUser(String name, Role role, String hash, Instant created, Instant updated) {
        @Override
        public String toString() {
            return "StoredUser[" + name + "]";
        }
    }

    /** A blacklisted number. */
    record BlacklistEntry(String number, Instant added) {}
}
