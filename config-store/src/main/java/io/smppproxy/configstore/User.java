package io.smppproxy.configstore;

import java.time.Instant;

/** A panel user, without the password's hash. */
public record User(String name, Role role, Instant created, Instant updated) {}
