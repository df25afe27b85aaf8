package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a change set.
 *
 * @param action {@code Add}, {@code Modify} or {@code Remove}
 * @param replacement {@code True}, {@code False} or {@code Conditional}; null unless modified
 * @param policyAction what becomes of what goes away, such as {@code ReplaceAndRetain}; null where nothing does
 * @param before the properties until now, for callers who want values; null where there are none
 */
record ResourceChange(
        String action,
        String logicalId,
        @Nullable String physicalId,
        String type,
        @Nullable String replacement,
        @Nullable String policyAction,
        List<Detail> details,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    boolean isModify() {
        return action.equals("Modify");
    }

    /** Returns true if its physical id may change. */
    boolean mayReplace() {
        return isModify() && !"False".equals(replacement);
    }

    /** Returns true if its attributes ({@code GetAtt}) may change. */
    boolean mayChangeAttributes() {
        return isModify()
                && details.stream().anyMatch(detail -> detail.attribute().equals("Properties"));
    }

    /**
     * One reason for a modification.
     *
     * @param attribute {@code Properties}, {@code Tags}, {@code DeletionPolicy} and so on
     * @param name the property; empty unless the attribute is {@code Properties}
     * @param difference the values; null where they are known only on execution
     * @param causingEntity the parameter or resource that makes the difference; null where the template does
     */
    record Detail(
            String attribute,
            String name,
            String recreation,
            String evaluation,
            String source,
            @Nullable String causingEntity,
            @Nullable JsonDifference difference) {

        String effect() {
            if (recreation.equals("Never")) {
                return "False";
            }
            return recreation.equals("Always") && evaluation.equals("Static") ? "True" : "Conditional";
        }
    }
}
