package io.roomcast;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * One Java file or script, with its length and its methods, and of Java alone its types and the fields and parameters
 * that are optional.
 */
record SourceFile(Path path, String text, int lines, List<String> types, List<Method> methods, List<String> optionals) {
    /** The first line of a function, or of a method, which is two spaces deep; what is deeper is part of one. */
    private static final Pattern FUNCTION = Pattern.compile("( {2})?(?!(?:export )?class\\b)\\S.*(?:\\)|=>) \\{");

    private static final Pattern OPTIONAL = Pattern.compile("(AtomicReference<)?Optional(Int|Long|Double)?(<.*)?");

    /** A method and the lines of its body, braces included. */
    record Method(String name, int lines) {}

    static List<SourceFile> under(Path folder) throws IOException {
        List<SourceFile> result = new ArrayList<>();
        for (Path file : files(folder, ".java")) {
            result.add(read(file));
        }
        return result;
    }

    /** JavaScript is not parsed: where a function ends, the indentation says. */
    static List<SourceFile> scriptsUnder(Path folder) throws IOException {
        List<SourceFile> result = new ArrayList<>();
        for (Path file : files(folder, ".js")) {
            List<String> lines = Files.readAllLines(file);
            result.add(
                    new SourceFile(file, Files.readString(file), lines.size(), List.of(), functions(lines), List.of()));
        }
        return result;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }

    private static List<Method> functions(List<String> lines) {
        List<Method> functions = new ArrayList<>();
        for (int first = 0; first < lines.size(); first++) {
            Matcher head = FUNCTION.matcher(lines.get(first));
            if (head.matches()) {
                String end = Objects.requireNonNullElse(head.group(1), "") + "}";
                int last = first + 1;
                while (!lines.get(last).startsWith(end)) {
                    last++;
                }
                functions.add(new Method(lines.get(first).strip(), last - first + 1));
            }
        }
        return functions;
    }

    private static SourceFile read(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjects(file));
            Inside inside = new Inside(Trees.instance(task));
            inside.scan(task.parse(), null);
            String text = Files.readString(file);
            int lines = (int) text.lines().count();
            return new SourceFile(file, text, lines, inside.types, inside.methods, inside.optionals);
        }
    }

    private static final class Inside extends TreePathScanner<Void, Void> {
        private final List<String> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<String> optionals = new ArrayList<>();
        private final Trees trees;

        Inside(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            types.add(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        /** Components of records and parameters of lambdas do not count: records return them, and lambdas get them. */
        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            boolean held = owner instanceof ClassTree || owner instanceof MethodTree;
            if (held
                    && !isComponent(variable, owner)
                    && OPTIONAL.matcher(variable.getType().toString()).matches()) {
                optionals.add(variable.getName().toString());
            }
            return super.visitVariable(variable, null);
        }

        /** A compact constructor has the components as parameters, from the text in front of it. */
        private boolean isComponent(VariableTree variable, Tree owner) {
            CompilationUnitTree file = getCurrentPath().getCompilationUnit();
            var positions = trees.getSourcePositions();
            return owner.getKind() == Tree.Kind.RECORD
                    ? !variable.getModifiers().getFlags().contains(Modifier.STATIC)
                    : positions.getStartPosition(file, variable) < positions.getStartPosition(file, owner);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                CompilationUnitTree file = getCurrentPath().getCompilationUnit();
                var positions = trees.getSourcePositions();
                long first = positions.getStartPosition(file, method.getBody());
                long last = positions.getEndPosition(file, method.getBody());
                var lines = file.getLineMap();
                int length = (int) (lines.getLineNumber(last) - lines.getLineNumber(first) + 1);
                methods.add(new Method(method.getName().toString(), length));
            }
            return super.visitMethod(method, null);
        }
    }
}
