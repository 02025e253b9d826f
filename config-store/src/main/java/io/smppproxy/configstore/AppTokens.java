package io.smppproxy.configstore;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens that were issued to apps: who has which, and which are revoked. Any thread; everything but {@link #isRevoked} blocks. */
public final class AppTokens {
    private final ConfigStore store;
    private final Clock clock;
    private final Runnable changed;
    private volatile Set<String> revoked = Set.of();

    AppTokens(ConfigStore store, Clock clock, Runnable changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    /** Remembers a token that was issued. */
    public AppToken record(String id, long appId, String note, Instant expires, String who) {
        Instant now = now();
        AppToken token = new AppToken(id, appId, note, now, expires.truncatedTo(ChronoUnit.MILLIS), null);
        store.saveToken(token, change(who, "issued token " + id + " to app " + appId));
        changed.run();
        return token;
    }

    /** Those of an app, the newest first. */
    public List<AppToken> list(long appId) {
        return store.tokens().stream().filter(token -> token.appId() == appId).toList();
    }

    /**
     * From now on the token is not accepted; by other nodes within two seconds.
     *
     * @return false when the app has no such token
     */
    public boolean revoke(long appId, String id, String who) {
        for (AppToken token : list(appId)) {
            if (token.id().equals(id)) {
                if (token.revoked() == null) {
                    store.saveToken(
                            new AppToken(id, appId, token.note(), token.issued(), token.expires(), now()),
                            change(who, "revoked token " + id + " of app " + appId));
                    changed.run();
                }
                return true;
            }
        }
        return false;
    }

    /** As this node knows it; does not block. */
    public boolean isRevoked(String id) {
        return revoked.contains(id);
    }

    void refresh() {
        revoked = store.tokens().stream()
                .filter(token -> token.revoked() != null)
                .map(AppToken::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Change change(String who, String what) {
        return new Change(now(), who, what, "{}");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
