package io.roomcast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Holds that no class keeps static state that changes. */
@AnalyzeClasses(packages = "io.roomcast", importOptions = DoNotIncludeTests.class)
class StateTest {
    private static final Set<String> CHANGEABLE =
            Set.of("java.util.concurrent.atomic", "java.util.concurrent", "java.util.concurrent.locks");

    @ArchTest
    static final ArchRule no_static_field_changes = fields().that().areStatic().should(new NeverChange());

    private static final class NeverChange extends ArchCondition<JavaField> {
        NeverChange() {
            super("never change");
        }

        @Override
        public void check(JavaField field, ConditionEvents events) {
            if (!field.getModifiers().contains(JavaModifier.SYNTHETIC) && changes(field)) {
                events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
            }
        }

        private static boolean changes(JavaField field) {
            var type = field.getRawType();
            if (!field.getModifiers().contains(JavaModifier.FINAL) || type.isArray()) {
                return true;
            }
            if (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)) {
                return !isImmutable(valueOf(field));
            }
            return type.isAssignableTo(Appendable.class)
                    || (CHANGEABLE.contains(type.getPackageName()) && !type.isEnum());
        }

        private static boolean isImmutable(Object value) {
            String type = value.getClass().getName();
            return type.startsWith("java.util.ImmutableCollections$")
                    || type.startsWith("java.util.Collections$Unmodifiable")
                    || type.startsWith("java.util.Collections$Empty");
        }

        private static Object valueOf(JavaField field) {
            try {
                Field reflected = field.reflect();
                reflected.setAccessible(true);
                return reflected.get(null);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
