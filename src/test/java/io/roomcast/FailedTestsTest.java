package io.roomcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FailedTestsTest {
    private static final LauncherConfig WITHOUT_LISTENERS = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();

    @Test
    void a_failed_test_is_told_with_its_server_its_row_and_its_seed() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        LauncherFactory.create(WITHOUT_LISTENERS)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Red.class))
                                .build(),
                        new FailedTests(new PrintStream(told, true, StandardCharsets.UTF_8)));
        assertEquals("""
                FAILED: FailedTestsTest$Red > on payara > row(String) > SSE
                To run it alone: mvn test -Dtest='FailedTestsTest$Red#row' -Dserver=payara -Dpair.seed=7
                """, told.toString(StandardCharsets.UTF_8));
    }

    /** No test of its own: nested and static, it is not looked for. */
    @ClassTemplate
    @ExtendWith(OnPayara.class)
    static class Red {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"SSE", "NDJSON"})
        void row(String transport) {
            if (transport.equals("SSE")) {
                fail("nothing came", new AssertionError("lost by -Dpair.seed=7"));
            }
        }
    }

    private static final class OnPayara implements ClassTemplateInvocationContextProvider {
        @Override
        public boolean supportsClassTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(new ClassTemplateInvocationContext() {
                @Override
                public String getDisplayName(int index) {
                    return "on payara";
                }
            });
        }
    }
}
