package dev.appdb.bot.message;

import dev.appdb.roles.RolesReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The roles of a cluster, their groups and the privileges on schemas, one line each. */
final class RolesLines {
    private RolesLines() {}

    static List<String> of(RolesReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Roles (" + report.roles().size() + "):");
        for (String role : report.roles()) {
            String groups = report.rolesWithGroups().get(role);
            lines.add("  " + role + (groups == null ? "" : ", in " + spaced(groups)));
        }
        List<String> others = report.rolesWithGroups().entrySet().stream()
                .filter(entry -> !report.roles().contains(entry.getKey()))
                .map(RolesLines::ofServer)
                .toList();
        if (!others.isEmpty()) {
            lines.add("Groups of the server's own roles:");
            lines.addAll(others);
        }
        lines.add("Privileges on schemas:");
        report.schemaPrivileges().forEach((schema, privileges) -> lines.add("  " + schema + ": " + spaced(privileges)));
        return lines;
    }

    private static String ofServer(Map.Entry<String, String> groups) {
        return "  " + groups.getKey() + ", in " + spaced(groups.getValue());
    }

    private static String spaced(String list) {
        return list.replace(",", ", ");
    }
}
