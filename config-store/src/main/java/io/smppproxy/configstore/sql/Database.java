package io.smppproxy.configstore.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections, the schema, and transactions. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** How long whoever asks waits for a connection, so also for a database that is down. */
    private static final int CONNECT_TIMEOUT_MS = 3_000;

    private static final int SOCKET_TIMEOUT_MS = 15_000;
    private static final String H2_WRONG_PASSWORD = "28000";

    private final HikariDataSource pool;
    private final String name;
    private final Dialect dialect;

    private Database(HikariDataSource pool, String name, Dialect dialect) {
        this.pool = pool;
        this.name = name;
        this.dialect = dialect;
    }

    /** Where databases differ. */
    private enum Dialect {
        /** Its commits reach the file half a second later, unless they are told to. */
        H2("", "CHECKPOINT SYNC"),
        MYSQL("ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "");

        private final String tableOptions;
        private final String afterCommit;

        Dialect(String tableOptions, String afterCommit) {
            this.tableOptions = tableOptions;
            this.afterCommit = afterCommit;
        }
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    static Database embedded(Path file, int poolSize, SecretBox secrets) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new StoreException(file + " cannot be made: " + e.getMessage(), e);
        }
        // The first process that opens the file serves it to others of this machine, who need the password below.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
        StaleLock.remove(file.toAbsolutePath());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:async:" + file.toAbsolutePath() + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000");
        Database database = h2(
                config,
                poolSize,
                secrets,
                DatabaseSettings.embedded(file, poolSize).toString());
        onlyForItsOwner(Path.of(file + ".mv.db"));
        return database;
    }

    /** Nobody else on the machine needs the hashes and numbers in it. */
    private static void onlyForItsOwner(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("{}: others may read it: {}", file, e.toString());
        }
    }

    static Database inMemory(String name, SecretBox secrets) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=10000");
        return h2(config, 2, secrets, "the database " + name + " in memory");
    }

    private static Database h2(HikariConfig config, int poolSize, SecretBox secrets, String name) {
        config.setDriverClassName("org.h2.Driver");
        config.setUsername("smpp-proxy");
        config.setPassword(secrets.seal("h2", ""));
        return open(config, poolSize, name, Dialect.H2);
    }

    static Database mysql(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("org.mariadb.jdbc.Driver");
        config.setJdbcUrl("jdbc:mariadb://" + settings.host() + ":" + settings.port() + "/" + settings.database());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        Properties driver = new Properties();
        driver.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_MS));
        driver.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_MS));
        driver.setProperty(
                "sslMode",
                switch (settings.tls()) {
                    case OFF -> "disable";
                    case TRUST -> "trust";
                    case VERIFY -> "verify-full";
                });
        // MySQL 8 sends a password over a plain connection only under its public key.
        driver.setProperty("allowPublicKeyRetrieval", "true");
        config.setDataSourceProperties(driver);
        return open(config, settings.poolSize(), settings.toString(), Dialect.MYSQL);
    }

    private static Database open(HikariConfig config, int poolSize, String name, Dialect dialect) {
        config.setPoolName("config-store");
        config.setMaximumPoolSize(poolSize);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        config.setAutoCommit(false);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StoreException(name + " cannot be used: " + reason(e), e);
        }
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:io/smppproxy/configstore/sql")
                    .placeholders(Map.of("table-options", dialect.tableOptions))
                    .table("schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.close();
            throw new StoreException(name + ": its tables cannot be made or brought up to date: " + reason(e), e);
        }
        return new Database(pool, name, dialect);
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            deepest = cause;
            if (cause instanceof SQLException sql && H2_WRONG_PASSWORD.equals(sql.getSQLState())) {
                return sql.getMessage() + " (of its file: was it written under another key?)";
            }
        }
        return deepest.getMessage();
    }

    /** Reads what was committed before, all of one moment. */
    <T> T read(Work<T> work) {
        return run(Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    /** Changes, alone over all nodes. What was changed survives the process and the machine when this returns. */
    <T> T write(Work<T> work) {
        T result = run(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            try (PreparedStatement lock =
                            connection.prepareStatement("SELECT content FROM notes WHERE name = 'lock' FOR UPDATE");
                    ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException(name + ": the row \"lock\" of the table notes is missing");
                }
            }
            return work.run(connection);
        });
        if (!dialect.afterCommit.isEmpty()) {
            run(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(dialect.afterCommit);
                }
            });
        }
        return result;
    }

    private <T> T run(int isolation, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setTransactionIsolation(isolation);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        pool.close();
    }
}
