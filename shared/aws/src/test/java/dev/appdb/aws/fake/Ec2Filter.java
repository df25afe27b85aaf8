package dev.appdb.aws.fake;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** EC2's filters: every filter must match, each by any of its values; {@code *} and {@code ?} are wildcards. */
final class Ec2Filter {
    private static final Map<String, String> PROPERTIES = Map.of(
            "vpc-id", "VpcId",
            "group-name", "GroupName",
            "service-name", "ServiceName",
            "availability-zone", "AvailabilityZone",
            "cidr", "CidrBlock",
            "vpc-endpoint-type", "VpcEndpointType",
            "is-default", "IsDefault",
            "description", "GroupDescription");

    private Ec2Filter() {}

    static Predicate<LiveResource> all(Parameters parameters) {
        return parameters.structures("Filter").stream().map(Ec2Filter::one).reduce(resource -> true, Predicate::and);
    }

    private static Predicate<LiveResource> one(Parameters filter) {
        String name = filter.required("Name");
        List<Pattern> values =
                filter.list("Value").stream().map(Ec2Filter::wildcard).toList();
        return resource -> values.stream()
                .anyMatch(value -> value.matcher(actual(name, resource)).matches());
    }

    private static String actual(String filter, LiveResource resource) {
        if (filter.startsWith("tag:")) {
            return resource.tag(filter.substring("tag:".length()));
        }
        if (PROPERTIES.containsKey(filter)) {
            return resource.text(PROPERTIES.getOrDefault(filter, ""));
        }
        return switch (filter) {
            case "group-id", "subnet-id", "vpc-endpoint-id" -> resource.physicalId();
            case "state", "vpc-endpoint-state" -> "available";
            default ->
                throw new AwsError(
                        400, "InvalidParameterValue", "The filter '" + filter + "' is invalid (to the fake, at least)");
        };
    }

    private static Pattern wildcard(String value) {
        return Pattern.compile(
                ("\\Q" + value + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
    }
}
