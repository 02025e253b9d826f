package io.smppproxy.configstore.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLockTest {
    @TempDir
    private Path dir;

    private boolean isLeft(String content) throws IOException {
        Path lock = Files.writeString(dir.resolve("config.lock.db"), content);
        StaleLock.remove(dir.resolve("config"));
        return Files.exists(lock);
    }

    @Test
    void shouldRemoveTheLockOfAProcessThatIsGone() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertTrue(isLeft("#FileLock\nserver=localhost\\:" + port + "\nmethod=file\n"), "it answers");
        }
        assertFalse(isLeft("#FileLock\nserver=localhost\\:" + port + "\nmethod=file\n"));
    }

    @Test
    void shouldLeaveInDoubt() throws IOException {
        assertTrue(isLeft(""));
        assertTrue(isLeft("method=file\n"));
        assertTrue(isLeft("server=elsewhere\\:1\n"));
        assertTrue(isLeft("server=localhost\\:99999\n"));
        Files.delete(dir.resolve("config.lock.db"));
        StaleLock.remove(dir.resolve("config"));
    }
}
