package dev.appdb.cli.console;

import dev.appdb.roles.RolesReport;
import java.util.Map;
import java.util.TreeMap;

/** The report of roles as a person reads it on a terminal; a pipe gets its JSON. */
final class RolesTable {
    private RolesTable() {}

    static ResultTable of(RolesReport report) {
        ResultTable table = new ResultTable();
        Map<String, String> groups = new TreeMap<>(report.rolesWithGroups());
        report.roles().forEach(role -> groups.putIfAbsent(role, ""));
        table.row("Role", "Member of");
        groups.forEach((role, memberships) -> table.row(role, list(memberships)));
        table.row("Schema", "Privileges");
        report.schemaPrivileges().forEach((schema, privileges) -> table.row(schema, list(privileges)));
        return table;
    }

    /** PostgreSQL's way to print a list, with places where a line may end. */
    private static String list(String text) {
        return text.replaceAll("^\\{|}$", "").replace(",", ", ");
    }
}
