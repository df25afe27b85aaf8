package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What names in a template stand for; empty where that is not known yet, so that the function stays as it is. */
interface Scope {

    /** A parameter, a pseudo parameter or a resource. */
    Optional<JsonNode> ref(String name);

    Optional<JsonNode> attribute(String logicalId, String attribute);

    boolean condition(String name);
}
