package io.smppproxy.core.admission;

import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import java.util.Arrays;
import java.util.Collection;
import org.agrona.collections.Long2ObjectHashMap;

/** The apps of one configuration, by id, each with its L1 bucket. Immutable but for the buckets; safe for any thread. */
public final class AppRegistry {
    private final Long2ObjectHashMap<App> apps = new Long2ObjectHashMap<>();

    public AppRegistry(Collection<AppConfig> configs, long nowNs) {
        this(configs, null, nowNs);
    }

    private AppRegistry(Collection<AppConfig> configs, AppRegistry previous, long nowNs) {
        for (AppConfig config : configs) {
            App old = previous == null ? null : previous.find(config.id());
            boolean same = old != null && old.bucket.limit().equals(config.rateLimit());
            TokenBucket bucket = same ? old.bucket : new TokenBucket(config.rateLimit(), nowNs);
            if (apps.put(config.id(), new App(config, bucket)) != null) {
                throw new IllegalArgumentException("apps: id " + config.id() + " (expected: each id once)");
            }
        }
    }

    /** The registry of a new configuration; an app whose limit is the same keeps its bucket as it is. */
    public AppRegistry replacedBy(Collection<AppConfig> configs, long nowNs) {
        return new AppRegistry(configs, this, nowNs);
    }

    /** The app, or null when there is none. */
    public App find(long appId) {
        return apps.get(appId);
    }

    /** @return {@link Verdict#ACCEPTED}, or {@link Verdict#FORBIDDEN} with the reason in the submission */
    public Verdict check(Submission submission) {
        App app = find(submission.appId());
        if (app == null) {
            return forbid(submission, "app_id: " + submission.appId() + " (expected: a configured app)");
        }
        if (!app.config.enabled()) {
            return forbid(submission, "app_id: " + submission.appId() + " is disabled");
        }
        if (!app.mayUse(submission.esme())) {
            return forbid(
                    submission, "esme: " + submission.esme() + " (app " + submission.appId() + " may not use it)");
        }
        return Verdict.ACCEPTED;
    }

    private static Verdict forbid(Submission submission, String reason) {
        submission.reason(reason);
        return Verdict.FORBIDDEN;
    }

    /** One tenant. */
    public static final class App {
        private final AppConfig config;
        private final TokenBucket bucket;
        private final long[] allowedEsmes;

        private App(AppConfig config, TokenBucket bucket) {
            this.config = config;
            this.bucket = bucket;
            this.allowedEsmes = config.allowedEsmes().stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
        }

        public AppConfig config() {
            return config;
        }

        /** The L1 limit. */
        public TokenBucket bucket() {
            return bucket;
        }

        /** As {@link AppConfig#mayUse}, without boxing. */
        public boolean mayUse(long esme) {
            return allowedEsmes.length == 0 || Arrays.binarySearch(allowedEsmes, esme) >= 0;
        }
    }
}
