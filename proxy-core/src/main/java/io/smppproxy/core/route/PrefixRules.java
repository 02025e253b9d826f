package io.smppproxy.core.route;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Rules by what a destination begins with: a tree of digits, so that finding costs a step per digit however many rules there are. Filled
 * on one thread, then immutable.
 */
final class PrefixRules {
    static final long NOT_FOUND = -1;

    private static final int DIGITS = 10;
    private static final int NONE = 0;

    /** Per node ten children; the root is node 0, so no child is. */
    private int[] children = new int[DIGITS];
    /** Per node the number of its first rule, from 1; rules of one node are a chain in configuration order. */
    private int[] firstRule = new int[1];

    private int nodeCount = 1;
    private int[] nextRule = new int[1];
    private AddressPattern[] senders = new AddressPattern[1];
    private long[] esmes = new long[1];
    private int ruleCount;

    /**
     * @param sender null for any
     * @throws IllegalArgumentException if the prefix has anything but digits
     */
    void add(String prefix, AddressPattern sender, long esme) {
        int node = 0;
        for (int i = 0; i < prefix.length(); i++) {
            int digit = prefix.charAt(i) - '0';
            if (digit < 0 || digit >= DIGITS) {
                throw new IllegalArgumentException(
                        "prefix: \"" + prefix + "\" (expected: the digits that a destination begins with)");
            }
            node = childOf(node, digit);
        }
        ruleCount++;
        ensureRules();
        senders[ruleCount] = sender;
        esmes[ruleCount] = esme;
        append(node);
    }

    private int childOf(int node, int digit) {
        int at = node * DIGITS + digit;
        if (children[at] == NONE) {
            if (nodeCount == firstRule.length) {
                children = Arrays.copyOf(children, 2 * children.length);
                firstRule = Arrays.copyOf(firstRule, 2 * firstRule.length);
            }
            children[at] = nodeCount++;
        }
        return children[at];
    }

    private void ensureRules() {
        if (ruleCount == esmes.length) {
            nextRule = Arrays.copyOf(nextRule, 2 * ruleCount);
            senders = Arrays.copyOf(senders, 2 * ruleCount);
            esmes = Arrays.copyOf(esmes, 2 * ruleCount);
        }
    }

    private void append(int node) {
        if (firstRule[node] == NONE) {
            firstRule[node] = ruleCount;
            return;
        }
        int last = firstRule[node];
        while (nextRule[last] != NONE) {
            last = nextRule[last];
        }
        nextRule[last] = ruleCount;
    }

    /** @return what the best rule says, or {@link #NOT_FOUND} */
    long find(ByteBuf buf, int source, int sourceLength, int dest, int destLength) {
        long found = NOT_FOUND;
        int node = 0;
        int at = dest;
        int end = dest + destLength;
        if (at < end && buf.getByte(at) == '+') {
            at++;
        }
        while (true) {
            int rule = matching(node, buf, source, sourceLength);
            found = rule == NONE ? found : esmes[rule];
            int digit = at < end ? buf.getByte(at++) - '0' : DIGITS;
            if (digit < 0 || digit >= DIGITS) {
                return found;
            }
            node = children[node * DIGITS + digit];
            if (node == NONE) {
                return found;
            }
        }
    }

    private int matching(int node, ByteBuf buf, int source, int sourceLength) {
        int rule = firstRule[node];
        while (rule != NONE && senders[rule] != null && !senders[rule].matches(buf, source, sourceLength)) {
            rule = nextRule[rule];
        }
        return rule;
    }
}
