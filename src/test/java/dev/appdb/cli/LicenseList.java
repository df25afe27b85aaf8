package dev.appdb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The licenses that parts of appdb may have, and the parts with another one that are accepted, each with its reason.
 *
 * @param allowed as SPDX names them
 * @param exceptions by group and name of the part, the license that is accepted for it
 */
record LicenseList(Set<String> allowed, Map<String, String> exceptions) {

    /** The list in {@code licenses.json}. */
    static LicenseList read() throws IOException {
        try (InputStream json = LicenseList.class.getResourceAsStream("/licenses.json")) {
            return of(new ObjectMapper().readTree(json));
        }
    }

    static LicenseList of(JsonNode list) {
        Set<String> allowed = new HashSet<>();
        list.path("allowed").forEach(license -> allowed.add(license.asText()));
        Map<String, String> exceptions = new TreeMap<>();
        list.path("exceptions")
                .forEach(each -> exceptions.put(
                        each.path("part").asText(), each.path("license").asText()));
        return new LicenseList(allowed, exceptions);
    }

    /** The problems of the parts in a CycloneDX SBOM, a sentence each. */
    List<String> problems(JsonNode sbom) {
        List<String> problems = new ArrayList<>();
        Set<String> unused = new HashSet<>(exceptions.keySet());
        for (JsonNode part : sbom.path("components")) {
            String name = part.path("group").asText() + ":" + part.path("name").asText();
            List<String> licenses = licenses(part);
            // Of several a user may choose.
            if (licenses.stream().anyMatch(allowed::contains)) {
                continue;
            }
            if (licenses.contains(exceptions.getOrDefault(name, ""))) {
                unused.remove(name);
                continue;
            }
            problems.add(name + " " + part.path("version").asText() + " has "
                    + (licenses.isEmpty() ? "no license" : "the license " + String.join(", ", licenses))
                    + ", which licenses.json does not allow");
        }
        unused.stream().sorted().forEach(name -> problems.add("the exception for " + name + " is not needed any more"));
        return problems;
    }

    /** The licenses of a part: ids of SPDX, or names where the SBOM knows no id. */
    private static List<String> licenses(JsonNode part) {
        List<String> licenses = new ArrayList<>();
        for (JsonNode each : part.path("licenses")) {
            JsonNode license = each.path("license");
            String id = license.path("id").asText(license.path("name").asText());
            licenses.add(id.isEmpty() ? each.path("expression").asText() : id);
        }
        return licenses;
    }
}
