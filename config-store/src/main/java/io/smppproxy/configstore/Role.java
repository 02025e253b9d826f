package io.smppproxy.configstore;

import java.util.Locale;

/** What a panel user may do; each may do what those before it may. */
public enum Role {
    /** See everything but secrets. */
    VIEWER,
    /** Also send test messages, enable and disable links and accounts. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is written in requests and in the database: {@code viewer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null when it is none */
    public static Role ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }
}
