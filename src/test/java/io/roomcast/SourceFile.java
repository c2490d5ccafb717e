package io.roomcast;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** One Java file, as long as it is, with its types and its methods. */
record SourceFile(Path path, String text, int lines, List<String> types, List<Method> methods) {

    /** A method and the lines of its body, braces included. */
    record Method(String name, int lines) {}

    static List<SourceFile> under(Path folder) throws IOException {
        List<SourceFile> result = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                result.add(read(file));
            }
        }
        return result;
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
            return new SourceFile(file, text, lines, inside.types, inside.methods);
        }
    }

    private static final class Inside extends TreePathScanner<Void, Void> {
        private final List<String> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final Trees trees;

        Inside(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            types.add(type.getSimpleName().toString());
            return super.visitClass(type, null);
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
