package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a map file was like at a checkpoint. Recovery takes a table of zeros for an empty one, so a file that lost a piece would
 * pass for good.
 *
 * @param fileName within the directory of the maps
 * @param fileBytes its length; files only grow
 * @param entries in it
 */
record MapState(String fileName, long fileBytes, long entries) {
    boolean isWholeFileIn(Path directory) throws IOException {
        Path file = directory.resolve(fileName);
        return Files.exists(file) && Files.size(file) >= fileBytes;
    }
}
