package dev.appdb.setting;

import dev.appdb.form.Choice;
import java.util.List;

/**
 * The AWS Regions to choose from; others may be typed.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS Regions</a>
 */
final class KnownRegions {
    static final List<Choice> CHOICES = List.of(
            new Choice("us-east-1", "US East (N. Virginia)"),
            new Choice("us-east-2", "US East (Ohio)"),
            new Choice("us-west-1", "US West (N. California)"),
            new Choice("us-west-2", "US West (Oregon)"),
            new Choice("us-gov-east-1", "AWS GovCloud (US-East)"),
            new Choice("us-gov-west-1", "AWS GovCloud (US-West)"),
            new Choice("ca-central-1", "Canada (Central)"),
            new Choice("ca-west-1", "Canada West (Calgary)"),
            new Choice("mx-central-1", "Mexico (Central)"),
            new Choice("sa-east-1", "South America (São Paulo)"),
            new Choice("eu-central-1", "Europe (Frankfurt)"),
            new Choice("eu-central-2", "Europe (Zurich)"),
            new Choice("eu-north-1", "Europe (Stockholm)"),
            new Choice("eu-south-1", "Europe (Milan)"),
            new Choice("eu-south-2", "Europe (Spain)"),
            new Choice("eu-west-1", "Europe (Ireland)"),
            new Choice("eu-west-2", "Europe (London)"),
            new Choice("eu-west-3", "Europe (Paris)"),
            new Choice("il-central-1", "Israel (Tel Aviv)"),
            new Choice("me-central-1", "Middle East (UAE)"),
            new Choice("me-south-1", "Middle East (Bahrain)"),
            new Choice("af-south-1", "Africa (Cape Town)"),
            new Choice("ap-east-1", "Asia Pacific (Hong Kong)"),
            new Choice("ap-east-2", "Asia Pacific (Taipei)"),
            new Choice("ap-northeast-1", "Asia Pacific (Tokyo)"),
            new Choice("ap-northeast-2", "Asia Pacific (Seoul)"),
            new Choice("ap-northeast-3", "Asia Pacific (Osaka)"),
            new Choice("ap-south-1", "Asia Pacific (Mumbai)"),
            new Choice("ap-south-2", "Asia Pacific (Hyderabad)"),
            new Choice("ap-southeast-1", "Asia Pacific (Singapore)"),
            new Choice("ap-southeast-2", "Asia Pacific (Sydney)"),
            new Choice("ap-southeast-3", "Asia Pacific (Jakarta)"),
            new Choice("ap-southeast-4", "Asia Pacific (Melbourne)"),
            new Choice("ap-southeast-5", "Asia Pacific (Malaysia)"),
            new Choice("ap-southeast-6", "Asia Pacific (New Zealand)"),
            new Choice("ap-southeast-7", "Asia Pacific (Thailand)"));

    private KnownRegions() {}
}
