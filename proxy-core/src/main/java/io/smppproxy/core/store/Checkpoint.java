package io.smppproxy.core.store;

import java.util.List;

/**
 * How far the maps follow the journal.
 *
 * @param bootId of the running system when it was written: mapped files survive a kill, but not the loss of the page cache
 * @param clean the maps were closed and synced before it was written
 * @param positions per stream, up to where the journal has been applied
 * @param maps what their files were like
 */
record Checkpoint(String bootId, boolean clean, List<Long> positions, List<MapState> maps) {
    Checkpoint {
        positions = List.copyOf(positions);
        maps = List.copyOf(maps);
    }
}
