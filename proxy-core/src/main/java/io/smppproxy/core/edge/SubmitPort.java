package io.smppproxy.core.edge;

/** The way into the core. Implementations are safe for calls from many edge threads at once and never block. */
public interface SubmitPort {
    /**
     * Makes a sink known. Called at start-up, before the first submission that names it.
     *
     * @return the id for {@link Submission#replyTo}
     */
    int register(ReplySink sink);

    /**
     * Passes one message through admission and router into a lane.
     *
     * @return {@link Verdict#ACCEPTED} if a reply will follow; otherwise nothing was kept and {@link Submission#reason()} says why
     */
    Verdict submit(Submission submission);
}
