package io.smppproxy.configstore.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The lock file that H2 leaves behind when its process is killed. H2 itself watches such a file for some seconds before it takes it for old;
 * but whoever holds the lock serves others on a port that the file names, so that one who does not answer there is gone.
 */
final class StaleLock {
    private static final int CONNECT_TIMEOUT_MS = 1_000;

    private StaleLock() {}

    /** Removes the lock of a database file if its holder is gone; otherwise, and in doubt, H2 decides. */
    static void remove(Path database) {
        Path lock = Path.of(database + ".lock.db");
        Properties holder = new Properties();
        try (InputStream in = Files.newInputStream(lock)) {
            holder.load(in);
            String server = holder.getProperty("server", "");
            if (server.matches("localhost:[0-9]{1,5}") && !answers(Integer.parseInt(server.substring(10)))) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException | IllegalArgumentException e) {
            // No lock, or one that cannot be understood.
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
