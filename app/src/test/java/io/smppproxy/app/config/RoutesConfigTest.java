package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.ForwardingRules;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.RouteConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes}, and what links do with ESMEs' requests. */
class RoutesConfigTest {
    private static final String BASE = """
            accounts = [{ id = 1, username = a, password = secret08 }, { id = 2, username = b, password = secret08 }]
            links = [{ id = 101, smsc-id = x, host = h, port = 1, username = u }
                     { id = 102, smsc-id = y, host = h, port = 1, username = u }]
            pools = [{ id = 900, name = p, members = [{ link = 101 }] }]
            """;

    @TempDir
    Path dir;

    private AppConfiguration load(String text) throws IOException, ConfigurationException {
        return ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), text), Map.of());
    }

    private String problems(String text) {
        return String.join(
                "\n",
                assertThrows(ConfigurationException.class, () -> load(text)).problems().stream()
                        .map(ConfigProblem::toString)
                        .toList());
    }

    @Test
    void shouldReadRoutesInTheirOrder() throws Exception {
        List<RouteConfig> routes = load(BASE + """
                routes = [
                  { accounts = [1, 2], prefixes = ["998", "7"], sender = "BANK*", esme = 101 }
                  { prefixes = 7900, reject = true }
                  { reject = false, esme = 900 }
                ]
                """).core().routes();
        assertEquals(
                List.of(
                        new RouteConfig(Set.of(1L, 2L), List.of("998", "7"), "BANK*", 101),
                        new RouteConfig(Set.of(), List.of("7900"), "", RouteConfig.REJECT),
                        new RouteConfig(Set.of(), List.of(), "", 900)),
                routes);
    }

    @Test
    void shouldWarnOfAccountsWithoutAnyRoute() throws Exception {
        assertTrue(load(BASE).warnings().stream().anyMatch(warning -> warning.startsWith("routes: empty")));
        assertFalse(load(BASE + "routes = [{ esme = 101 }]").warnings().stream()
                .anyMatch(warning -> warning.startsWith("routes")));
        assertFalse(load("").warnings().stream().anyMatch(warning -> warning.startsWith("routes")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ esme = 103 } | routes[0].esme: 103 (expected: the id of a link or pool)",
                "{ } | routes[0].esme: missing (expected: 1 to 9223372036854775807)",
                "{ esme = 101, reject = true } | routes[0].esme: 101 (expected: nothing where reject is true)",
                "{ esme = 101, prefixes = [\"+998\"] } | routes[0].prefixes: \"+998\" (expected: 1 to 20 digits, without",
                "{ esme = 101, accounts = [3] } | routes[0].accounts: \"3\" (expected: ids of accounts)",
                "{ esme = 101, accounts = [a] } | routes[0].accounts: \"a\" (expected: ids of accounts)",
                "{ esme = 101, prefix = 1 } | routes[0].prefix: unknown key (did you mean prefixes?)"
            })
    void shouldNameWhatIsWrong(String route, String problem) {
        String problems = problems(BASE + "routes = [" + route + "]");
        assertTrue(problems.contains(problem.strip()), problems);
    }

    @Test
    void shouldReadWhatLinksDoWithRequests() throws Exception {
        List<LinkConfig> links = load("""
                        link-defaults { status-map { "0x45" = 20, "88" = "0x14" } }
                        links = [
                          { id = 101, smsc-id = x, host = h, port = 1, username = u }
                          { id = 102, smsc-id = y, host = h, port = 1, username = u, query = forward, cancel = refuse
                            replace = refuse, status-map { "0xFFFFFFFF" = "0x400", "0x45" = 11 } }
                        ]
                        """).core().links();
        assertEquals(
                new ForwardingRules(false, true, true, Map.of(0x45, 20, 88, 0x14)),
                links.get(0).forwarding());
        assertEquals(
                new ForwardingRules(true, false, false, Map.of(0x45, 11, 88, 0x14, -1, 0x400)),
                links.get(1).forwarding());
        assertEquals(ForwardingRules.DEFAULT, load(BASE).core().links().get(0).forwarding());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query = maybe | links[0].query: \"maybe\" (expected: tracker, forward)",
                "cancel = tracker | links[0].cancel: \"tracker\" (expected: forward, refuse)",
                "status-map { \"0\" = 1 } | links[0].status-map.0: (expected: a command_status other than 0 as the key",
                "status-map { \"x\" = 1 } | links[0].status-map.x: (expected: a command_status other than 0 as the key",
                "status-map { \"1\" = 0 } | links[0].status-map.1: 0 (expected: a command_status other than 0: a refusal",
                "status-map { \"1\" = x } | links[0].status-map.1: \"x\" (expected: a command_status other than 0, such as"
            })
    void shouldNameWhatIsWrongWithALink(String setting, String problem) {
        String problems =
                problems("links = [{ id = 101, smsc-id = x, host = h, port = 1, username = u, " + setting + " }]");
        assertTrue(problems.contains(problem.strip()), problems);
    }
}
