package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Resolves the names in a template; empty where a value is not known yet, so that the function stays unresolved. */
interface Scope {

    /** A parameter, a pseudo parameter or a resource. */
    Optional<JsonNode> ref(String name);

    Optional<JsonNode> attribute(String logicalId, String attribute);

    boolean condition(String name);
}
