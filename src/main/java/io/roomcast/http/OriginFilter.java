package io.roomcast.http;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.http.Response;
import io.roomcast.http.origin.Cors;
import io.roomcast.http.origin.Hosts;
import io.roomcast.http.origin.Origins;
import io.roomcast.http.origin.Proxies;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import io.roomcast.wire.Ingress;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The filter before everything, WebSocket handshakes included: it refuses requests from pages of foreign origins before
 * a body is read, and determines the visitor. Called on the container's threads.
 */
public class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(OriginFilter.class.getName());

    /** So many connections are more than one person has. */
    private static final int MANY = 100;

    private static final List<String> PROTOCOLS = List.of("/rooms", "/session", "/ws", "/socket.io");

    @Inject
    transient Ingress ingress;

    @Inject
    transient HttpSettings settings;

    @Inject
    transient Quirks quirks;

    private transient Proxies proxies = Proxies.of(List.of());
    private transient Origins origins = new Origins(Set.of());
    private transient Hosts hosts = new Hosts(Set.of());
    private final transient AtomicBoolean warned = new AtomicBoolean();
    private transient BrowserGuard guard = new BrowserGuard(List.of());

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        proxies = Proxies.of(settings.trustedProxies());
        origins = new Origins(settings.origins());
        hosts = new Hosts(Set.copyOf(settings.hosts()));
        guard = new BrowserGuard(settings.embed());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Proxies.Client client = proxies.client(request);
        Optional<String> origin = header(request, "Origin");
        guard.guard(path(request), response);
        try {
            check(request, client);
        } catch (Refusal refusal) {
            Response.refusal(ingress.lines(), refusal, "", "", settings.retry()).writeTo(response);
            return;
        }
        if (origin.filter(origins::lists).isPresent()) {
            Cors.allow(response, origin.get());
            if (isSocketIo(path(request))) {
                Cors.allowCredentials(response);
            }
        }
        if (origin.isPresent() && Cors.isPreflight(request)) {
            Cors.answer(request, response);
            return;
        }
        Optional<HttpServletRequest> passed =
                asksForUpgrade(request) ? quirks.beforeUpgrade(request, ingress.time()) : Optional.of(request);
        if (passed.isPresent()) {
            Visitor visitor = visitor(request, client);
            checkForProxy(request, visitor);
            pass(passed.get(), response, chain, visitor);
        }
    }

    private static void pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Visitor visitor)
            throws IOException, ServletException {
        CurrentVisitor.set(visitor);
        try {
            chain.doFilter(request, response);
        } finally {
            CurrentVisitor.clear();
        }
    }

    /** Names the remedy, once, if most clients come through a proxy whose word is not trusted. */
    private void checkForProxy(HttpServletRequest request, Visitor visitor) {
        if (header(request, "X-Forwarded-For").isPresent()
                && visitor.address().equals(request.getRemoteAddr())
                && ingress.rooms().budget().isMostly(visitor.network(), MANY)
                && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    () -> "most connections come from " + visitor.address()
                            + ", which sends X-Forwarded-For: if it is a proxy of yours, set trusted-proxies="
                            + visitor.address() + "; until then all its clients share the limits of one address");
        }
    }

    private static Visitor visitor(HttpServletRequest request, Proxies.Client client) {
        Optional<String> principal =
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        return new Visitor(client.address(), principal, header(request, "Authorization"), Optional.empty());
    }

    private void check(HttpServletRequest request, Proxies.Client client) {
        if (settings.loopbackOnly()
                && !origins.mayBeHost(header(request, "Host").orElse(""))) {
            throw new Refusal(Code.FORBIDDEN, "this server serves only this machine: use localhost in the URL");
        }
        if (!hosts.mayBe(client.origin())) {
            throw new Refusal(
                    Code.FORBIDDEN, "this server is not known by this name; the operator can add it to the key hosts");
        }
        Optional<String> origin = header(request, "Origin");
        if (origin.isPresent()) {
            boolean own = origin.get().equals(client.origin());
            if (!own && !origins.lists(origin.get())) {
                throw new Refusal(
                        Code.FORBIDDEN,
                        "pages of this origin may not use this server; the operator can allow it with the key origins");
            }
        } else if (isProtocol(request)
                && header(request, "Sec-Fetch-Site")
                        .filter("cross-site"::equals)
                        .isPresent()) {
            throw new Refusal(Code.FORBIDDEN, "pages of other sites may not use this server");
        }
    }

    /** Whether this is a request to the room server itself and not for a page or a script. */
    private static boolean isProtocol(HttpServletRequest request) {
        String path = path(request);
        boolean script = isSocketIo(path) && path.length() > "/socket.io/".length();
        return BrowserGuard.isIn(PROTOCOLS, path) && !script;
    }

    private static boolean asksForUpgrade(HttpServletRequest request) {
        return header(request, "Upgrade").isPresent();
    }

    private static boolean isSocketIo(String path) {
        return path.equals("/socket.io") || path.startsWith("/socket.io/");
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
