package io.smppproxy.codec.spec;

import java.util.Arrays;

/** An immutable set of TLV tags. */
public final class TlvTags {
    static final TlvTags NONE = of();

    /** Ascending. */
    private final int[] tags;

    private TlvTags(int[] tags) {
        this.tags = tags;
    }

    static TlvTags of(int... tags) {
        return new TlvTags(Arrays.stream(tags).sorted().distinct().toArray());
    }

    TlvTags and(int... more) {
        int[] all = Arrays.copyOf(tags, tags.length + more.length);
        System.arraycopy(more, 0, all, tags.length, more.length);
        return of(all);
    }

    TlvTags and(TlvTags more) {
        return and(more.tags);
    }

    public boolean contains(int tag) {
        return Arrays.binarySearch(tags, tag) >= 0;
    }

    public int size() {
        return tags.length;
    }

    /** The tag at {@code index}, 0 to {@link #size} - 1, in ascending order. */
    public int get(int index) {
        return tags[index];
    }
}
