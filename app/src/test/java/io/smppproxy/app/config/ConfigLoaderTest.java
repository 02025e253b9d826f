package io.smppproxy.app.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvType;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.auth.VerifiedToken;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.AmbiguityPolicy;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.journal.DurabilityClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    Path dir;

    @Test
    void shouldRunOnEmbeddedDefaults() throws Exception {
        AppConfiguration config = ConfigLoader.load(null, Map.of());
        assertEquals("embedded defaults", config.source());
        assertEquals(List.of(), config.warnings());
        assertEquals("127.0.0.1", config.grpc().host());
        assertEquals(44044, config.grpc().port());
        assertEquals(8080, config.http().port());
        assertEquals(10_000, config.drainTimeoutMs());
        assertEquals(DurabilityClass.PROCESS, config.core().durability());
        LinkConfig link = config.core().links().get(0);
        assertEquals(101, link.id());
        assertEquals("smpp-client-1", link.systemId());
        assertEquals(2875, link.port());
        assertEquals(1, link.trxBinds());
        assertEquals(InterfaceVersion.V3_4, link.interfaceVersion());
        assertEquals(30_000, link.enquireLinkMs());
        assertEquals(AddressRule.REQUEST, link.source());
        assertEquals(SegmentationRules.DEFAULT, link.segmentation());
        assertEquals(1000, config.core().pools().get(0).id());
        assertEquals(101, config.core().pools().get(0).members().get(0).linkId());
        assertEquals(1, config.core().apps().get(0).id());
        assertEquals(
                Set.of("cp1", "onbuild_cp1", "cp2", "blacklist"),
                Set.copyOf(config.core().strategies().stream()
                        .map(StrategyConfig::name)
                        .toList()));
        assertEquals(Path.of("./data/jwt.secret"), config.auth().secretFile());
    }

    @Test
    void shouldReadEveryKeyOfALink() throws Exception {
        LinkConfig link = load("""
                links = [{
                  id = 7, smsc-id = "infobip-direct", host = smsc.example, port = 2776, username = user, password = secret12
                  system-type = VMA, tx-binds = 2, rx-binds = 1, trx-binds = 0, smpp-version = 5.0, window = 10000
                  throughput = 50, rate-limit { parts-per-second = 100, burst = 200 }
                  enq-interval = 45, response-timeout = 3s, bind-timeout = 4s
                  reconnect-min = 1s, reconnect-max = 1m, credentials-pause = 5m
                  src-autodetect = true, dst-autodetect = false, dest-ton = 1, dest-npi = 1
                  is-gsm7 = false, latin1 = true, concatenation = sar, max-parts = 9
                  default-alphabet = latin1, data-coding-1 = ascii, data-coding-5 = iso-2022-jp
                  request-receipts = false, receipt-id-form = hex-to-decimal, receipt-scope = both, ambiguity = resend
                  throttle-pause = 2s, queue-full-pause = 3s, throttle-retry = 10s, lane-size = 2MiB
                  is-secure = true, tls { server-name = other.example, verify-hostname = false }
                  enabled = false
                }]
                """).core().links().get(0);
        assertEquals("infobip-direct", link.smscId());
        assertEquals("smsc.example", link.host());
        assertEquals("secret12", link.password());
        assertEquals("VMA", link.systemType());
        assertEquals(2, link.txBinds());
        assertEquals(1, link.rxBinds());
        assertEquals(0, link.trxBinds());
        assertEquals(InterfaceVersion.V5_0, link.interfaceVersion());
        assertEquals(10_000, link.window());
        assertEquals(50, link.throughput());
        assertEquals(200, link.rateLimit().burstParts());
        assertEquals(45_000, link.enquireLinkMs());
        assertEquals(60_000, link.reconnectMaxMs());
        assertEquals(AddressRule.AUTODETECT, link.source());
        assertEquals(AddressRule.fixed(1, 1), link.dest());
        assertEquals(
                SegmentationRules.DEFAULT
                        .withMode(SegmentationRules.Mode.SAR)
                        .withGsm7(false)
                        .withLatin1(true)
                        .withMaxParts(9)
                        .withDataCodings(
                                new DataCodingRules(Encoding.LATIN1, false, Encoding.ASCII, Encoding.ISO_2022_JP)),
                link.segmentation());
        assertEquals(AmbiguityPolicy.RESEND, link.ambiguity());
        assertEquals(2 << 20, link.laneBytes());
        assertEquals("other.example", link.tls().serverName());
        assertFalse(link.tls().verifyHostname());
        assertFalse(link.enabled());
        assertFalse(link.requestReceipts());
        assertEquals("both", link.receiptScope());
    }

    @Test
    void shouldReadLanguagesPackingAndTransliteration() throws Exception {
        String link = "links = [{ id = 1, smsc-id = a, host = h, port = 1, username = u, password = p, packed = true"
                + ", transliterate = yes, languages = %s }]";
        SegmentationRules expected = SegmentationRules.DEFAULT
                .withTransliterate(true)
                .withLanguages(List.of(NationalLanguage.SPANISH, NationalLanguage.TURKISH))
                .withDataCodings(DataCodingRules.DEFAULT.withPacked(true));
        for (String languages : List.of("[spanish, Turkish]", "\"spanish,turkish\"")) {
            assertEquals(
                    expected,
                    load(link.formatted(languages)).core().links().get(0).segmentation());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packed = true, is-gsm7 = false|links[0].packed: true (expected: false with is-gsm7 = false, as",
                "default-alphabet = latin1|links[0].default-alphabet: \"latin1\" (expected: gsm7 with is-gsm7 = true)",
                "default-alphabet = ebcdic|links[0].default-alphabet: \"ebcdic\" (expected: gsm7, ascii, latin1, latin5, utf8)",
                "data-coding-1 = latin1|links[0].data-coding-1: \"latin1\" (expected: latin5, ascii)",
                "data-coding-5 = euc|links[0].data-coding-5: \"euc\" (expected: shift-jis, iso-2022-jp, jis-x-0208)",
                "languages = [klingon]|links[0].languages: \"klingon\" (expected: each of turkish, spanish, portuguese",
                "languages = \"hindi,hindi\"|links[0].languages: \"hindi\" (expected: each of turkish, spanish",
                "is-gsm7 = false, default-alphabet = utf8, languages = turkish|links[0].languages: \"turkish\" (expected: none with",
                "is-gsm7 = false, default-alphabet = utf8, transliterate = true|links[0].transliterate: true (expected: false with",
                "window = 0|links[0].window: 0 (expected: 1 to 10000)",
                "window = ten|links[0].window: \"ten\" (expected: 1 to 10000)",
                "window = []|links[0].window: a list (expected: 1 to 10000)",
                "port = 65536|links[0].port: 65536 (expected: 1 to 65535)",
                "smpp-version = 3.5|links[0].smpp-version: 3.5 (expected: 3.3, 3.4 or 5.0)",
                "enq-interval = 121|links[0].enq-interval: 121 (expected: 1s to 120s, or a number of seconds)",
                "tx-binds = 11|links[0].tx-binds: 11 (expected: 0 to 10)",
                "source-ton = 7|links[0].source-ton: 7 (expected: 0 to 6)",
                "dest-npi = 19|links[0].dest-npi: 19 (expected: 0 to 18)",
                "trx-binds = 0|links[0].trx-binds: 0 with tx-binds 0 (expected: at least one bind that can submit)",
                "smpp-version = 3.3|links[0].trx-binds: 1 (expected: 0 with smpp-version 3.3",
                "enabled = maybe|links[0].enabled: \"maybe\" (expected: true or false)",
                "ambiguity = drop|links[0].ambiguity: \"drop\" (expected: hold, resend, fail)",
                "response-timeout = 10|links[0].response-timeout: 10 (expected: 100ms to 10m, a number with ms, s, m, h or d)",
                "lane-size = 3MiB|links[0].lane-size: \"3MiB\" (expected: a power of two",
                "username = 1234567890123456|links[0].username: 1234567890123456 (expected: 1 to 15 characters",
                "system-type = 1234567890123|links[0].system-type: 1234567890123 (expected: at most 12 characters",
                "widow = 1|links[0].widow: unknown key (did you mean window?)",
                "smpp_version = 3.4|links[0].smpp_version: unknown key (did you mean smpp-version?)",
                "smsc-id = \"a b\"|links[0].smsc-id: \"a b\" (expected: 1 to 100 letters",
                "tls = 5|links[0].tls: a number (expected: an object { … })",
            })
    void shouldNameKeyValueAndExpectation(String line, String expected) {
        List<ConfigProblem> problems = problems(link(line));
        assertTrue(
                problems.stream().anyMatch(problem -> problem.toString().startsWith(expected)),
                () -> "no <" + expected + "> in " + problems);
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    void shouldNameTheLineOfTheFile() {
        String problem = problems("grpc {\n  port = 70000\n}\n").get(0).toString();
        assertTrue(problem.startsWith("grpc.port: 70000 (expected: 0 to 65535) ["), problem);
        assertTrue(problem.contains("smpp-proxy.conf: 2]"), problem);
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        List<ConfigProblem> problems =
                problems(link("window = 0, port = 0, widow = 1") + "\nhttp.prt = 1\njournal.durability = disk\n");
        assertEquals(5, problems.size(), problems::toString);
    }

    @Test
    void shouldMaskSecrets() {
        String problems = problems(link("password = verysecret") + "\nauth.hs256-secret = shortsecret")
                .toString();
        assertFalse(problems.contains("verysecret"), problems);
        assertFalse(problems.contains("shortsecret"), problems);
        assertTrue(
                problems.contains("links[0].password: *** (10 characters) (expected: at most 9 characters"), problems);
        assertTrue(
                problems.contains("auth.hs256-secret: *** (11 characters) (expected: 32 octets or more, random ones)"),
                problems);
    }

    @Test
    void shouldTellMissingKeys() {
        String problems = problems("links = [{ id = 5 }]").toString();
        for (String key : List.of("smsc-id", "host", "port", "username")) {
            assertTrue(problems.contains("links[0]." + key + ": missing (expected: "), problems);
        }
    }

    @Test
    void shouldKeepLinksAndPoolsInOneNumberSpace() {
        String problems = problems("""
                links = [
                  { id = 5, smsc-id = a, host = h, port = 1, username = u },
                  { id = 5, smsc-id = a, host = h, port = 1, username = u }
                ]
                pools = [{ id = 5, name = p, members = [{ link = 6 }, { link = 5 }, { link = 5 }] }, { id = 9, name = q, members = [] }]
                """).toString();
        assertTrue(
                problems.contains("links[1].id: 5 (expected: an id that no link or pool has yet; links[0] has it)"),
                problems);
        assertTrue(
                problems.contains("links[1].smsc-id: \"a\" (expected: a name that no link has yet; links[0] has it)"),
                problems);
        assertTrue(
                problems.contains("pools[0].id: 5 (expected: an id that no link or pool has yet; links[0] has it)"),
                problems);
        assertTrue(problems.contains("pools[0].members[0].link: 6 (expected: the id of a link)"), problems);
        assertTrue(
                problems.contains("pools[0].members[2].link: 5 (expected: a link that is not in the pool yet)"),
                problems);
        assertTrue(problems.contains("pools[1].members: empty (expected: at least one link)"), problems);
    }

    @Test
    void shouldCheckAcrossSections() {
        String problems = problems("""
                messages { expire-after = 48h, retention = 24h }
                journal { segment-size = 64MiB, max-size = 64MiB }
                grpc.port = 8080
                apps = [{ id = 1, name = a, allowed-esmes = [77] }, { id = 1, name = b }]
                """).toString();
        assertTrue(problems.contains("messages.retention: \"24h\" (expected: expire-after (48h) or longer)"), problems);
        assertTrue(problems.contains("journal.max-size: \"64MiB\" (expected: at least two segments"), problems);
        assertTrue(problems.contains("http.port: 8080 (expected: another port than grpc.port)"), problems);
        assertTrue(problems.contains("apps[0].allowed-esmes: 77 (expected: ids of links and pools)"), problems);
        assertTrue(problems.contains("apps[1].id: 1 (expected: an id that no app has yet; apps[0] has it)"), problems);
    }

    @Test
    void shouldDropTheDemoPoolWithTheDemoLink() throws Exception {
        assertEquals(List.of(), load(link("")).core().pools());
    }

    @Test
    void shouldLetTheEnvironmentWin() throws Exception {
        AppConfiguration config = ConfigLoader.load(
                file("grpc.port = 1\n" + link("password = fromfile")),
                Map.ofEntries(
                        Map.entry("SMPP_PROXY_GRPC_PORT", "50051"),
                        Map.entry("SMPP_PROXY_LINKS_0_PASSWORD", "fromenv"),
                        Map.entry("SMPP_PROXY_LINKS_0_RATE_LIMIT_PARTS_PER_SECOND", "25"),
                        Map.entry("SMPP_PROXY_LINK_DEFAULTS_WINDOW", "33"),
                        Map.entry("SMPP_PROXY_STRATEGIES_CP1_DAILY_CAP", "4"),
                        Map.entry("SMPP_PROXY_STRATEGIES_BLACKLIST_BLACKLIST", "+998901234567, 998901234568"),
                        Map.entry("SMPP_PROXY_LINKS_1_ID", "8"),
                        Map.entry("SMPP_PROXY_LINKS_1_SMSC_ID", "second"),
                        Map.entry("SMPP_PROXY_LINKS_1_HOST", "h2"),
                        Map.entry("SMPP_PROXY_LINKS_1_PORT", "2776"),
                        Map.entry("SMPP_PROXY_LINKS_1_USERNAME", "u2"),
                        Map.entry("SMPP_PROXY_APPS_0_ALLOWED_ESMES", "5,8")));
        assertEquals(50_051, config.grpc().port());
        assertEquals("fromenv", config.core().links().get(0).password());
        assertEquals(25, config.core().links().get(0).rateLimit().partsPerSecond());
        assertEquals(33, config.core().links().get(0).window());
        assertEquals("second", config.core().links().get(1).smscId());
        assertEquals(Set.of(5L, 8L), config.core().apps().get(0).allowedEsmes());
        assertEquals(4, strategy(config, "cp1").dailyCap());
        assertEquals(
                Set.of("998901234567", "998901234568"),
                strategy(config, "blacklist").blacklist());
        assertEquals(List.of(), config.warnings());
    }

    @Test
    void shouldNameTheVariableThatIsWrong() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class,
                () -> ConfigLoader.load(null, Map.of("SMPP_PROXY_GRPC_PORT", "tcp://10.0.0.1:44044")));
        assertEquals(
                "grpc.port: \"tcp://10.0.0.1:44044\" (expected: 0 to 65535) [environment variable SMPP_PROXY_GRPC_PORT]",
                e.getMessage());
    }

    @Test
    void shouldWarnOfVariablesThatSetNothing() throws Exception {
        AppConfiguration config = ConfigLoader.load(null, Map.of("SMPP_PROXY_GRPC_PROT", "1", "SMPP_PROXY_TOKEN", "x"));
        assertEquals(
                List.of("SMPP_PROXY_GRPC_PROT: no such setting (did you mean SMPP_PROXY_GRPC_PORT?)"),
                config.warnings());
    }

    @Test
    void shouldReplaceVariablesInTheFile() throws Exception {
        Path file = file("vars.port = 2000\ngrpc.port = ${vars.port}\ngrpc.port = ${?MY_PORT}\n");
        assertEquals(2_000, ConfigLoader.load(file, Map.of()).grpc().port());
        assertEquals(
                3_000, ConfigLoader.load(file, Map.of("MY_PORT", "3000")).grpc().port());
    }

    @Test
    void shouldTellWhereTheFileCannotBeParsed() {
        String problem = problems("grpc { port = 1\nhttp { port = ").get(0).toString();
        assertTrue(problem.startsWith("config: ") && problem.contains("smpp-proxy.conf: "), problem);
        Path missing = dir.resolve("missing.conf");
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> ConfigLoader.load(missing, Map.of()));
        assertEquals("config: " + missing + " (expected: a file that this process can read)", e.getMessage());
    }

    @Test
    void shouldReadBlacklistsFromFiles() throws Exception {
        Path numbers = Files.writeString(dir.resolve("numbers"), "# opt-outs\n+998900000001\n\n998900000002\n");
        AppConfiguration config = load("strategies.cp2.blacklist-file = \"" + numbers + "\"");
        assertEquals(
                Set.of("998900000001", "998900000002"), strategy(config, "cp2").blacklist());
        Files.writeString(numbers, "12ab\n");
        String problem = problems("strategies.cp2.blacklist-file = \"" + numbers + "\"")
                .get(0)
                .toString();
        assertTrue(
                problem.startsWith(
                        "strategies.cp2.blacklist-file: \"12ab\" (expected: 3 to 20 digits, optionally with"),
                problem);
    }

    @Test
    void shouldAcceptStrategiesOfOnesOwn() throws Exception {
        StrategyConfig own = strategy(load("strategies.mine { daily-cap = 1, duplicate-window = 2h }"), "mine");
        assertEquals(1, own.dailyCap());
        assertEquals(7_200, own.duplicateWindowSeconds());
    }

    @Test
    void shouldMakeTheSecretOnceAndForItsOwnerOnly() throws Exception {
        AuthSettings auth =
                load("node.data-dir = \"" + dir.resolve("new/data") + "\"").auth();
        byte[] secret = JwtSecret.resolve(auth);
        assertTrue(secret.length >= 32);
        assertArrayEquals(secret, JwtSecret.resolve(auth));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(auth.secretFile())));
        assertFalse(auth.toString().contains(new String(secret, java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void shouldRefuseShortSecretFilesAndBothAtOnce() throws Exception {
        Path secret = Files.writeString(dir.resolve("secret"), "short\n");
        String problems =
                problems("auth { hs256-secret-file = \"" + secret + "\" }").toString();
        assertTrue(problems.contains(secret + ": HS256 secret: 5 octets (expected: 32 or more random ones)"), problems);
        problems = problems("auth { generate-secret = false }").toString();
        assertTrue(
                problems.contains("auth.hs256-secret: missing (expected: hs256-secret, hs256-secret-file or"),
                problems);
        problems = problems("auth { hs256-secret = " + "0123456789ab".repeat(4) + ", hs256-secret-file = \"" + secret
                        + "\" }")
                .toString();
        assertTrue(
                problems.contains("auth.hs256-secret-file: not with hs256-secret (expected: one of the two)"),
                problems);
    }

    @Test
    void shouldAcceptOnlyAlgorithmsWithAKey() throws Exception {
        AuthSettings auth =
                load("node.data-dir = \"" + dir.resolve("auth") + "\"").auth();
        assertEquals(Set.of("HS256"), auth.rules().algorithms());
        String token = auth.issuer().issue(1, 60);
        assertEquals(1, ((VerifiedToken) auth.verifier().verify(token)).appId());
        String problem = problems("auth.algorithms = [RS256]").get(0).toString();
        assertTrue(problem.startsWith("auth.algorithms: RS256 (expected: some of those with a key: [HS256])"), problem);
    }

    @Test
    void shouldReadPublicKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String der = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        Path pem = Files.writeString(
                dir.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n");
        AuthSettings auth =
                load("auth.public-keys = [{ id = k1, file = \"" + pem + "\" }]").auth();
        assertEquals(Set.of("ES256"), auth.rules().algorithms());
        assertEquals("k1", auth.publicKeys().get(0).kid());
        assertNull(auth.issuer());
        String problem = problems("auth.public-keys = [{ file = \"" + dir.resolve("none") + "\" }]")
                .get(0)
                .toString();
        assertTrue(problem.contains("(expected: a file that exists)"), problem);
    }

    @Test
    void shouldSwitchHttpOff() throws Exception {
        assertNull(load("http.enabled = false").http());
    }

    private static StrategyConfig strategy(AppConfiguration config, String name) {
        return config.core().strategies().stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldReadVendorTlvs() throws Exception {
        assertEquals(
                TlvDictionary.standard().all().size(),
                load("vendor-tlvs = []").tlvs().all().size());
        TlvDictionary tlvs = load("""
                vendor-tlvs = [
                  { name = acme_price, tag = 0x1401, type = integer }
                  { name = acme_operator, tag = 5122, type = c-octet-string }
                  { name = acme_blob, tag = "0x3FFF", type = OCTET_STRING }
                ]
                """).tlvs();
        assertEquals("acme_price", tlvs.name(0x1401));
        assertEquals(TlvType.C_OCTET_STRING, tlvs.byTag(0x1402).type());
        assertEquals(TlvType.OCTET_STRING, tlvs.byName("acme_blob").type());
        assertEquals("receipted_message_id", tlvs.name(0x001E));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name = a-b, tag = 0x1401, type = integer | vendor-tlvs[0].name: \"a-b\" (expected: 1 to 64 letters",
                "name = a, tag = 0x13FF, type = integer | vendor-tlvs[0].tag: TLV a, tag: 0x13FF (expected: 0x1400 to 0x3FFF",
                "name = a, tag = 1401h, type = integer | vendor-tlvs[0].tag: \"1401h\" (expected: a number such as 0x1401)",
                "name = message_state, tag = 0x1401, type = integer | vendor-tlvs[0].name: TLV name: \"message_state\" (expected: none",
                "name = a, tag = 0x1401, type = text | vendor-tlvs[0].type: \"text\" (expected: integer, c-octet-string, octet-string",
                "name = a, tag = 0x1401 | vendor-tlvs[0].type: missing (expected: integer",
                "name = a, tag = 0x1401, type = integer, size = 3 | vendor-tlvs[0].size: unknown key"
            })
    void shouldExplainWrongVendorTlvs(String element, String expected) {
        List<ConfigProblem> problems = problems("vendor-tlvs = [{ " + element + " }]");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).toString().startsWith(expected), problems::toString);
    }

    private AppConfiguration load(String text) throws ConfigurationException, IOException {
        return ConfigLoader.load(file(text), Map.of());
    }

    private List<ConfigProblem> problems(String text) {
        return assertThrows(ConfigurationException.class, () -> load(text)).problems();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("smpp-proxy.conf"), text);
    }

    private static String link(String lines) {
        return "links = [{ id = 5, smsc-id = a, host = h, port = 2775, username = u\n" + lines + "\n}]\n";
    }
}
