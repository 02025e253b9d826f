package io.smppproxy.core.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** From submit_sm written to submit_sm_resp read, since the start and in the last seconds. One writer; any thread may read. */
public final class AnswerLatency {
    private static final long MIN_NS = 1_000;
    private static final long MAX_NS = 120_000_000_000L;
    private static final int DIGITS = 2;
    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_SECOND = 1e9;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MIN_NS, MAX_NS, DIGITS);
    private final Histogram total = new Histogram(MIN_NS, MAX_NS, DIGITS);
    /** What is called the last seconds: the turn that has begun and the one before it. */
    private Histogram thisTurn = new Histogram(MIN_NS, MAX_NS, DIGITS);

    private Histogram lastTurn = new Histogram(MIN_NS, MAX_NS, DIGITS);
    private Histogram interval;
    private double sumSeconds;

    /** Owner only. */
    void record(long latencyNs) {
        recorder.recordValue(Math.min(latencyNs, MAX_NS));
    }

    /** Forgets what is older than the turn that ends now; called every few seconds. */
    synchronized void turn() {
        take();
        Histogram emptied = lastTurn;
        lastTurn = thisTurn;
        thisTurn = emptied;
        emptied.reset();
    }

    private void take() {
        interval = recorder.getIntervalHistogram(interval);
        if (interval.getTotalCount() > 0) {
            total.add(interval);
            thisTurn.add(interval);
            sumSeconds += interval.getMean() * interval.getTotalCount() / NS_PER_SECOND;
        }
    }

    /**
     * Percentiles of the last seconds, in milliseconds; 0 when there was no answer.
     *
     * @param percentiles such as 50 and 99
     */
    synchronized double[] recentMs(double... percentiles) {
        take();
        Histogram recent = lastTurn.copy();
        recent.add(thisTurn);
        double[] result = new double[percentiles.length];
        for (int i = 0; i < percentiles.length && recent.getTotalCount() > 0; i++) {
            result[i] = recent.getValueAtPercentile(percentiles[i]) / NS_PER_MS;
        }
        return result;
    }

    /** What is told of all answers since the start. */
    public interface Reader {
        /**
         * @param counts answers up to each bound and above the one before
         * @param sumSeconds of all latencies
         */
        void read(long[] counts, double sumSeconds);
    }

    /** @param boundsSeconds rising; the last one may be infinite */
    public synchronized void readTotal(double[] boundsSeconds, Reader reader) {
        take();
        long[] counts = new long[boundsSeconds.length];
        long below = 0;
        for (int i = 0; i < boundsSeconds.length; i++) {
            long upTo = Double.isInfinite(boundsSeconds[i])
                    ? total.getTotalCount()
                    : total.getCountBetweenValues(0, (long) (boundsSeconds[i] * NS_PER_SECOND));
            counts[i] = upTo - below;
            below = upTo;
        }
        reader.read(counts, sumSeconds);
    }
}
