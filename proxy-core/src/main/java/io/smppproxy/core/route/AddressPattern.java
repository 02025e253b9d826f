package io.smppproxy.core.route;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A pattern for an address: {@code *} stands for any characters, none too, and {@code ?} for one. Compares octets, so it costs at most
 * the address' length times the pattern's, whatever they are. Immutable; any thread; matching allocates nothing.
 */
public final class AddressPattern {
    private static final byte ANY = '*';
    private static final byte ONE = '?';
    private static final int NO_STAR = -1;

    private final byte[] pattern;

    /** @param pattern Latin-1 text; an empty one matches the empty address only */
    public AddressPattern(String pattern) {
        this.pattern = pattern.getBytes(StandardCharsets.ISO_8859_1);
    }

    public boolean matches(ByteBuf address, int offset, int length) {
        int at = 0;
        int in = 0;
        // Where to go on when what follows the last star fits no longer: the star takes one octet more.
        int star = NO_STAR;
        int starTook = 0;
        while (at < length) {
            if (in < pattern.length && pattern[in] == ANY) {
                star = in++;
                starTook = at;
            } else if (in < pattern.length && (pattern[in] == ONE || pattern[in] == address.getByte(offset + at))) {
                in++;
                at++;
            } else if (star != NO_STAR) {
                in = star + 1;
                at = ++starTook;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == ANY) {
            in++;
        }
        return in == pattern.length;
    }
}
