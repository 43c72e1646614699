package io.syncline.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The imports that are forbidden between modules; what a package must not know. */
class ArchitectureTest {

    private static final String[] CONNECTORS = {"io.syncline.port..", "io.syncline.graph..",
            "io.syncline.ews..", "io.syncline.source..", "io.syncline.sink..",
            "io.syncline.gateway..", "io.syncline.feed..", "io.syncline.simulator..",
            "io.syncline.conformance.."};
    private static final String[] PROVIDERS = {"io.syncline.graph..", "io.syncline.ews.."};
    private static final int CLASSES_AT_LEAST = 150;

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.syncline");
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes().that()
                        .resideInAPackage("io.syncline.core..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("io.syncline.core..", "java..", "org.jspecify..")
                        .because("the functional core knows the JDK and JSpecify only"),
                noClasses().that()
                        .resideInAPackage("io.syncline.core..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Random.class)
                        .because("a replay must decide the same; time and ids are passed in"),
                noClasses().that()
                        .resideInAnyPackage(CONNECTORS)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.syncline.core..", "io.syncline.topology..")
                        .because("connectors and the core meet only in schemas"),
                noClasses().that()
                        .resideInAnyPackage("io.syncline.core..",
                                "io.syncline.topology..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(CONNECTORS)
                        .because("connectors and the core meet only in schemas"),
                noClasses().that()
                        .resideInAPackage("io.syncline.service..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.syncline.core..", "io.syncline.topology..")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage(CONNECTORS)
                        .because("what every service needs knows nothing of what one does"),
                noClasses().that()
                        .resideInAPackage("io.syncline.simulator..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.syncline.graph..", "io.syncline.ews..",
                                "io.syncline.port..", "io.syncline.schemas..")
                        .because("a simulator that shares code with the provider proves nothing"),
                noClasses().that()
                        .resideInAnyPackage(PROVIDERS)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.syncline.simulator..")
                        .because("a provider does not know that it is simulated"),
                noClasses().that()
                        .resideInAPackage("io.syncline.ews..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.syncline.graph..")
                        .because("one provider knows nothing of another"),
                noClasses().that()
                        .resideInAPackage("io.syncline.graph..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.syncline.ews..")
                        .because("one provider knows nothing of another"),
                noClasses().that()
                        .resideInAPackage("io.syncline.ews.soap..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "io.syncline.port..",
                                "io.syncline.schemas..", "io.syncline.service..")
                        .because("the codec knows neither HTTP nor contacts"),
                noClasses().that()
                        .resideInAPackage("io.syncline.topology..")
                        .and()
                        .resideOutsideOfPackage("io.syncline.topology.run..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "java.nio.file..")
                        .orShould()
                        .callMethod(System.class, "getenv")
                        .because("a topology does no HTTP, no files, no environment"),
                noClasses().that()
                        .resideOutsideOfPackages("io.syncline.topology..",
                                "io.syncline.simulation.play..",
                                "io.syncline.benchmarks.pipeline..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.kafka.streams..")
                        .because("topology is the only user of Kafka Streams; the simulation"
                                + " plays topologies without a broker, and a yardstick of the"
                                + " benchmarks is one"),
                noClasses().that()
                        .doNotHaveSimpleName("BrokerMain")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("kafka.server..")
                        .because("the broker's classes are internal to Kafka"),
                noClasses().that()
                        .resideOutsideOfPackage("io.syncline.local..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.syncline.local..")
                        .because("nothing knows how it is deployed"),
                noClasses().that()
                        .resideOutsideOfPackages("io.syncline.local..", "io.syncline.console..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.syncline.console..")
                        .because("only the launcher offers operators their commands"),
                noClasses().that()
                        .resideInAPackage("io.syncline.console..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.syncline.core..", "io.syncline.simulation..",
                                "io.syncline.source..", "io.syncline.sink..",
                                "io.syncline.gateway..", "io.syncline.feed..",
                                "io.syncline.simulator..", "io.syncline.conformance..")
                        .orShould()
                        .dependOnClassesThat(resideInAPackage("io.syncline.topology..")
                                .and(not(resideInAPackage("io.syncline.topology.preview..")))
                                .and(not(resideInAPackage("io.syncline.topology.replay..")))
                                .and(not(resideInAPackage("io.syncline.topology.history.."))))
                        .because("an operator decides through topics, as anybody else could; of"
                                + " what decides only dry runs and replays are asked, and of connectors"
                                + " what finds out whether an access works"),
                noClasses().that()
                        .resideInAnyPackage("io.syncline.console.system..",
                                "io.syncline.console.rebuild..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("picocli..")
                        .because("what a running system says does not depend on who asks"),
                noClasses().that()
                        .resideOutsideOfPackage("io.syncline.local..")
                        .and()
                        .haveSimpleNameNotEndingWith("Main")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("io\\.syncline\\..*Main")
                        .because("only local mode starts a main()"),
                noClasses().that()
                        .resideOutsideOfPackage("io.syncline.graph..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.microsoft..", "okhttp3..")
                        .because("one provider's SDK is nobody else's business"),
                noClasses().that()
                        .resideOutsideOfPackage("io.syncline.ews.soap..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.ctc.wstx..", "org.codehaus.stax2..")
                        .because("only the codec knows with what XML is read"),
                slices().matching("io.syncline.(*).(*)..").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(ours);
    }

    @Test
    void readsTheWholeProject() {
        assertThat(ours.size()).isGreaterThan(CLASSES_AT_LEAST);
    }
}
