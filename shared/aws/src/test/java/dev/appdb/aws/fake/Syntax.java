package dev.appdb.aws.fake;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The syntax of CloudFormation's names and tokens.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">AWS:
 *     CreateChangeSet</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html">AWS:
 *     ExecuteChangeSet</a>
 */
enum Syntax {
    STACK_NAME("StackName", "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*", 1, 128),
    CHANGE_SET_NAME("ChangeSetName", "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*", 1, 128),
    CLIENT_TOKEN("ClientToken", ".+", 1, 128),
    CLIENT_REQUEST_TOKEN("ClientRequestToken", "[a-zA-Z0-9][-a-zA-Z0-9]*", 1, 128);

    /** Of an ARN, which the limit of names does not hold for. */
    private static final int LONGEST_ARN = 1600;

    private final String parameter;
    private final Pattern pattern;
    private final int least;
    private final int most;

    Syntax(String parameter, String pattern, int least, int most) {
        this.parameter = parameter;
        this.pattern = Pattern.compile(pattern);
        this.least = least;
        this.most = most;
    }

    /** Refuses a call with a name or token that is none. */
    static void check(Parameters call) {
        for (Syntax syntax : values()) {
            Optional<String> value = call.get(syntax.parameter);
            if (value.isPresent()) {
                syntax.check(value.get());
            }
        }
    }

    private void check(String value) {
        int longest = value.startsWith("arn:") ? LONGEST_ARN : most;
        String member = Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
        if (!pattern.matcher(value).matches()) {
            throw invalid(value, member, "Member must satisfy regular expression pattern: " + pattern);
        }
        if (value.length() < least || value.length() > longest) {
            throw invalid(value, member, "Member must have length less than or equal to " + longest);
        }
    }

    private static AwsError invalid(String value, String member, String constraint) {
        return AwsError.validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }
}
