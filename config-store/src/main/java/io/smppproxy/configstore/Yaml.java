package io.smppproxy.configstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smppproxy.configstore.secret.SecretBox;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/** The document as YAML, with the keys of the configuration file. Passwords of links are encrypted in it, those of accounts hashed. */
final class Yaml {
    private static final int MAX_CODE_POINTS = 64 << 20;
    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .loaderOptions(loaderOptions())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private Yaml() {}

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static String write(Document document, SecretBox secrets) {
        ObjectNode root = document.toJson();
        for (JsonNode link : root.get(Kind.LINK.section())) {
            String password = link.path(SecretSettings.PASSWORD).asText("");
            if (!password.isEmpty()) {
                ((ObjectNode) link).put(SecretSettings.PASSWORD, secrets.encrypt(password));
            }
        }
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Puts the sections of the YAML (or JSON, which is YAML) in the place of the editor's; a section that is missing stays as it is. */
    static void read(String yaml, SecretBox secrets, DocumentEditor editor) throws ChangeRefused {
        JsonNode root;
        try {
            root = MAPPER.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw refused("no YAML: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw refused("no object (expected: sections such as links and accounts)");
        }
        for (Map.Entry<String, JsonNode> section : root.properties()) {
            Kind kind = Kind.ofSection(section.getKey());
            if (kind == null) {
                editor.refuse(
                        Pointers.of(section.getKey()),
                        "unknown section (expected: links, pools, accounts, apps, strategies, routes, mo-routes)");
            } else {
                editor.replaceSection(kind, section.getValue());
            }
        }
        decrypt(secrets, editor);
    }

    private static void decrypt(SecretBox secrets, DocumentEditor editor) {
        for (Entity link : editor.all(Kind.LINK)) {
            ObjectNode settings = link.settings();
            String password = settings.path(SecretSettings.PASSWORD).asText("");
            if (SecretBox.isEncrypted(password)) {
                try {
                    settings.put(SecretSettings.PASSWORD, secrets.decrypt(password));
                    editor.put(Kind.LINK, link.key(), settings);
                } catch (IllegalArgumentException e) {
                    editor.refuse(
                            Pointers.of(Kind.LINK.section(), link.key(), SecretSettings.PASSWORD),
                            e.getMessage() + " (expected: in plain text, or as a node with the same key exports it)");
                }
            }
        }
    }

    private static ChangeRefused refused(String detail) {
        return ChangeRefused.invalid(List.of(new Problem("", detail)));
    }
}
