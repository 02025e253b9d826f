package io.smppproxy.app.config;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code pdu-log}, and the section of that name in links and accounts. */
final class PduLogReader {
    private static final long DAY_MS = 24 * 3_600_000L;

    private final List<Section> linkSections;
    private final List<Section> accountSections;

    PduLogReader(List<Section> linkSections, List<Section> accountSections) {
        this.linkSections = linkSections;
        this.accountSections = accountSections;
    }

    PduLogConfig read(Section root, Path dataDir, List<LinkConfig> links, List<AccountConfig> accounts) {
        Section section = root.section("pdu-log");
        Path linkDirectory = section.optionalPath("client-path");
        Path accountDirectory = section.optionalPath("server-path");
        PduLogConfig defaults = PduLogConfig.below(dataDir);
        PduLogConfig config = new PduLogConfig(
                linkDirectory == null ? defaults.linkDirectory() : linkDirectory,
                accountDirectory == null ? defaults.accountDirectory() : accountDirectory,
                zone(section),
                (int) (section.durationMs("retention", "1d", "3650d") / DAY_MS),
                section.bytes("max-file", "0B", "1024GiB"),
                section.bytes("min-free", "0B", "1024GiB"),
                EdgeReader.powerOfTwo(section, "ring-size", "1MiB", "256MiB"),
                VendorTlvReader.read(root),
                new PduLogRules(
                        settings(
                                linkSections, links.stream().map(LinkConfig::id).toList(), linkDirectory != null),
                        settings(
                                accountSections,
                                accounts.stream().map(AccountConfig::id).toList(),
                                accountDirectory != null)));
        if (config.linkDirectory()
                .toAbsolutePath()
                .normalize()
                .equals(config.accountDirectory().toAbsolutePath().normalize())) {
            section.unexpected("server-path", "another directory than client-path");
        }
        return config;
    }

    private static ZoneId zone(Section section) {
        String text = section.text("zone", 0, 100);
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            section.unexpected("zone", "a time zone such as UTC or Europe/Berlin, or nothing for the machine's");
            return ZoneId.systemDefault();
        }
    }

    private static Map<Long, PduLogSetting> settings(List<Section> owners, List<Long> ids, boolean hasDirectory) {
        Map<Long, PduLogSetting> settings = new HashMap<>();
        for (int i = 0; i < owners.size(); i++) {
            Section section = owners.get(i).section("pdu-log");
            boolean isEnabled = section.has("enabled") ? section.bool("enabled") : hasDirectory;
            settings.put(ids.get(i), new PduLogSetting(isEnabled, section.bool("mask-text")));
        }
        return settings;
    }
}
