package io.smppproxy.configstore;

/** JSON pointers (RFC 6901). */
public final class Pointers {
    private Pointers() {}

    /** A pointer through the names, from the root. */
    public static String of(String... names) {
        StringBuilder pointer = new StringBuilder();
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
