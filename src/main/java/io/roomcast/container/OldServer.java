package io.roomcast.container;

import java.lang.System.Logger.Level;

/**
 * The class that a server with javax.servlet loads first, by a name that no other server looks for. It logs one
 * sentence about the reason and stops the start before it fails in a confusing way.
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
