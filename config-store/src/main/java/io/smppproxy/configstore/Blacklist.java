package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.ConfigStore.BlacklistEntry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers that strategies refuse, beside those of their settings. Not in versions, but audited. Any thread; changes block. */
public final class Blacklist {
    private static final String NUMBER_FORM = "\\+?[0-9]{3,20}";
    private static final int AUDITED_NUMBERS = 100;

    private final ConfigStore store;
    private final Clock clock;
    private final Runnable changed;
    private volatile Map<String, Set<String>> numbers = Map.of();

    Blacklist(ConfigStore store, Clock clock, Runnable changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    /** The numbers of a strategy, as this node knows them; does not block. */
    public Set<String> numbers(String strategy) {
        return numbers.getOrDefault(strategy, Set.of());
    }

    /**
     * Numbers of a strategy in their order.
     *
     * @param after the last one of the page before, or an empty text
     */
    public List<BlacklistEntry> page(String strategy, String after, int limit) {
        return store.blacklist(strategy, after, limit);
    }

    /**
     * @param msisdns 3 to 20 digits each; a leading + is dropped
     * @return how many were not there yet
     */
    public int add(String strategy, Collection<String> msisdns, String who) throws ChangeRefused {
        Set<String> checked = checked(msisdns);
        int added = store.block(
                strategy, checked, change(who, "blacklisted " + checked.size() + " numbers for " + strategy, checked));
        changed.run();
        return added;
    }

    /** @return how many were there */
    public int remove(String strategy, Collection<String> msisdns, String who) throws ChangeRefused {
        Set<String> checked = checked(msisdns);
        int removed = store.unblock(
                strategy,
                checked,
                change(who, "took " + checked.size() + " numbers off the blacklist of " + strategy, checked));
        changed.run();
        return removed;
    }

    /** @return whether there is a change */
    boolean refresh() {
        Map<String, Set<String>> read = store.blacklist();
        boolean different = !read.equals(numbers);
        numbers = read;
        return different;
    }

    private static Set<String> checked(Collection<String> msisdns) throws ChangeRefused {
        List<Problem> problems = new ArrayList<>();
        Set<String> checked = new LinkedHashSet<>();
        int index = 0;
        for (String number : msisdns) {
            if (number.matches(NUMBER_FORM)) {
                checked.add(number.replace("+", ""));
            } else {
                problems.add(new Problem(
                        "/msisdns/" + index,
                        "\"" + number + "\" (expected: 3 to 20 digits, optionally with a leading +)"));
            }
            index++;
        }
        if (!problems.isEmpty()) {
            throw ChangeRefused.invalid(problems);
        }
        return checked;
    }

    private Change change(String who, String what, Collection<String> msisdns) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("count", msisdns.size());
        msisdns.stream().limit(AUDITED_NUMBERS).forEach(detail.withArray("numbers")::add);
        return new Change(clock.instant().truncatedTo(ChronoUnit.MILLIS), who, what, Json.write(detail));
    }
}
