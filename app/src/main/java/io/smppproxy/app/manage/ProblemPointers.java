package io.smppproxy.app.manage;

import io.smppproxy.app.config.ConfigProblem;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Pointers;
import io.smppproxy.configstore.Problem;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Problems as the file's readers tell them, told by the entities' keys: {@code links[0].port} is {@code /links/101/port}. */
final class ProblemPointers {
    private static final Pattern ELEMENT = Pattern.compile("\\b([a-z-]+)\\[([0-9]+)]");

    private final Document document;

    ProblemPointers(Document document) {
        this.document = document;
    }

    Problem of(ConfigProblem problem) {
        Matcher element = ELEMENT.matcher(problem.key());
        boolean managed = element.lookingAt() && Kind.ofSection(element.group(1)) != null;
        String pointer =
                managed ? element(element) + rest(problem.key().substring(element.end())) : rest("." + problem.key());
        return new Problem(pointer, ELEMENT.matcher(problem.text()).replaceAll(this::mention));
    }

    private String mention(MatchResult element) {
        String text = Kind.ofSection(element.group(1)) == null ? element.group() : element(element);
        return Matcher.quoteReplacement(text);
    }

    private String element(MatchResult element) {
        Kind kind = Kind.ofSection(element.group(1));
        List<Entity> all = document.all(kind);
        int index = Integer.parseInt(element.group(2));
        return index < all.size() ? all.get(index).pointer() : Pointers.of(kind.section(), element.group(2));
    }

    /** What comes below: {@code .members[0].link} is {@code /members/0/link}. */
    private static String rest(String key) {
        return key.replace("[", ".").replace("]", "").replace('.', '/');
    }
}
