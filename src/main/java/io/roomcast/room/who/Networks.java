package io.roomcast.room.who;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The network of an address, which is one client: of IPv6 a client has a network of 2 to the 64. Pure; any thread. */
final class Networks {
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int NETWORK_BYTES = 8;

    private Networks() {}

    /** Returns the first half of an IPv6 address; any other text is returned as it is. */
    static String of(String address) {
        // Asked for each publish, and mostly for addresses of IPv4.
        if (address.indexOf(':') < 0 || !LITERAL.matcher(address).matches()) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length <= NETWORK_BYTES) {
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64";
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
