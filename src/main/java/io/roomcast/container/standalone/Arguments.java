package io.roomcast.container.standalone;

import java.util.Optional;

/** What the command line says. */
record Arguments(String host, int port) {
    private static final String HELP = """
            Roomcast, a real-time room server.

              java -jar roomcast.war [--http=host:port]

              --http=host:port   where HTTP and WebSocket are served (127.0.0.1:8080); port 0 takes a free one
              --help             this text
            """;
    private static final Arguments DEFAULT = new Arguments("127.0.0.1", 8080);

    /** Reads the command line; ends the process where there is nothing to start. */
    static Arguments parseOrExit(String... arguments) {
        Arguments result = DEFAULT;
        for (String argument : arguments) {
            if (argument.equals("--help")) {
                System.out.print(HELP);
                System.exit(0);
            }
            result = http(argument).orElseGet(() -> {
                System.err.println("roomcast: " + argument + " is not understood; --help lists what is");
                System.exit(2);
                return DEFAULT;
            });
        }
        return result;
    }

    private static Optional<Arguments> http(String argument) {
        int colon = argument.lastIndexOf(':');
        if (!argument.startsWith("--http=") || colon < 0) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(argument.substring(colon + 1));
            return port < 0 || port > 65_535
                    ? Optional.empty()
                    : Optional.of(new Arguments(argument.substring("--http=".length(), colon), port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
