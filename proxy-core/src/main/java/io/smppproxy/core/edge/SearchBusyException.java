package io.smppproxy.core.edge;

/** As many searches are under way as may be; this one has not been tried. */
public final class SearchBusyException extends Exception {
    private static final long serialVersionUID = 1L;

    public SearchBusyException(int atOnce) {
        super(atOnce + " searches are under way; try again soon");
    }
}
