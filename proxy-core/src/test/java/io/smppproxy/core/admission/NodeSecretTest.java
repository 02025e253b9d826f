package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSecretTest {
    @TempDir
    private Path dir;

    @Test
    void shouldCreateOnceForTheOwnerOnlyAndKeep() throws IOException {
        Path dataDir = dir.resolve("data");
        NodeSecret first = NodeSecret.open(dataDir);
        Path file = dataDir.resolve(NodeSecret.FILE_NAME);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertArrayEquals(first.octets(), NodeSecret.open(dataDir).octets());
        assertFalse(Arrays.equals(
                first.octets(), NodeSecret.open(dir.resolve("other")).octets()));
        try (Stream<Path> files = Files.list(dataDir)) {
            assertEquals(List.of(file), files.toList(), "no draft is left");
        }
    }

    @Test
    void shouldRefuseADamagedFile() throws IOException {
        Files.write(dir.resolve(NodeSecret.FILE_NAME), new byte[31]);
        IOException refusal = assertThrows(IOException.class, () -> NodeSecret.open(dir));
        assertTrue(refusal.getMessage().contains("31 octets (expected: 32"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> NodeSecret.of(new byte[33]));
    }
}
