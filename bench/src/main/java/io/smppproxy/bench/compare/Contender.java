package io.smppproxy.bench.compare;

import java.io.IOException;

/**
 * One row of the comparison: both ends of a path, in one process, over loopback TCP. All methods are called by the main thread of
 * the {@link ContenderHost}, one after the other.
 */
interface Contender extends AutoCloseable {
    /** Requests in flight at most, for every row. */
    int WINDOW = 256;

    /** Starts listening, connects and binds. */
    void open() throws Exception;

    /** Sends messages with the window always full and returns when all are answered. Closed loop: for throughput and CPU. */
    void pump(long messages) throws Exception;

    /** Sends messages at the times that the schedule gives, whatever the answers do. For latency. */
    default void pace(OpenLoop schedule) throws Exception {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no open loop");
    }

    @Override
    void close() throws IOException;
}
