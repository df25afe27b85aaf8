package dev.appdb.roles;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name as it stands in SQL.
 *
 * <p>It is quoted as the server's {@code quote_ident} does: not where it is a plain lower-case word that is no keyword
 * (the keywords of PostgreSQL 14 to 18 that are not "unreserved" in {@code pg_get_keywords()}), and else in double
 * quotes, with those inside doubled.
 *
 * @param name what the server calls it
 */
record Identifier(String name) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> KEYWORDS = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
            case cast char character check coalesce collate collation column concurrently constraint create cross
            current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
            decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
            freeze from full grant graph_table greatest group grouping having ilike in initially inner inout int
            integer intersect interval into is isnull join json json_array json_arrayagg json_exists json_object
            json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left
            like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null
            nullif numeric offset on only or order out outer overlaps overlay placing position precision primary
            real references returning right row select session_user setof similar smallint some substring symmetric
            system_user table tablesample then time timestamp to trailing treat trim true union unique user using
            values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
            xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable""".split("\\s+"));

    /** A name, quoted where it must be. */
    static String quoted(String name) {
        return new Identifier(name).toString();
    }

    /** Names, each quoted where it must be, with commas between. */
    static String quoted(Collection<String> names) {
        return names.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }

    /** As it stands in SQL. */
    @Override
    public String toString() {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
