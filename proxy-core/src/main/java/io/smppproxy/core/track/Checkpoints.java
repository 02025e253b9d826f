package io.smppproxy.core.track;

/** Where the tracker notes how far the maps have got, so that a restart need not replay everything. */
public interface Checkpoints {
    /**
     * Where replay starts.
     *
     * @return the applied position, or 0 when the maps must be rebuilt from the oldest record
     */
    long appliedPosition(int stream);

    /** Notes the positions: everything before them is in the maps. */
    void save(long[] appliedPositions);
}
