package io.smppproxy.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.core.config.RouteConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RouteRulesTest {
    private static final long ACME = 1;
    private static final long OTHER = 2;

    private static RouteConfig rule(long esme, String... prefixes) {
        return new RouteConfig(Set.of(), List.of(prefixes), "", esme);
    }

    private static long find(List<RouteConfig> rules, long account, String source, String dest) {
        return find(new RouteRules(rules), account, source, dest);
    }

    private static long find(RouteRules rules, long account, String source, String dest) {
        ByteBuf buf = Unpooled.copiedBuffer(source + "\0" + dest + "\0" + "999", StandardCharsets.ISO_8859_1);
        return rules.find(account, buf, 0, source.length(), source.length() + 1, dest.length());
    }

    @Test
    void shouldRefuseWithoutRules() {
        assertEquals(RouteConfig.REJECT, find(List.of(), ACME, "BRAND", "998901234567"));
        assertEquals(RouteConfig.REJECT, find(RouteRules.NONE, ACME, "", ""));
    }

    @Test
    void shouldTakeTheLongestPrefix() {
        List<RouteConfig> rules = List.of(rule(10), rule(11, "998"), rule(12, "99890", "99891"), rule(13, "9989"));
        assertEquals(12, find(rules, ACME, "", "998901234567"));
        assertEquals(12, find(rules, ACME, "", "+998911234567"));
        assertEquals(13, find(rules, ACME, "", "998931234567"));
        assertEquals(11, find(rules, ACME, "", "998711234567"));
        assertEquals(10, find(rules, ACME, "", "491700000001"));
        // Shorter than any prefix, no number at all, nothing.
        assertEquals(10, find(rules, ACME, "", "99"));
        assertEquals(10, find(rules, ACME, "", "INFO"));
        assertEquals(10, find(rules, ACME, "", ""));
        assertEquals(10, find(rules, ACME, "", "+"));
        assertEquals(11, find(rules, ACME, "", "998"));
    }

    @Test
    void shouldTakeTheFirstOfEquallyLongOnes() {
        List<RouteConfig> rules = List.of(
                new RouteConfig(Set.of(), List.of("998"), "BANK*", 11),
                new RouteConfig(Set.of(), List.of("998"), "BANKING", 12),
                rule(13, "998"),
                rule(14, "998"),
                new RouteConfig(Set.of(), List.of(), "BANK?", 15));
        assertEquals(11, find(rules, ACME, "BANKING", "998901234567"));
        assertEquals(13, find(rules, ACME, "BRAND", "998901234567"));
        assertEquals(15, find(rules, ACME, "BANK1", "491700000001"));
        assertEquals(RouteConfig.REJECT, find(rules, ACME, "BRAND", "491700000001"));
    }

    @Test
    void shouldGoBackToAShorterPrefixWhenTheSenderDoesNotFit() {
        List<RouteConfig> rules =
                List.of(rule(11, "998"), new RouteConfig(Set.of(), List.of("99890"), "BANK", 12), rule(10));
        assertEquals(12, find(rules, ACME, "BANK", "998901234567"));
        assertEquals(11, find(rules, ACME, "BRAND", "998901234567"));
    }

    @Test
    void shouldPreferRulesThatNameTheAccount() {
        List<RouteConfig> rules = List.of(
                rule(11, "99890"),
                new RouteConfig(Set.of(ACME), List.of(), "", 12),
                new RouteConfig(Set.of(OTHER, 3L), List.of("49"), "", 13));
        assertEquals(12, find(rules, ACME, "", "998901234567"));
        assertEquals(11, find(rules, OTHER, "", "998901234567"));
        assertEquals(13, find(rules, OTHER, "", "491700000001"));
        assertEquals(13, find(rules, 3, "", "491700000001"));
        assertEquals(RouteConfig.REJECT, find(rules, 4, "", "491700000001"));
    }

    @Test
    void shouldReject() {
        List<RouteConfig> rules = List.of(
                rule(10),
                rule(RouteConfig.REJECT, "9989000"),
                rule(11, "99890"),
                new RouteConfig(Set.of(OTHER), List.of("49"), "", RouteConfig.REJECT));
        assertEquals(RouteConfig.REJECT, find(rules, ACME, "", "998900012345"));
        assertEquals(11, find(rules, ACME, "", "998901234567"));
        // The account's own rule says no: those for all are not asked.
        assertEquals(RouteConfig.REJECT, find(rules, OTHER, "", "491700000001"));
        assertEquals(10, find(rules, ACME, "", "491700000001"));
    }

    @Test
    void shouldRefusePrefixesThatAreNoDigits() {
        for (String prefix : List.of("+998", "99 8", "99a", "*")) {
            IllegalArgumentException thrown =
                    assertThrows(IllegalArgumentException.class, () -> new RouteRules(List.of(rule(1, prefix))));
            assertEquals(
                    "prefix: \"" + prefix + "\" (expected: the digits that a destination begins with)",
                    thrown.getMessage());
        }
    }

    @Test
    void shouldAgreeWithASearchThroughAllRules() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<RouteConfig> routes = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                routes.add(randomRoute(random));
            }
            RouteRules rules = new RouteRules(routes);
            for (int i = 0; i < 200; i++) {
                long account = 1L + random.nextInt(4);
                String source = AddressPatternTest.random(random, "ab", 3);
                String dest = (random.nextInt(5) == 0 ? "+" : "") + AddressPatternTest.random(random, "012x", 5);
                assertEquals(
                        naive(routes, account, source, dest),
                        find(rules, account, source, dest),
                        "seed " + seed + ": " + account + " " + source + " " + dest + " " + routes);
            }
        }
    }

    private static RouteConfig randomRoute(SplittableRandom random) {
        Set<Long> accounts = random.nextInt(3) == 0 ? Set.of(1L + random.nextInt(3)) : Set.of();
        List<String> prefixes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            prefixes.add(AddressPatternTest.random(random, "012", 4));
        }
        String sender = random.nextBoolean() ? "" : AddressPatternTest.random(random, "ab*?", 3);
        return new RouteConfig(accounts, prefixes, sender, random.nextInt(50));
    }

    private static long naive(List<RouteConfig> routes, long account, String source, String dest) {
        for (boolean named : new boolean[] {true, false}) {
            RouteConfig best = null;
            int bestLength = -1;
            for (RouteConfig route : routes) {
                boolean forIt = named
                        ? route.accounts().contains(account)
                        : route.accounts().isEmpty();
                int length = prefixLength(route, dest.startsWith("+") ? dest.substring(1) : dest);
                if (forIt && length > bestLength && fits(route.sender(), source)) {
                    best = route;
                    bestLength = length;
                }
            }
            if (best != null) {
                return best.esme();
            }
        }
        return RouteConfig.REJECT;
    }

    private static int prefixLength(RouteConfig route, String dest) {
        if (route.destPrefixes().isEmpty()) {
            return 0;
        }
        return route.destPrefixes().stream()
                .filter(dest::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }

    private static boolean fits(String sender, String source) {
        return sender.isEmpty() || source.matches(sender.replace("?", ".").replace("*", ".*"));
    }
}
