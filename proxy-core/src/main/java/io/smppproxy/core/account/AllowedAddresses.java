package io.smppproxy.core.account;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * IPv4 and IPv6 addresses and CIDR blocks. An IPv4 address that arrives as IPv4-mapped IPv6 (RFC 4291 §2.5.5.2) is an IPv4 address.
 * Immutable.
 */
public final class AllowedAddresses {
    private static final String V4 = "(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})";
    private static final int MAPPED_PREFIX_BITS = 96;

    private final List<Block> blocks = new ArrayList<>();
    private final boolean anyIfEmpty;

    private record Block(
            @SuppressWarnings("ArrayRecordComponent") byte[] network, int prefixBits) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
                int mask = 0xFF << Math.max(0, Byte.SIZE - (prefixBits - bit));
                if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private AllowedAddresses(boolean anyIfEmpty) {
        this.anyIfEmpty = anyIfEmpty;
    }

    /**
     * An empty list allows every address.
     *
     * @throws IllegalArgumentException naming the element that is neither an address nor a block
     */
    public static AllowedAddresses anyOr(List<String> texts) {
        return of(texts, true);
    }

    /** An empty list allows none. */
    public static AllowedAddresses only(List<String> texts) {
        return of(texts, false);
    }

    private static AllowedAddresses of(List<String> texts, boolean anyIfEmpty) {
        AllowedAddresses addresses = new AllowedAddresses(anyIfEmpty);
        for (String text : texts) {
            addresses.blocks.add(block(text));
        }
        return addresses;
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean isV4 = address.matches(V4);
        // Netty reads more than RFC 4291 allows: brackets and zones, which mean nothing in a list.
        byte[] octets = isV4 || address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
                ? NetUtil.createByteArrayFromIpAddressString(address)
                : null;
        if (octets == null) {
            throw unexpected(text);
        }
        int bits = Byte.SIZE * octets.length;
        int prefix = slash < 0 ? bits : prefix(text, slash, bits);
        if (!isV4 && isMapped(octets) && prefix >= MAPPED_PREFIX_BITS) {
            return new Block(java.util.Arrays.copyOfRange(octets, 12, 16), prefix - MAPPED_PREFIX_BITS);
        }
        return new Block(octets, prefix);
    }

    private static int prefix(String text, int slash, int bits) {
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
            throw unexpected(text);
        }
        return Integer.parseInt(prefix);
    }

    private static boolean isMapped(byte[] octets) {
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return octets[10] == (byte) 0xFF && octets[11] == (byte) 0xFF;
    }

    private static IllegalArgumentException unexpected(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" (expected: an IPv4 or IPv6 address, or a block such as 192.0.2.0/24)");
    }

    /** Whether the list names the address, not only allows everything. */
    boolean names(InetAddress address) {
        byte[] octets = address.getAddress();
        for (Block block : blocks) {
            if (block.contains(octets)) {
                return true;
            }
        }
        return false;
    }

    public boolean contains(InetAddress address) {
        return (blocks.isEmpty() && anyIfEmpty) || names(address);
    }
}
