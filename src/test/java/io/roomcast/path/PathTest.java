package io.roomcast.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.MethodEntryRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Watches a process publish once, method by method, and says which classes had a part in it. */
@DisplayName("the path of one message")
class PathTest {
    private static final int MOST_CLASSES = 10;
    private static final int MOST_TASKS = 3;

    private static final List<String> VALUES = List.of("io.roomcast.room.Page", "io.roomcast.room.Batch");

    /** So many bytes are a field, or a field of a field. */
    private static final int ACCESSOR = 8;

    /** The engine's own thread is handed the append; the engine in memory has none. */
    private static final int STORE = 1;

    @Test
    @DisplayName("from the call to the outlet is ten classes, and three tasks that another thread takes over")
    void isShort() throws Exception {
        Recording recording = record();
        List<String> classes = List.copyOf(recording.classes());
        System.out.println("the path of one message: " + String.join(" ", classes));
        assertTrue(classes.size() <= MOST_CLASSES, classes.toString());
        assertTrue(
                classes.containsAll(List.of("Rooms", "Publisher", "GroupCommit", "Tail", "Cursor")), "it was watched");
        int tasks = Integer.parseInt(recording.output().strip().substring("tasks ".length()));
        assertTrue(tasks + STORE <= MOST_TASKS, recording.output());
        String drawing = Files.readString(Path.of("ARCHITECTURE.md"));
        assertEquals(
                List.of(),
                classes.stream().filter(name -> !drawing.contains(name)).toList(),
                "what ARCHITECTURE.md does not name");
    }

    private record Recording(Set<String> classes, String output) {}

    private static Recording record() throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("main").setValue(OnePublish.class.getName());
        arguments
                .get("options")
                .setValue("-cp \""
                        + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "\"");
        VirtualMachine process = connector.launch(arguments);
        MethodEntryRequest entries = process.eventRequestManager().createMethodEntryRequest();
        entries.addClassFilter("io.roomcast.*");
        entries.enable();
        Set<String> classes = new LinkedHashSet<>();
        List<String> marks = new ArrayList<>();
        boolean over = false;
        while (!over) {
            EventSet events = process.eventQueue().remove();
            for (Event event : events) {
                over |= event instanceof VMDeathEvent || event instanceof VMDisconnectEvent;
                if (event instanceof MethodEntryEvent entry) {
                    note(entry, marks, classes);
                }
            }
            events.resume();
        }
        String output = new String(process.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Recording(classes, output);
    }

    /** The calls between the two marks in the domain itself: not in its values, its port and its clock. */
    private static void note(MethodEntryEvent entry, List<String> marks, Set<String> classes) {
        ReferenceType type = entry.method().declaringType();
        if (type.name().equals(OnePublish.class.getName())) {
            marks.add(entry.method().name());
        } else if (marks.contains("begins") && !marks.contains("ends") && decides(type, entry.method())) {
            classes.add(type.name().replaceAll("\\$.*", "").replaceAll(".*\\.", ""));
        }
    }

    /** Values and accessors decide nothing. */
    private static boolean decides(ReferenceType type, Method method) {
        boolean isValue = VALUES.contains(type.name().replaceAll("\\$.*", ""))
                || !(type instanceof ClassType one)
                || one.superclass().name().equals("java.lang.Record");
        return !isValue
                && type.name().matches("io\\.roomcast\\.room\\.(lane\\.)?[A-Z].*")
                && method.bytecodes().length > ACCESSOR;
    }
}
