package io.smppproxy.app.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.app.config.ConfigSource;
import io.smppproxy.app.config.SettingsCatalogReader;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.sql.SqlConfigStore;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.LinkRates;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.AdminContext;
import io.smppproxy.http.admin.AdminEdge;
import io.smppproxy.http.admin.AdminEdgeConfig;
import io.smppproxy.http.admin.event.LiveState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, limits and defaults of gateways and clients, through the real port and with the configuration's own readers. */
class AdminContractTest {
    private static final String TOKEN = "a-token-for-tests-0123456789";
    private static final String GATEWAY = """
            {"smsc_id":"mysmsc-id-example","host":"smpp.mygateway.com","port":2775,"username":"myusername","password":"mypassw",\
            "enq_interval":30,"src_autodetect":true,"dst_autodetect":true,"tx_binds":1,"rx_binds":0,"trx_binds":0,\
            "smpp_version":"3.4","is_gsm7":true,"is_secure":false,"enabled":true}""";
    private static final String CLIENT = """
            {"username":"myclient1","password":"qwerty123","allow_ip":"11.22.33.44,55.66.77.88","throughput":0,"binds":3,\
            "enabled":true}""";

    @TempDir
    static Path directory;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static SqlConfigStore store;
    private static ConfigManager manager;
    private static PduLogs pduLogs;
    private static LinkRates rates;
    private static AdminEdge edge;

    @BeforeAll
    static void start() throws Exception {
        ConfigSource source = ConfigSource.open(null, Map.of());
        store = SqlConfigStore.inMemory();
        manager = ConfigManager.open(store, new CoreApplier(source), source.managedSections(), source.name());
        pduLogs = PduLogs.start(PduLogConfig.below(directory));
        rates = LinkRates.start(List::of, List::of);
        edge = AdminEdge.start(
                new AdminEdgeConfig("127.0.0.1", 0, 4, TOKEN, false, 1 << 20),
                new AdminContext(
                        "test",
                        manager,
                        SettingsCatalogReader.read(source),
                        new Idle(),
                        pduLogs,
                        null,
                        new NoSubmits(),
                        esme -> null,
                        null,
                        new NodeHealth(),
                        System::currentTimeMillis));
    }

