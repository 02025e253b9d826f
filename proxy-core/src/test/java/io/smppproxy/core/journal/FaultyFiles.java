package io.smppproxy.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that fails, writes short, fills up or takes its time when told to. */
final class FaultyFiles extends JournalFiles {
    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger directorySyncs = new AtomicInteger();
    /** Number of the write that fails, counted from 1; 0 for none. All later ones fail too, as on a full disk. */
    volatile int failWriteFrom;
    /** Number of the one force that fails; the next would succeed, as Linux does it. */
    volatile int failForceAt;
    /** Octets that a single write takes at most. */
    volatile int maxWriteBytes = Integer.MAX_VALUE;
    /** When set, each force takes a permit of {@link #mayForce} after having given one to {@link #inForce}. */
    volatile boolean gated;

    volatile long usableBytes = Long.MAX_VALUE;
    final Semaphore inForce = new Semaphore(0);
    final Semaphore mayForce = new Semaphore(0);

    @Override
    FileChannel open(Path file, OpenOption... options) throws IOException {
        return new Channel(super.open(file, options));
    }

    @Override
    void syncDirectory(Path directory) throws IOException {
        directorySyncs.incrementAndGet();
        super.syncDirectory(directory);
    }

    @Override
    long usableBytes(Path directory) {
        return usableBytes;
    }

    private final class Channel extends FileChannel {
        private final FileChannel delegate;

        Channel(FileChannel delegate) {
            this.delegate = delegate;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int number = writes.incrementAndGet();
            boolean fails = failWriteFrom > 0 && number >= failWriteFrom;
            int limit = source.limit();
            int taken = Math.min(source.remaining(), fails ? source.remaining() / 2 : maxWriteBytes);
            source.limit(source.position() + taken);
            try {
                int written = delegate.write(source, position);
                if (fails) {
                    throw new IOException("No space left on device");
                }
                return written;
            } finally {
                source.limit(limit);
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            int number = forces.incrementAndGet();
            if (gated) {
                inForce.release();
                mayForce.acquireUninterruptibly();
            }
            if (number == failForceAt) {
                throw new IOException("Input/output error");
            }
            delegate.force(metaData);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return delegate.read(target);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return delegate.read(targets, offset, length);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return delegate.write(source);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            return delegate.write(sources, offset, length);
        }

        @Override
        public long position() throws IOException {
            return delegate.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            delegate.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return delegate.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            delegate.truncate(size);
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return delegate.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
            return delegate.transferFrom(source, position, count);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return delegate.read(target, position);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return delegate.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return delegate.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return delegate.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            delegate.close();
        }
    }
}
