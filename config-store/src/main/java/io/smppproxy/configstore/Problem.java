package io.smppproxy.configstore;

/**
 * One thing that is wrong with a change.
 *
 * @param pointer JSON pointer to the setting by the entity's key, such as {@code /links/101/port}
 * @param detail what was found and what is expected, secrets masked
 */
public record Problem(String pointer, String detail) {
    @Override
    public String toString() {
        return pointer + ": " + detail;
    }
}
