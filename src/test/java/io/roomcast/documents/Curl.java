package io.roomcast.documents;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;

/** As much of curl as the documents use, for machines that have none: {@code -N}, {@code -d} and an address. */
final class Curl {
    private Curl() {}

    public static void main(String[] arguments) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        Iterator<String> given = List.of(arguments).iterator();
        while (given.hasNext()) {
            String argument = given.next();
            if (argument.equals("-d")) {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(given.next()));
            } else if (!argument.equals("-N")) {
                request.uri(URI.create("http://" + argument));
            }
        }
        try (InputStream body = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofInputStream())
                .body()) {
            for (int next = body.read(); next >= 0; next = body.read()) {
                System.out.write(next);
                System.out.flush();
            }
        }
    }
}
