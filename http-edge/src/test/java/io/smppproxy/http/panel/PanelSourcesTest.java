package io.smppproxy.http.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for all files of the panel: no markup from data, nothing from elsewhere, no import into the void, no giants. */
class PanelSourcesTest {
    private static final int MAX_LINES = 300;
    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|DOMParser|\\beval\\(|new Function");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?:)?//[a-z0-9-]+\\.[a-z]");
    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Path ROOT = Path.of("src/main/resources/panel");

    private static List<Path> files;

    @BeforeAll
    static void list() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertTrue(files.size() > 20, "found " + files);
    }

    @Test
    void shouldNeverMakeMarkupFromText() throws IOException {
        assertNowhere(MARKUP);
    }

    @Test
    void shouldNameNoOtherServer() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
            Matcher matcher = ELSEWHERE.matcher(text);
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void shouldImportOnlyWhatIsThere() throws IOException {
        for (Path file : files) {
            Matcher matcher = IMPORT.matcher(Files.readString(file));
            while (matcher.find()) {
                Path target = file.getParent().resolve(matcher.group(1)).normalize();
                assertTrue(Files.isRegularFile(target), file + " imports " + matcher.group(1));
            }
        }
    }

    @Test
    void shouldStaySmall() throws IOException {
        for (Path file : files) {
            long lines = Files.readAllLines(file).size();
            assertFalse(file.toString().endsWith(".js") && lines > MAX_LINES, file + " has " + lines + " lines");
        }
    }

    @Test
    void shouldBeReachableByTheNamesThatAreServed() {
        for (Path file : files) {
            String name = ROOT.relativize(file).toString();
            assertTrue(name.matches("((css|js|js/ui|js/views)/)?[a-z0-9-]{1,40}\\.(html|css|js|svg)"), name);
        }
    }

    private static void assertNowhere(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }
}
