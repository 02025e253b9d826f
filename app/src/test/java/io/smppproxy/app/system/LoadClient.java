package io.smppproxy.app.system;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceStub;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * A careful sender with a ledger of its own: it streams messages, notes each answer by transaction_id, and sends again, under the same
 * transaction_id, what got no answer or an answer that promises that nothing was sent. Thread safe.
 */
final class LoadClient implements AutoCloseable {
    private static final Set<String> NOTHING_WAS_SENT =
            Set.of("link_down", "not_sent", "busy", "stopping", "rate_limited", "store_full");
    private static final long RETRY_DELAY_MS = 20;

    private final int maxInFlight;
    private final IntFunction<SmsRequest> maker;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final ArrayDeque<Story> queue = new ArrayDeque<>();
    private final LinkedHashSet<Story> outstanding = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(LoadClient::thread);
    private Stream stream;
    private int allowed;
    private int waitingForRetry;
    private long requests;
    private long answers;
    private long retries;
    private int finished;

    /** What is known of one message. Guarded by the client. */
    static final class Story {
        final SmsRequest request;
        SmsResponse answer;

        Story(SmsRequest request) {
            this.request = request;
        }
    }

    /**
     * Makes a sender that sends nothing yet.
     *
     * @param maker makes message number n, from 0, with a transaction_id of its own
     */
    LoadClient(int maxInFlight, IntFunction<SmsRequest> maker) {
        this.maxInFlight = maxInFlight;
        this.maker = maker;
    }

    /** A message to a number of its own: mostly one part, some Cyrillic, some of three parts. */
    static SmsRequest message(String prefix, int number) {
        String text = prefix + " message " + number;
        if (number % 10 == 3) {
            text = text + " привет €";
        } else if (number % 10 == 7) {
            text = text + " long".repeat(70);
        }
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(1000)
                .setTransactionId(prefix + "-" + number)
                .setTaskId(number)
                .setSaddr("MYBRAND")
                .setDaddr(String.format("998%09d", number))
                .setMessage(text)
                .build();
    }

    /** Opens the next stream; what has no final answer is sent over it, then new messages as far as they are allowed. */
    synchronized void open(SmsServiceStub stub) {
        stream = new Stream();
        stub.sendMessageStream(stream);
    }

    /** Lets {@code count} more messages be made and sent. */
    synchronized void allow(int count) {
        allowed += count;
        pump();
    }

    /** Makes no more messages than there are already. */
    synchronized void makeNoMore() {
        allowed = stories.size();
    }

    /** Sends everything that has a final answer once more. */
    synchronized void askAgain() {
        stories.values().stream().filter(story -> story.answer != null).forEach(queue::add);
        pump();
    }

    /** Ends the stream from this side once everything is answered. */
    synchronized void finish() {
        stream.finishing = true;
        pump();
    }

    /** Waits until the stream is over and tells how; fails when the time is over first. */
    synchronized Status awaitEnd(Duration timeout) throws InterruptedException {
        Stream awaited = stream;
        if (!await(() -> awaited.end != null, timeout)) {
            throw new AssertionError("the stream is open after " + timeout + "; " + this);
        }
        return awaited.end;
    }

    /** Waits until so many messages have a final answer; false when the time or the stream is over first. */
    synchronized boolean awaitFinished(int count, Duration timeout) throws InterruptedException {
        await(() -> finished >= count || stream.end != null, timeout);
        return finished >= count;
    }

    synchronized int finished() {
        return finished;
    }

    synchronized Collection<Story> stories() {
        return List.copyOf(stories.values());
    }

    /** Answers that nobody asked for and answers that contradict an earlier one. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized long count(String status) {
        return stories.values().stream()
                .filter(story ->
                        story.answer != null && story.answer.getStatus().equals(status))
                .count();
    }

    @Override
    public synchronized String toString() {
        return stories.size() + " messages, " + requests + " requests, " + answers + " answers, " + retries
                + " sent again as promised unsent, " + finished + " with a final answer: " + count("submitted")
                + " submitted, " + count("rejected") + " rejected, " + count("unknown") + " unknown; "
                + outstanding.size() + " in flight";
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private synchronized void pump() {
        if (stream == null || !stream.isOpen()) {
            return;
        }
        while (outstanding.size() < maxInFlight && stream.calls.isReady()) {
            Story story = next();
            if (story == null) {
                break;
            }
            outstanding.add(story);
            requests++;
            stream.calls.onNext(story.request);
        }
        boolean isDone = queue.isEmpty() && outstanding.isEmpty() && waitingForRetry == 0 && stories.size() >= allowed;
        if (isDone && stream.finishing && !stream.halfClosed) {
            stream.halfClosed = true;
            stream.calls.onCompleted();
        }
    }

    private Story next() {
        if (!queue.isEmpty()) {
            return queue.poll();
        }
        if (stories.size() >= allowed) {
            return null;
        }
        Story story = new Story(maker.apply(stories.size()));
        stories.put(story.request.getTransactionId(), story);
        return story;
    }

    private synchronized void answered(SmsResponse response) {
        answers++;
        Story story = stories.get(response.getTransactionId());
        if (story == null || !outstanding.remove(story)) {
            faults.add("nobody waits for " + response);
        } else if (NOTHING_WAS_SENT.contains(response.getStatus())) {
            if (story.answer != null && story.answer.getSuccess()) {
                faults.add("first " + story.answer + "then " + response);
            }
            retries++;
            waitingForRetry++;
            timer.schedule(() -> retry(story), RETRY_DELAY_MS, TimeUnit.MILLISECONDS);
        } else {
            settle(story, response);
        }
        pump();
        notifyAll();
    }

    private void settle(Story story, SmsResponse response) {
        SmsResponse before = story.answer;
        if (before == null) {
            finished++;
        } else if (!before.equals(response) && !before.getStatus().equals("unknown")) {
            faults.add("first " + before + "then " + response);
        }
        story.answer = response;
    }

    private synchronized void retry(Story story) {
        waitingForRetry--;
        queue.add(story);
        pump();
    }

    /** What is unanswered goes to the head of the queue, in its old order. */
    private synchronized void ended(Stream ended, Status status) {
        ended.end = status;
        List<Story> unanswered = new ArrayList<>(outstanding);
        outstanding.clear();
        for (int i = unanswered.size() - 1; i >= 0; i--) {
            queue.addFirst(unanswered.get(i));
        }
        notifyAll();
    }

    private synchronized boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                return false;
            }
            wait(1 + leftNs / 1_000_000);
        }
        return true;
    }

    private static Thread thread(Runnable run) {
        Thread thread = new Thread(run, "load-client");
        thread.setDaemon(true);
        return thread;
    }

    private final class Stream implements ClientResponseObserver<SmsRequest, SmsResponse> {
        private ClientCallStreamObserver<SmsRequest> calls;
        private boolean finishing;
        private boolean halfClosed;
        private Status end;

        boolean isOpen() {
            return calls != null && end == null && !halfClosed;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<SmsRequest> requestStream) {
            calls = requestStream;
            calls.setOnReadyHandler(LoadClient.this::pump);
        }

        @Override
        public void onNext(SmsResponse response) {
            answered(response);
        }

        @Override
        public void onError(Throwable cause) {
            ended(this, Status.fromThrowable(cause));
        }

        @Override
        public void onCompleted() {
            ended(this, Status.OK);
        }
    }
}
