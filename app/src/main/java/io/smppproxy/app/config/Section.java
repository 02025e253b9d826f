package io.smppproxy.app.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.smppproxy.http.admin.schema.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * One object of the configuration, read key by key. Every read checks; what does not fit is reported and a harmless value is
 * returned, so that reading goes on and finds the rest. Keys that were never asked for are unknown. Not thread-safe.
 */
final class Section {
    private final String path;
    private final ConfigObject object;
    private final Section defaults;
    private final EnvironmentVariables environment;
    private final ConfigReport report;
    /** Null unless somebody wants to know what is read. */
    private final SettingRecorder recorder;

    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Section> children = new ArrayList<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private Section(
            String path,
            ConfigObject object,
            Section defaults,
            EnvironmentVariables environment,
            ConfigReport report,
            SettingRecorder recorder) {
        this.recorder = recorder;
        this.path = path;
        this.object = object;
        this.defaults = defaults;
        this.environment = environment;
        this.report = report;
    }

    static Section root(ConfigObject object, EnvironmentVariables environment, ConfigReport report) {
        return new Section("", object, null, environment, report, null);
    }

    /** A root that tells what is read below it. Its values are of no use, as every key is there. */
    static Section recording(ConfigObject object, EnvironmentVariables environment, SettingRecorder recorder) {
        return new Section("", object, null, environment, new ConfigReport(), recorder);
    }

    private void record(String name, Setting.Type type, Long min, Long max, Integer maxLength, List<String> choices) {
        if (recorder != null) {
            RawValue value = raw(name);
            recorder.saw(key(name), type, value == null ? null : value.unwrapped(), min, max, maxLength, choices);
        }
    }

    /** The full name of one of this section's keys. */
    String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** This section's own full name. */
    String path() {
        return path;
    }

    /** Whether there is a value, in the file, the environment or the defaults. */
    boolean has(String name) {
        if (recorder != null) {
            recorder.sawOptional(key(name));
            return true;
        }
        return raw(name) != null;
    }

    int integer(String name, int min, int max) {
        return (int) number(name, min, max);
    }

    long number(String name, long min, long max) {
        record(name, Setting.Type.NUMBER, min, max, null, List.of());
        String expected = min + " to " + (max == Long.MAX_VALUE ? "9223372036854775807" : max);
        RawValue value = scalar(name, expected);
        if (value == null) {
            return min;
        }
        try {
            long number = Long.parseLong(value.text());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, together with numbers out of range
        }
        unexpected(name, value, expected);
        return min;
    }

    boolean bool(String name) {
        record(name, Setting.Type.BOOLEAN, null, null, null, List.of());
        RawValue value = scalar(name, "true or false");
        if (value == null) {
            return false;
        }
        String word = value.text().toLowerCase(Locale.ROOT);
        if (Set.of("true", "yes", "on").contains(word)) {
            return true;
        }
        if (!Set.of("false", "no", "off").contains(word)) {
            unexpected(name, value, "true or false");
        }
        return false;
    }

    /** A duration in milliseconds. */
    long durationMs(String name, String min, String max) {
        record(name, Setting.Type.DURATION, null, null, null, List.of());
        return measured(name, min, max, "ms, s, m, h or d", Units::durationMs);
    }

    /** A size in bytes. */
    long bytes(String name, String min, String max) {
        record(name, Setting.Type.SIZE, null, null, null, List.of());
        return measured(name, min, max, "B, KiB, MiB or GiB", Units::bytes);
    }

    private long measured(String name, String min, String max, String units, ToLongFunction<String> parser) {
        String expected = min + " to " + max + ", a number with " + units;
        RawValue value = scalar(name, expected);
        if (value == null) {
            return parser.applyAsLong(min);
        }
        long amount = parser.applyAsLong(value.text());
        if (amount < parser.applyAsLong(min) || amount > parser.applyAsLong(max)) {
            unexpected(name, value, expected);
            return parser.applyAsLong(min);
        }
        return amount;
    }