    @AfterAll
    static void stop() {
        edge.close();
        manager.close();
        store.close();
        pduLogs.close();
        rates.close();
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("X-API-Key", TOKEN);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** An example with one field replaced; ×100 is so many letters. */
    private static String with(String example, String field, String value) {
        String json = value.startsWith("×")
                ? "\"" + "a".repeat(Integer.parseInt(value.substring(1))) + "\""
                : value.replace('\'', '"');
        String without = example.replaceAll(",?\"" + field + "\":(\"[^\"]*\"|[^,}]*)", "");
        return without.replaceFirst("}$", ",\"" + field + "\":" + json + "}").replaceFirst("\\{,", "{");
    }

    private static void check(String list, String example, String field, String value, boolean fits) throws Exception {
        HttpResponse<String> response = call("POST", "/api/" + list, with(example, field, value));
        if (fits) {
            assertEquals("\"OK\"", response.body(), field + " " + value);
            String location = response.headers().firstValue("location").orElseThrow();
            assertEquals(200, call("GET", location, null).statusCode());
            assertEquals("\"OK\"", call("DELETE", location, null).body());
        } else {
            assertEquals(422, response.statusCode(), field + " " + value + " " + response.body());
            assertTrue(response.body().contains("\"field\":\"" + field + "\""), response.body());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    smsc_id        | ×100 'infobip-direct' 'a.b_c-1'     | ×101 '' '../x' '.a' 'a%20b' '<a>'
                    host           | ×100 '10.0.0.1' '2001:db8::1'       | ×101 ''
                    port           | 1 65535 '2775'                      | 0 65536 65537 -1 'x' 1.5 true
                    username       | ×15 ×1                              | ×16 ''
                    password       | ×9 '' null                          | ×10
                    system_type    | ×12 ''                              | ×13
                    enq_interval   | 1 120 '30' '2m'                     | 0 121 -1 'x'
                    src_autodetect | true false                          | 'maybe' 2
                    source_ton     | 0 6                                 | 7 -1
                    source_npi     | 0 18                                | 19 -1
                    dst_autodetect | true false                          | 'maybe'
                    dest_ton       | 0 6                                 | 7
                    dest_npi       | 0 18                                | 19
                    tx_binds       | 1 10                                | 11 -1
                    rx_binds       | 0 10                                | 11
                    trx_binds      | 0 10                                | 11
                    smpp_version   | '3.3' '3,4' '3.4' '5.0' 3.4 5.0     | '4.0' '34' ''
                    window_size    | 1 10000                             | 0 10001
                    is_gsm7        | true                                | 'maybe'
                    is_secure      | true false                          | 'maybe'
                    enabled        | true false                          | 'maybe'
                    """)
    void shouldHoldTheLimitsOfGateways(String field, String good, String bad) throws Exception {
        for (String value : good.split(" ", -1)) {
            check("gateways", GATEWAY, field, value, true);
        }
        for (String value : bad.split(" ", -1)) {
            if (field.equals("source_ton") || field.equals("source_npi") || field.startsWith("dest_")) {
                String autodetect = field.startsWith("source") ? "src_autodetect" : "dst_autodetect";
                check("gateways", with(GATEWAY, autodetect, "false"), field, value, false);
            } else {
                check("gateways", GATEWAY, field, value, false);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    username   | ×15 'a'                                                     | ×16 ''
                    password   | ×9 'a' null                                                 | ×10
                    allow_ip   | '10.0.0.1' '10.0.0.1,2001:db8::/32' '10.0.0.0/8' null ''    | 'x' '1.2.3' '10.0.0.0/33' '1.2.3.4;5.6.7.8'
                    throughput | 0 60 3000                                                   | -1 'x'
                    binds      | 1 30                                                        | 0 -1 'x'
                    enabled    | true false                                                  | 'maybe'
                    """)
    void shouldHoldTheLimitsOfClients(String field, String good, String bad) throws Exception {
        for (String value : good.split(" ", -1)) {
            check("clients", CLIENT, field, value, true);
        }
        for (String value : bad.split(" ", -1)) {
            check("clients", CLIENT, field, value, false);
        }
    }

    @Test
    void shouldNeedOneBindThatCanSend() throws Exception {
        check("gateways", with(GATEWAY, "tx_binds", "0"), "trx_binds", "0", false);
        check("gateways", with(GATEWAY, "smpp_version", "'3.3'"), "trx_binds", "1", false);
    }

    @Test
    void shouldShowEveryFieldOfAGateway() throws Exception {
        String added = call("POST", "/api/gateways", GATEWAY)
                .headers()
                .firstValue("location")
                .orElseThrow();
        String shown = call("GET", added, null).body();
        for (String field : List.of(
                "\"smsc_id\":\"mysmsc-id-example\"",
                "\"host\":\"smpp.mygateway.com\"",
                "\"port\":2775",
                "\"username\":\"myusername\"",
                "\"system_type\":\"\"",
                "\"enq_interval\":30",
                "\"src_autodetect\":true",
                "\"source_ton\":5",
                "\"source_npi\":0",
                "\"dst_autodetect\":true",
                "\"dest_ton\":1",
                "\"dest_npi\":1",
                "\"tx_binds\":1",
                "\"rx_binds\":0",
                "\"trx_binds\":0",
                "\"window_size\":1",
                "\"smpp_version\":\"3.4\"",
                "\"is_gsm7\":true",
                "\"is_secure\":false",
                "\"enabled\":true",
                "\"queue_count\":0",
                "\"updated\":1",
                "\"created\":1")) {
            assertTrue(shown.contains(field), field + " in " + shown);
        }
        assertFalse(shown.contains("mypassw"), shown);
        assertEquals(
                "\"OK\"",
                call("PUT", "/api/gateways", with(GATEWAY, "port", "2776")).body());
        assertTrue(call("GET", added, null).body().contains("\"port\":2776"));
        assertEquals("\"OK\"", call("DELETE", added, null).body());
    }

    /** Nothing runs. */
    private static final class Idle implements LiveState {
        @Override
        public List<ConnectionInfo> linkConnections() {
            return List.of();
        }

        @Override
        public List<ConnectionInfo> accountConnections() {
            return List.of();
        }

        @Override
        public List<LinkMetrics> linkMetrics() {
            return List.of();
        }

        @Override
        public List<DeliveryMetrics> deliveryMetrics() {
            return List.of();
        }

        @Override
        public LinkRates rates() {
            return rates;
        }
    }

    private static final class NoSubmits implements SubmitPort {
        @Override
        public int register(ReplySink sink) {
            return 0;
        }

        @Override
        public Verdict submit(Submission submission) {
            return Verdict.STOPPING;
        }
    }
}
