package io.smppproxy.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The direction of dependence between modules and packages (docs/architecture.md). */
class ArchitectureTest {
    private static final String ROOT = "io.smppproxy";
    private static final String PROTO = ROOT + ".proto..";
    private static final String CODEC = ROOT + ".codec..";
    private static final String CORE = ROOT + ".core..";
    private static final String CONFIG_STORE = ROOT + ".configstore..";
    private static final String GRPC = ROOT + ".grpc..";
    private static final String HTTP = ROOT + ".http..";
    private static final String SIMULATOR = ROOT + ".simulator..";
    private static final String APP = ROOT + ".app..";
    private static final List<String> ALL = List.of(PROTO, CODEC, CORE, CONFIG_STORE, GRPC, HTTP, SIMULATOR, APP);

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(ROOT);
    }

    @TestFactory
    List<DynamicTest> shouldDependOnlyOnAllowedModules() {
        return List.of(
                dependsOnlyOn(PROTO),
                dependsOnlyOn(CODEC),
                dependsOnlyOn(CORE, CODEC),
                dependsOnlyOn(CONFIG_STORE, CORE),
                dependsOnlyOn(GRPC, CORE, CODEC, PROTO),
                dependsOnlyOn(HTTP, CORE, CODEC, CONFIG_STORE),
                dependsOnlyOn(SIMULATOR, CODEC));
    }

    private static DynamicTest dependsOnlyOn(String module, String... allowed) {
        Set<String> forbidden = new TreeSet<>(ALL);
        forbidden.remove(module);
        List.of(allowed).forEach(forbidden::remove);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new));
        return DynamicTest.dynamicTest(module, () -> rule.check(classes));
    }

    @Test
    void shouldKeepSessionsAndLinksFromEdges() {
        noClasses()
                .that()
                .resideInAnyPackage(CONFIG_STORE, GRPC, HTTP, APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".core.session..", ROOT + ".core.link..", ROOT + ".core.lane..", "io.netty..")
                .check(classes);
    }

    @Test
    void shouldKeepTransportsOutOfCodec() {
        noClasses()
                .that()
                .resideInAPackage(CODEC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.bootstrap..", "io.netty.channel.socket..", "io.grpc..", "org.slf4j..")
                .check(classes);
    }

    @TestFactory
    List<DynamicTest> shouldHaveNoCyclesBetweenPackages() {
        return Stream.of("codec", "core", "configstore", "simulator", "app")
                .map(module -> DynamicTest.dynamicTest(
                        module,
                        () -> slices().matching(ROOT + "." + module + ".(**)")
                                .should()
                                .beFreeOfCycles()
                                .check(classes)))
                .toList();
    }

    @Test
    void shouldDescribeEveryPackage() {
        Set<String> undescribed = new TreeSet<>();
        for (JavaClass javaClass : classes) {
            JavaPackage javaPackage = javaClass.getPackage();
            boolean generated = javaPackage.getName().startsWith(ROOT + ".proto");
            if (!generated && !hasPackageInfo(javaPackage.getName())) {
                undescribed.add(javaPackage.getName());
            }
        }
        assertEquals(Set.of(), undescribed);
    }

    /** package-info.java without annotations leaves no class file, so the source is looked for. */
    private static boolean hasPackageInfo(String packageName) {
        String path = packageName.replace('.', '/') + "/package-info.java";
        return Stream.of("codec", "proxy-core", "config-store", "grpc-edge", "http-edge", "simulator", "app")
                .anyMatch(module -> Files.exists(Path.of("..", module, "src/main/java", path)));
    }

    @Test
    void shouldHaveImportedEveryModule() {
        for (String module : ALL) {
            String prefix = module.replace("..", "");
            assertTrue(
                    classes.stream()
                            .anyMatch(javaClass -> javaClass.getPackageName().startsWith(prefix)),
                    module);
        }
    }
}
