package io.smppproxy.configstore;

import io.smppproxy.configstore.ConfigStore.StoredUser;
import io.smppproxy.core.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users of the panel. Any thread; calls block, and those that look at passwords take some tenths of a second. */
public final class Users {
    /** What OWASP's password storage cheat sheet asks of PBKDF2 with SHA-256. */
    static final int ITERATIONS = 600_000;

    private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 200;

    private final ConfigStore store;
    private final Clock clock;

    Users(ConfigStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By name. */
    public List<User> list() {
        return store.users().stream().map(Users::shown).toList();
    }

    public Optional<User> find(String name) {
        return stored(name).map(Users::shown);
    }

    /**
     * Whether this is the user's password; takes as long for users that do not exist.
     *
     * @return the user when it is
     */
    public Optional<User> verify(String name, String password) {
        Optional<StoredUser> user = stored(name);
        boolean matches = PasswordHash.parse(user.map(StoredUser::hash).orElse(Nobody.HASH))
                .matches(password.getBytes(StandardCharsets.UTF_8));
        return user.filter(found -> matches).map(Users::shown);
    }

    public synchronized User create(String name, String password, Role role, String who) throws ChangeRefused {
        List<Problem> problems = new ArrayList<>();
        if (!name.matches(NAME_FORM)) {
            problems.add(new Problem(
                    "/name", "\"" + name + "\" (expected: 1 to 64 letters, digits, dots, underscores, hyphens and @)"));
        } else if (stored(name).isPresent()) {
            problems.add(new Problem("/name", name + " (expected: a name that no user has yet)"));
        }
        checkPassword(password, problems);
        refuse(problems);
        Instant now = now();
        StoredUser user = new StoredUser(name, role, hash(password), now, now);
        store.saveUser(user, change(who, "created user " + name + " with role " + role.word()));
        return shown(user);
    }

    public synchronized User changeRole(String name, Role role, String who) throws ChangeRefused {
        StoredUser old = existing(name);
        if (role != Role.ADMIN) {
            keepAnAdmin(old);
        }
        StoredUser user = new StoredUser(name, role, old.hash(), old.created(), now());
        store.saveUser(user, change(who, "gave user " + name + " the role " + role.word()));
        return shown(user);
    }

    public synchronized void changePassword(String name, String password, String who) throws ChangeRefused {
        StoredUser old = existing(name);
        List<Problem> problems = new ArrayList<>();
        checkPassword(password, problems);
        refuse(problems);
        StoredUser user = new StoredUser(name, old.role(), hash(password), old.created(), now());
        store.saveUser(user, change(who, "changed the password of user " + name));
    }

    public synchronized void delete(String name, String who) throws ChangeRefused {
        keepAnAdmin(existing(name));
        store.deleteUser(name, change(who, "deleted user " + name));
    }

    private void keepAnAdmin(StoredUser user) throws ChangeRefused {
        long admins = store.users().stream()
                .filter(other -> other.role() == Role.ADMIN)
                .count();
        if (user.role() == Role.ADMIN && admins == 1) {
            refuse(List.of(new Problem("/role", user.name() + " is the last admin (expected: another one before)")));
        }
    }

    private StoredUser existing(String name) throws ChangeRefused {
        return stored(name)
                .orElseThrow(() -> ChangeRefused.invalid(
                        List.of(new Problem("/name", "no such user (expected: one that is there)"))));
    }

    private Optional<StoredUser> stored(String name) {
        return store.users().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    private static void checkPassword(String password, List<Problem> problems) {
        if (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
            problems.add(new Problem(
                    "/password", "*** (expected: " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters)"));
        }
    }

    private static void refuse(List<Problem> problems) throws ChangeRefused {
        if (!problems.isEmpty()) {
            throw ChangeRefused.invalid(problems);
        }
    }

    /** PasswordHash takes a character for an octet. */
    private static String hash(String password) {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        return PasswordHash.make(new String(octets, StandardCharsets.ISO_8859_1), ITERATIONS);
    }

    private Change change(String who, String what) {
        return new Change(now(), who, what, "{}");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static User shown(StoredUser user) {
        return new User(user.name(), user.role(), user.created(), user.updated());
    }

    /** Nobody's password; made once, when somebody asks for a user first. */
    private static final class Nobody {
        static final String HASH = PasswordHash.make("", ITERATIONS);
    }
}
