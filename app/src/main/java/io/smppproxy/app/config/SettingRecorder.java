package io.smppproxy.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smppproxy.http.admin.schema.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Remembers which keys the readers ask for and what they expect of them. Not thread-safe. */
final class SettingRecorder {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Setting> seen = new LinkedHashMap<>();
    private final Set<String> optional = new HashSet<>();

    void saw(
            String key,
            Setting.Type type,
            Object defaultValue,
            Long min,
            Long max,
            Integer maxLength,
            List<String> choices) {
        JsonNode value = defaultValue == null ? null : MAPPER.valueToTree(defaultValue);
        seen.putIfAbsent(
                key, new Setting(key, type, value, min, max, maxLength, choices, false, RawValue.isSecret(key), ""));
    }

    void sawOptional(String key) {
        optional.add(key);
    }

    /**
     * What was read below an element. An id is given to those that say none.
     *
     * @param prefix of its keys, such as {@code links[0].}
     * @param help of each key, without the prefix
     */
    List<Setting> below(String prefix, UnaryOperator<String> help) {
        List<Setting> settings = new ArrayList<>();
        seen.forEach((key, setting) -> {
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            if (!name.isEmpty() && name.indexOf('[') < 0) {
                settings.add(new Setting(
                        name,
                        setting.type(),
                        setting.defaultValue(),
                        setting.min(),
                        setting.max(),
                        setting.maxLength(),
                        setting.choices(),
                        setting.defaultValue() == null && !optional.contains(key) && !name.equals("id"),
                        setting.secret(),
                        help.apply(name)));
            }
        });
        return settings;
    }
}
