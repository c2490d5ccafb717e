package io.roomcast.bench.peers;

import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** CometD with its WebSocket transport on Jetty, with nothing but defaults: each channel is broadcast to its subscribers. */
final class CometPeer {
    private CometPeer() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        ContextHandler context = new ContextHandler("/");
        WebSocketUpgradeHandler webSockets = WebSocketUpgradeHandler.from(server, context);
        webSockets.setHandler(new Bayeux());
        context.setHandler(webSockets);
        server.setHandler(context);
        server.start();
        System.out.println("ready: http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Starts CometD within the context; there is nothing but WebSockets. */
    private static final class Bayeux extends Handler.Abstract {
        @Override
        protected void doStart() throws Exception {
            BayeuxServerImpl bayeux = new BayeuxServerImpl();
            bayeux.setOption(BayeuxServerImpl.TRANSPORTS_OPTION, JettyWebSocketTransport.class.getName());
            bayeux.setOption("ws.cometdURLMapping", "/cometd");
            bayeux.setOption(Context.class.getName(), ContextHandler.getCurrentContext(getServer()));
            addBean(bayeux);
            super.doStart();
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return false;
        }
    }
}
