package io.roomcast;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds which package may know which: transports → channel → wire → room ← engines; demo → program → wire; container → all. */
@AnalyzeClasses(packages = "io.roomcast", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String ROOM = "io.roomcast.room..";
    private static final String WIRE = "io.roomcast.wire..";
    private static final String CHANNEL = "io.roomcast.channel..";
    private static final String ENGINES = "io.roomcast.engine..";
    private static final String PRESENCE = "io.roomcast.engine.presence..";
    private static final String CONFIG = "io.roomcast.config..";
    private static final String PROGRAM = "io.roomcast.program..";
    private static final String DEMO = "io.roomcast.demo..";
    private static final String CONTAINER = "io.roomcast.container..";
    private static final String[] TRANSPORTS = {
        "io.roomcast.ws..", "io.roomcast.http..", "io.roomcast.socketio..", "io.roomcast.tcp.."
    };

    @ArchTest
    static final ArchRule the_room_knows_only_itself = noClasses()
            .that()
            .resideInAPackage(ROOM)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(ROOM))));

    @ArchTest
    static final ArchRule the_room_knows_no_servlet_no_websocket_and_no_database = noClasses()
            .that()
            .resideInAPackage(ROOM)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "jakarta.websocket..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule the_wire_knows_only_the_room = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(WIRE, ROOM))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_channel_knows_only_the_wire_and_the_room = noClasses()
            .that()
            .resideInAPackage(CHANNEL)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(CHANNEL, WIRE, ROOM))));

    @ArchTest
    static final ArchRule an_engine_knows_only_the_room = noClasses()
            .that()
            .resideInAPackage(ENGINES)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(ENGINES, ROOM))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_engine_knows_another = slices().matching("io.roomcast.engine.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(PRESENCE))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_transport_knows_an_engine_or_the_container = noClasses()
            .that()
            .resideInAnyPackage(TRANSPORTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINES, CONTAINER);

    @ArchTest
    static final ArchRule no_transport_knows_another =
            slices().matching("io.roomcast.(ws|http|socketio|tcp)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_configuration_knows_only_java = classes()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", CONFIG)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule what_programs_are_written_with_knows_only_the_wire_and_the_room = noClasses()
            .that()
            .resideInAPackage(PROGRAM)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(PROGRAM, WIRE, ROOM))));

    @ArchTest
    static final ArchRule a_demo_knows_what_every_program_may = noClasses()
            .that()
            .resideInAPackage(DEMO)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.roomcast..").and(not(resideInAnyPackage(DEMO, PROGRAM))));

    @ArchTest
    static final ArchRule no_transport_and_no_engine_knows_programs = noClasses()
            .that()
            .resideInAnyPackage(TRANSPORTS)
            .or()
            .resideInAPackage(ENGINES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PROGRAM, DEMO);

    @ArchTest
    static final ArchRule nobody_knows_what_only_java_jar_has = noClasses()
            .that()
            .resideOutsideOfPackage("io.roomcast.container.standalone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.roomcast.container.standalone..");
}
