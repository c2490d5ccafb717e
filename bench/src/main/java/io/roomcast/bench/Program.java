package io.roomcast.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Something that is started on the command line. It reports a failure in one sentence. */
@FunctionalInterface
interface Program {
    void run() throws Exception;

    /** Runs a program, and ends this process if it fails. */
    static void run(Program program) throws Exception {
        try {
            program.run();
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
        } catch (IOException | SQLException failed) {
            System.err.println("bench: " + sentence(failed));
            System.exit(1);
        }
    }

    static String sentence(Exception failed) {
        String message = failed.getMessage() == null ? failed.toString() : failed.getMessage();
        return message.contains("Too many open files")
                ? message + ": raise the limit (ulimit -n 12000), or use fewer connections"
                : message;
    }
}
