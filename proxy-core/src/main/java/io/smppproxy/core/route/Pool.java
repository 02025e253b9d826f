package io.smppproxy.core.route;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.lane.LinkGate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool's members and the choice among them: first by how full their windows are, then by weight. Members that are down, throttled
 * or full are passed over; weight 0 drains. Immutable but for one counter; any thread.
 */
public final class Pool {
    /** Windows that are equally full to within an eighth count as equal, so that weights decide at low load. */
    private static final int LOAD_STEPS = 8;

    /**
     * @param gate the link
     * @param weight 0 to 1000
     */
    record Member(LinkGate gate, int weight) {}

    private final Member[] members;
    /** Member indices in smooth weighted order: each as often as its weight says, spread out evenly. */
    private final int[] schedule;

    private final AtomicInteger turn = new AtomicInteger();

    Pool(List<Member> members) {
        this.members = members.stream().filter(member -> member.weight() > 0).toArray(Member[]::new);
        this.schedule = schedule(this.members);
    }

    private static int[] schedule(Member[] members) {
        int divisor = 0;
        int total = 0;
        for (Member member : members) {
            divisor = gcd(member.weight(), divisor);
            total += member.weight();
        }
        List<Integer> order = new ArrayList<>();
        int[] credit = new int[members.length];
        int rounds = divisor == 0 ? 0 : total / divisor;
        for (int round = 0; round < rounds; round++) {
            int best = 0;
            for (int i = 0; i < members.length; i++) {
                credit[i] += members[i].weight();
                best = credit[i] > credit[best] ? i : best;
            }
            credit[best] -= total;
            order.add(best);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** @return null when no member can take a message now */
    LinkGate pick() {
        if (schedule.length == 0) {
            return null;
        }
        int start = Integer.remainderUnsigned(turn.getAndIncrement(), schedule.length);
        Member preferred = members[schedule[start]];
        int bestLoad = load(preferred.gate());
        LinkGate best = bestLoad == Integer.MAX_VALUE ? null : preferred.gate();
        for (Member member : members) {
            int load = load(member.gate());
            if (load < bestLoad) {
                bestLoad = load;
                best = member.gate();
            }
        }
        return best;
    }

    /** Steps of window in use; MAX_VALUE for a member that cannot take a message. */
    private static int load(LinkGate gate) {
        int window = gate.windowSize();
        if (window == 0 || gate.isThrottled() || gate.lane().isNearlyFull()) {
            return Integer.MAX_VALUE;
        }
        return (int) ((long) gate.outstandingParts() * LOAD_STEPS / window);
    }

    /** Whether the link is a member that is given messages. */
    boolean has(long linkId) {
        for (Member member : members) {
            if (member.gate().linkId() == linkId) {
                return true;
            }
        }
        return false;
    }

    boolean isDown() {
        for (Member member : members) {
            if (member.gate().canSubmit()) {
                return false;
            }
        }
        return true;
    }

    /** True while any member, whatever its weight, has a bind. */
    public boolean isBound() {
        for (Member member : members) {
            if (member.gate().boundSessions() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The system_id of a bound member, or of the first one. */
    public String systemId() {
        for (Member member : members) {
            if (member.gate().boundSessions() > 0) {
                return member.gate().systemId();
            }
        }
        return members.length == 0 ? "" : members[0].gate().systemId();
    }

    /** A member other than the given link that can take a message encoded for that link's rules; null if there is none. */
    LinkGate pickLike(LinkConfig config) {
        LinkGate best = null;
        int bestLoad = Integer.MAX_VALUE;
        for (Member member : members) {
            int load = load(member.gate());
            if (load < bestLoad && isEncodedAlike(config, member.gate().config())) {
                best = member.gate();
                bestLoad = load;
            }
        }
        return best;
    }

    private static boolean isEncodedAlike(LinkConfig config, LinkConfig other) {
        return other.id() != config.id()
                && other.segmentation().equals(config.segmentation())
                && other.interfaceVersion() == config.interfaceVersion()
                && other.source().equals(config.source())
                && other.dest().equals(config.dest())
                && other.requestReceipts() == config.requestReceipts();
    }
}
