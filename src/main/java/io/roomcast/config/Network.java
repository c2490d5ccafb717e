package io.roomcast.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of hosts, origins and networks. It looks nothing up. */
final class Network {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern IPV6_LETTERS = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+");
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?[0-9]+\\.?");
    private static final int LONGEST_NAME = 253;
    private static final Pattern RANGE = Pattern.compile("([^/]+)(/(0|[1-9][0-9]{0,2}))?");
    private static final Pattern ORIGIN = Pattern.compile("([a-z][a-z0-9+.-]*)://(.+?)(:([1-9][0-9]{0,4}))?");
    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", "80", "https", "443");
    private static final int HIGHEST_PORT = 65_535;

    private Network() {}

    /** Whether a text is a host as it stands before a port: a name, an IPv4 address, or an IPv6 address in brackets. */
    static boolean isHost(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return isIpv6(text.substring(1, text.length() - 1));
        }
        if (ENDS_IN_NUMBER.matcher(text).matches()) {
            return isIpv4(text);
        }
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    /** Whether a text is an IP address or a network such as {@code 10.0.0.0/8}. */
    static boolean isRange(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return false;
        }
        int length = range.group(3) == null ? 0 : Integer.parseInt(range.group(3));
        return isIpv4(range.group(1)) ? length <= 32 : isIpv6(range.group(1)) && length <= 128;
    }

    /** Whether a text is an origin exactly as a browser sends it, because origins are compared as texts. */
    static boolean isOrigin(String text) {
        Matcher origin = ORIGIN.matcher(text);
        if (!origin.matches() || !isHost(origin.group(2))) {
            return false;
        }
        String host = origin.group(2);
        String port = origin.group(4);
        return host.chars().noneMatch(Character::isUpperCase)
                && (port == null || Integer.parseInt(port) <= HIGHEST_PORT)
                && !DEFAULT_PORTS.getOrDefault(origin.group(1), "").equals(port);
    }

    private static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        if (!IPV6_LETTERS.matcher(text).matches()) {
            return false;
        }
        try {
            // In brackets, a bad address is refused here and never looked up at a name server.
            InetAddress.getByName("[" + text + "]");
            return true;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