    String text(String name, int minLength, int maxLength) {
        return text(name, minLength, maxLength, "");
    }

    /** A text; {@code remark} explains the limit in the error. */
    String text(String name, int minLength, int maxLength, String remark) {
        record(name, Setting.Type.TEXT, null, null, maxLength, List.of());
        String expected = (minLength == 0 ? "at most " : minLength + " to ") + maxLength + " characters" + remark;
        RawValue value = scalar(name, expected);
        if (value == null) {
            return "";
        }
        if (value.text().length() < minLength || value.text().length() > maxLength) {
            unexpected(name, value, expected);
        }
        return value.text();
    }

    /** A text of a certain form. */
    String matching(String name, String regex, String expected) {
        record(name, Setting.Type.TEXT, null, null, null, List.of());
        RawValue value = scalar(name, expected);
        if (value == null) {
            return "";
        }
        if (!value.text().matches(regex)) {
            unexpected(name, value, expected);
        }
        return value.text();
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return choice(name, List.of(type.getEnumConstants()));
    }

    /** One of some constants of an enum; the first when the value is none of them. */
    <E extends Enum<E>> E choice(String name, List<E> constants) {
        record(name, Setting.Type.CHOICE, null, null, null, wordList(constants));
        String expected = words(constants);
        RawValue value = scalar(name, expected);
        if (value == null) {
            return constants.get(0);
        }
        E found = named(value.text(), constants);
        if (found == null) {
            unexpected(name, value, expected);
            return constants.get(0);
        }
        return found;
    }

