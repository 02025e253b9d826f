package io.smppproxy.core.deliver;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.core.config.MoRouteConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the account for an SMSC's message by its destination: a tree of octets, so that finding costs a step per octet however many
 * rules there are, and allocates nothing. Immutable; any thread.
 */
public final class MoRoutes {
    /** No rule is for the message. */
    public static final long NO_ACCOUNT = -1;

    public static final MoRoutes NONE = new MoRoutes(List.of());

    /** What an address has come to after some octets. */
    private static final class Node {
        byte[] octets = {};
        Node[] children = {};
        final Rules prefixes = new Rules();
        final Rules whole = new Rules();

        Node child(byte octet) {
            for (int i = 0; i < octets.length; i++) {
                if (octets[i] == octet) {
                    return children[i];
                }
            }
            return null;
        }

        Node childOrNew(byte octet) {
            Node child = child(octet);
            if (child == null) {
                child = new Node();
                octets = Arrays.copyOf(octets, octets.length + 1);
                children = Arrays.copyOf(children, octets.length);
                octets[octets.length - 1] = octet;
                children[octets.length - 1] = child;
            }
            return child;
        }
    }

    /** Rules with the same destination. */
    private static final class Rules {
        private long[] links = {};
        private long[] accountsOfLinks = {};
        private long accountOfAll = NO_ACCOUNT;

        void add(MoRouteConfig rule) {
            for (long link : rule.links()) {
                links = Arrays.copyOf(links, links.length + 1);
                accountsOfLinks = Arrays.copyOf(accountsOfLinks, links.length);
                links[links.length - 1] = link;
                accountsOfLinks[links.length - 1] = rule.account();
            }
            if (rule.links().isEmpty() && accountOfAll == NO_ACCOUNT) {
                accountOfAll = rule.account();
            }
        }

        long account(long link) {
            for (int i = 0; i < links.length; i++) {
                if (links[i] == link) {
                    return accountsOfLinks[i];
                }
            }
            return accountOfAll;
        }
    }

    private final Node root = new Node();

    public MoRoutes(List<MoRouteConfig> routes) {
        for (MoRouteConfig route : routes) {
            String destination = route.destination();
            boolean isPrefix = destination.endsWith(MoRouteConfig.ANY);
            String text = destination.substring(
                    destination.startsWith("+") ? 1 : 0, destination.length() - (isPrefix ? 1 : 0));
            Node node = root;
            for (byte octet : text.getBytes(StandardCharsets.ISO_8859_1)) {
                node = node.childOrNew(octet);
            }
            (isPrefix ? node.prefixes : node.whole).add(route);
        }
    }

    /** @return id of the account, or {@link #NO_ACCOUNT} */
    public long account(long linkId, MessageFlyweight message) {
        ByteBuf buf = message.buffer();
        int at = message.destinationAddrOffset();
        int end = at + message.destinationAddrLength();
        if (at < end && buf.getByte(at) == '+') {
            at++;
        }
        Node node = root;
        long account = node.prefixes.account(linkId);
        while (at < end) {
            node = node.child(buf.getByte(at++));
            if (node == null) {
                return account;
            }
            account = either(node.prefixes.account(linkId), account);
        }
        return either(node.whole.account(linkId), account);
    }

    private static long either(long account, long otherwise) {
        return account == NO_ACCOUNT ? otherwise : account;
    }
}
