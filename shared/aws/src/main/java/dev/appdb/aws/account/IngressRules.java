package dev.appdb.aws.account;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The rules of a security group by address. Those that name other groups say nothing about a group that is new. */
final class IngressRules {
    private static final String EVERY_PROTOCOL = "-1";
    private static final int ADDRESS_BITS = 32;

    private IngressRules() {}

    /**
     * Returns true if a group lets everybody in these ranges connect to a port.
     *
     * @param ranges of IPv4 addresses, such as {@code 10.20.5.0/24}
     */
    static boolean admit(SecurityGroup group, int port, List<String> ranges) {
        return !ranges.isEmpty()
                && ranges.stream()
                        .allMatch(range -> group.ipPermissions().stream()
                                .filter(rule -> isAbout(rule, port))
                                .flatMap(rule -> rule.ipRanges().stream())
                                .map(IpRange::cidrIp)
                                .anyMatch(admitted -> contains(admitted, range)));
    }

    private static boolean isAbout(IpPermission rule, int port) {
        return EVERY_PROTOCOL.equals(rule.ipProtocol())
                || "tcp".equals(rule.ipProtocol()) && rule.fromPort() <= port && rule.toPort() >= port;
    }

    /** Returns true if one range has all addresses of another. */
    static boolean contains(String outer, String inner) {
        int bits = bits(outer);
        if (bits > bits(inner)) {
            return false;
        }
        long mask = bits == 0 ? 0 : -1L << (ADDRESS_BITS - bits);
        return (address(outer) & mask) == (address(inner) & mask);
    }

    private static int bits(String range) {
        return Integer.parseInt(range.substring(range.indexOf('/') + 1));
    }

    private static long address(String range) {
        long address = 0;
        for (String part : range.substring(0, range.indexOf('/')).split("\\.", -1)) {
            address = address << Byte.SIZE | Integer.parseInt(part);
        }
        return address;
    }
}
