package io.smppproxy.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes Netty's leak detector look at every buffer and keeps what it finds. {@link #install} must come before the first
 * buffer class is initialised, because these keep the detector that they find then.
 */
public final class LeakGuard {
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
    private static final long GC_TIMEOUT_MS = 2_000;

    private LeakGuard() {}

    public static void install() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // The abstract method of this factory in Netty 4.2 is the deprecated one.
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new KeepingLeakDetector<>(resource, samplingInterval);
            }
        });
    }

    /** Collects garbage and returns what leaked since the last call, each with the places that touched it. */
    public static List<String> collect() throws InterruptedException {
        // Two rounds: once the second probe is enqueued, all that the first collection found is.
        collectGarbage();
        collectGarbage();
        // The detector looks at its queue when it begins to track another buffer.
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
        List<String> found = new ArrayList<>();
        for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            found.add(report);
        }
        return found;
    }

    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> probe = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(GC_TIMEOUT_MS) != probe) {
            throw new IllegalStateException("no garbage collection within " + GC_TIMEOUT_MS + " ms");
        }
    }

    private static final class KeepingLeakDetector<T> extends ResourceLeakDetector<T> {
        @SuppressWarnings("deprecation") // As above: it is the constructor that takes an interval.
        KeepingLeakDetector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            REPORTS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add(resourceType);
        }
    }
}
