package io.smppproxy.core.track;

/** Decides whether the {@code esme} of a question means the way that a message took. */
@FunctionalInterface
public interface EsmeMatcher {
    /**
     * @param asked link or pool id of the question
     * @param requested link or pool id that the sender had asked for
     * @param linkId the link that was used
     */
    boolean matches(long asked, long requested, long linkId);
}
