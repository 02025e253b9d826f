package io.smppproxy.core.store;

/**
 * Whether the maps can take more. A map that is filled beyond its bound refuses single puts at random, so new messages are
 * refused well before.
 */
public final class StoreBounds {
    private static final double REFUSE_AT = 0.9;

    private final MessageStore messages;
    private final ReceiptIndex receipts;
    private final ContactHistory contacts;
    private volatile String fullStore;

    public StoreBounds(MessageStore messages, ReceiptIndex receipts, ContactHistory contacts) {
        this.messages = messages;
        this.receipts = receipts;
        this.contacts = contacts;
    }

    /** Looks at the sizes again; called by the tracker now and then. */
    public void refresh() {
        fullStore = firstFull();
    }

    /** The name of a store that is 90 % full, or null; any thread. */
    public String fullStore() {
        return fullStore;
    }

    private String firstFull() {
        if (messages.size() >= messages.capacity() * REFUSE_AT) {
            return "message store";
        }
        if (receipts.size() >= receipts.capacity() * REFUSE_AT) {
            return "receipt index";
        }
        if (contacts.size() >= contacts.capacity() * REFUSE_AT) {
            return "contact history";
        }
        return null;
    }
}
