package io.smppproxy.core.journal;

/** Reads single records by position, over all streams. Owned by one thread. */
public final class RecordLookup implements AutoCloseable {
    private final Journal journal;
    private final JournalReader[] readers;

    public RecordLookup(Journal journal) {
        this.journal = journal;
        this.readers = new JournalReader[journal.streamCount()];
    }

    /**
     * Hands over the record that starts at a position.
     *
     * @throws JournalException if it is dropped, not written yet or damaged
     */
    public void read(int stream, long position, RecordHandler handler) {
        JournalReader reader = readers[stream];
        if (reader == null) {
            reader = journal.reader(stream, position);
            readers[stream] = reader;
        }
        reader.seek(position);
        if (reader.poll(handler, 1) == 0) {
            throw new JournalException("journal position " + position + " of stream " + stream
                    + " holds no record yet (written up to "
                    + journal.writer(stream).writtenPosition() + ")");
        }
    }

    @Override
    public void close() {
        for (JournalReader reader : readers) {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
