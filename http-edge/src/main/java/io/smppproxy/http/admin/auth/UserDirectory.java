package io.smppproxy.http.admin.auth;

import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.User;
import io.smppproxy.configstore.Users;

/** The users of panel and API, as far as signing in needs them. Any thread; may block for some tenths of a second. */
public interface UserDirectory {
    /** The role of a user whose password this is; null otherwise. Takes as long for an unknown user as for a wrong password. */
    Role verify(String username, String password);

    /** The role of a user; null when there is none. */
    Role roleOf(String username);

    /** Those of the database. */
    static UserDirectory of(Users users) {
        return new UserDirectory() {
            @Override
            public Role verify(String username, String password) {
                return users.verify(username, password).map(User::role).orElse(null);
            }

            @Override
            public Role roleOf(String username) {
                return users.find(username).map(User::role).orElse(null);
            }
        };
    }
}
