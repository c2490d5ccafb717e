package io.roomcast.container.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import org.junit.jupiter.api.Test;

/** CDI does not look into the jar: whatever it has to find is outside of it. */
@AnalyzeClasses(packages = "io.roomcast", importOptions = DoNotIncludeTests.class)
class ClassesJarTest {
    @ArchTest
    static final ArchRule no_bean_is_in_the_jar = noClasses()
            .that(DescribedPredicate.describe("are in the jar", type -> ClassesJar.takes(place(type))))
            .should()
            .beAnnotatedWith(DescribedPredicate.describe("what makes a bean", ClassesJarTest::makesBean));

    @Test
    void nothing_that_somebody_adds_to_a_copy_of_the_archive_is_in_the_jar() {
        assertTrue(ClassesJar.takes("WEB-INF/classes/io/roomcast/room/Room.class"));
        assertFalse(ClassesJar.takes("WEB-INF/classes/org/example/room/Parrot.class"));
        assertFalse(ClassesJar.takes("WEB-INF/classes/META-INF/services/jakarta.servlet.ServletContainerInitializer"));
        assertFalse(ClassesJar.takes("META-INF/versions/17/io/roomcast/config/Key.class"));
        assertFalse(ClassesJar.takes("WEB-INF/web.xml"));
    }

    private static boolean makesBean(JavaAnnotation<?> annotation) {
        JavaClass type = annotation.getRawType();
        return type.isMetaAnnotatedWith(NormalScope.class)
                || type.isMetaAnnotatedWith(Stereotype.class)
                || type.isEquivalentTo(Dependent.class);
    }

    private static String place(JavaClass type) {
        return "WEB-INF/classes/" + type.getName().replace('.', '/') + ".class";
    }
}