    /** Any of an enum's constants, each once, in the order in which they are given. */
    <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        record(name, Setting.Type.LIST, null, null, null, wordList(constants));
        Set<E> found = new LinkedHashSet<>();
        for (String text : texts(name)) {
            E constant = named(text, constants);
            if (constant == null || !found.add(constant)) {
                report.unexpected(
                        key(name),
                        "\"" + text + "\"",
                        "each of " + words(constants) + " at most once",
                        raw(name).where());
            }
        }
        return List.copyOf(found);
    }

    private static <E extends Enum<E>> E named(String text, List<E> constants) {
        String word = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return constants.stream()
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static String words(List<? extends Enum<?>> constants) {
        return String.join(", ", wordList(constants));
    }

    private static List<String> wordList(List<? extends Enum<?>> constants) {
        return constants.stream().map(Section::word).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A path, or null when the key is empty or missing. */
    Path optionalPath(String name) {
        record(name, Setting.Type.TEXT, null, null, null, List.of());
        RawValue value = raw(name);
        return value == null || value.text().isEmpty() ? null : Path.of(value.text());
    }

    /** A list of texts; in the environment, and where one text stands for a list, separated by commas. */
    List<String> texts(String name) {
        record(name, Setting.Type.LIST, null, null, null, List.of());
        RawValue value = raw(name);
        if (value == null) {
            return List.of();
        }
        if (value.value() instanceof ConfigList list) {
            return list.stream().map(item -> String.valueOf(item.unwrapped())).toList();
        }
        return Arrays.stream(value.text().split(","))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Reports a value that a reader found wrong by a rule of its own. */
    void unexpected(String name, String expected) {
        RawValue value = raw(name);
        if (value == null) {
            report.unexpected(key(name), "missing", expected, "");
        } else {
            unexpected(name, value, expected);
        }
    }

    /** Reports a problem of this section as a whole. */
    void problem(String name, String text) {
        RawValue value = raw(name);
        report.add(key(name), text, value == null ? "" : value.where());
    }

    Section section(String name) {
        asked.add(name);
        return sections.computeIfAbsent(name, key -> {
            Section fallback = defaults == null ? null : defaults.section(key);
            return child(key(key), object.get(key), fallback);
        });
    }

    /** The elements of a list of objects; the environment may add elements at the end. */
    List<Section> sections(String name, Section elementDefaults) {
        asked.add(name);
        record(name, Setting.Type.LIST, null, null, null, List.of());
        List<ConfigValue> values = new ArrayList<>();
        if (object.get(name) instanceof ConfigList list) {
            values.addAll(list);
        } else if (object.get(name) != null) {
            report.unexpected(
                    key(name),
                    RawValue.describe(object.get(name)),
                    "a list of objects",
                    RawValue.where(object.get(name)));
        }
        int size = Math.max(values.size(), environment.sizeOfList(key(name)));
        List<Section> sections = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ConfigValue value = i < values.size() ? values.get(i) : null;
            sections.add(child(key(name) + "[" + i + "]", value, elementDefaults));
        }
        return sections;
    }

    /** The objects in an object, by name. */
    Map<String, Section> named(String name, Section elementDefaults) {
        Section container = section(name);
        Map<String, Section> sections = new LinkedHashMap<>();
        for (String key : container.names()) {
            container.asked.add(key);
            sections.put(key, container.child(container.key(key), container.object.get(key), elementDefaults));
        }
        return sections;
    }

    /** The keys that are there, in the file or in the defaults, sorted. */
    List<String> names() {
        if (recorder != null) {
            recorder.saw(path, Setting.Type.OBJECT, object.unwrapped(), null, null, null, List.of());
        }
        TreeSet<String> names = new TreeSet<>(object.keySet());
        if (defaults != null) {
            names.addAll(defaults.names());
        }
        return List.copyOf(names);
    }

    /** Accepts anything below a key. */
    void ignore(String name) {
        asked.add(name);
    }

    private Section child(String childPath, ConfigValue value, Section fallback) {
        ConfigObject childObject = ConfigFactory.empty().root();
        if (value instanceof ConfigObject found) {
            childObject = found;
        } else if (value != null && value.valueType() != ConfigValueType.NULL) {
            report.unexpected(childPath, RawValue.describe(value), "an object { … }", RawValue.where(value));
        }
        Section section = new Section(childPath, childObject, fallback, environment, report, recorder);
        children.add(section);
        return section;
    }

    /** Reports every key, here and below, that nobody asked for. */
    void reportUnknownKeys() {
        if (!asked.isEmpty()) {
            for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                if (!asked.contains(entry.getKey())) {
                    String hint = Similar.hint(entry.getKey(), asked);
                    report.add(key(entry.getKey()), "unknown key" + hint, RawValue.where(entry.getValue()));
                }
            }
        }
        children.forEach(Section::reportUnknownKeys);
    }

    private RawValue scalar(String name, String expected) {
        RawValue value = raw(name);
        if (value == null) {
            report.unexpected(key(name), "missing", expected, "");
            return null;
        }
        if (value.value() instanceof ConfigObject || value.value() instanceof ConfigList) {
            report.unexpected(key(name), RawValue.describe(value.value()), expected, value.where());
            return null;
        }
        return value;
    }

    /** The environment's value, this section's, the defaults', or null. */
    private RawValue raw(String name) {
        markAsked(name);
        String override = environment.valueOf(key(name));
        if (override != null) {
            return new RawValue(null, override, "environment variable " + EnvironmentVariables.nameOf(key(name)));
        }
        ConfigValue value = object.get(name);
        if (value != null && value.valueType() != ConfigValueType.NULL) {
            return new RawValue(value, String.valueOf(value.unwrapped()), RawValue.where(value));
        }
        return defaults == null ? null : defaults.raw(name);
    }

    /** A key that an element knows is known in its defaults, even where the element's own value hides it. */
    private void markAsked(String name) {
        asked.add(name);
        if (defaults != null) {
            defaults.markAsked(name);
        }
    }

    private void unexpected(String name, RawValue value, String expected) {
        report.unexpected(key(name), value.shown(name), expected, value.where());
    }
}
