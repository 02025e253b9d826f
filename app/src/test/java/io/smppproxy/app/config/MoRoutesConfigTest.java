package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smppproxy.core.config.MoRouteConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mo-routes}, and what accounts say about deliveries. */
class MoRoutesConfigTest {
    private static final String ACCOUNTS = "accounts = [{ id = 1, username = a, password = x }]\n";

    @TempDir
    Path dir;

    private AppConfiguration load(String text) throws IOException, ConfigurationException {
        return ConfigLoader.load(Files.writeString(dir.resolve("c.conf"), ACCOUNTS + text), Map.of());
    }

    private String problem(String text) {
        return assertThrows(ConfigurationException.class, () -> load(text)).problems().stream()
                .map(problem -> problem.toString().replaceFirst(" \\[.*", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldReadRules() throws Exception {
        assertEquals(List.of(), load("").core().moRoutes());
        assertEquals(
                List.of(
                        new MoRouteConfig("4455", Set.of(), 1),
                        new MoRouteConfig("+998*", Set.of(101L), 1),
                        new MoRouteConfig("*", Set.of(), 1)),
                load("""
                        mo-routes = [
                          { destination = "4455", account = 1 }
                          { destination = "+998*", links = [101], account = 1 }
                          { destination = "*", account = 1 }
                        ]
                        """).core().moRoutes());
    }

    @Test
    void shouldTellWhatIsWrong() {
        assertEquals(
                "mo-routes[0].destination: \"44*55\" (expected: a whole address, or what it begins with and one * at the end)"
                        + "",
                problem("mo-routes = [{ destination = \"44*55\", account = 1 }]"));
        assertEquals(
                "mo-routes[0].account: 2 (expected: the id of an account)",
                problem("mo-routes = [{ destination = \"4455\", account = 2 }]"));
        assertEquals(
                "mo-routes[0].links: \"77\" (expected: ids of links)",
                problem("mo-routes = [{ destination = \"4455\", account = 1, links = [77] }]"));
    }

    @Test
    void shouldBoundWhatWaits() throws Exception {
        assertEquals(1_000_000, load("").core().accounts().get(0).deliveryMaxPending());
        assertEquals(
                7,
                load("account-defaults.delivery-max-pending = 7")
                        .core()
                        .accounts()
                        .get(0)
                        .deliveryMaxPending());
    }
}
