package io.smppproxy.configstore.sql;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the database is.
 *
 * @param file H2's file without its ending, or null
 * @param host of MariaDB, MySQL or Percona, or null
 * @param port 1 to 65535
 * @param database name of the database, which must be there
 * @param username who may make tables in it
 * @param password may be empty
 * @param tls how the connection is protected
 * @param poolSize connections, 1 to 64
 */
public record DatabaseSettings(
        Path file, String host, int port, String database, String username, String password, Tls tls, int poolSize) {
    /** How a connection to a database of another machine is protected. */
    public enum Tls {
        /** Not at all. */
        OFF,
        /** Encrypted, whoever answers. */
        TRUST,
        /** Encrypted, with a certificate for the host's name from an authority that the JDK knows. */
        VERIFY
    }

    /** An H2 database in a file; processes of one machine may share it. */
    public static DatabaseSettings embedded(Path file, int poolSize) {
        return new DatabaseSettings(Objects.requireNonNull(file), null, 0, null, null, null, Tls.OFF, poolSize);
    }

    public static DatabaseSettings mysql(
            String host, int port, String database, String username, String password, Tls tls, int poolSize) {
        return new DatabaseSettings(
                null, Objects.requireNonNull(host), port, database, username, password, tls, poolSize);
    }

    public boolean isEmbedded() {
        return file != null;
    }

    /** For logs and errors: no secrets. */
    @Override
    public String toString() {
        return isEmbedded()
                ? "the database file " + file + ".mv.db"
                : "the database " + database + " on " + host + ":" + port;
    }
}
