package io.roomcast.container;

import java.lang.System.Logger.Level;

/**
 * What a server of the time before Jakarta finds first, by a name that no other server looks for. It says in one sentence
 * what is wrong, and keeps the application from going on to fail in some other way.
 */
public final class OldServer {
    public OldServer() {
        String sentence =
                "Roomcast cannot run here: this server has javax.servlet, and Roomcast needs jakarta.servlet 6.0."
                        + " Deploy it to Tomcat 10.1 or newer, or to a Jakarta EE 10 server, or run it by java -jar";
        System.getLogger(OldServer.class.getName()).log(Level.ERROR, sentence);
        throw new UnsupportedOperationException(sentence);
    }
}
