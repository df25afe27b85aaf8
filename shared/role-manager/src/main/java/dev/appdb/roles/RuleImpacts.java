package dev.appdb.roles;

import java.util.Map;

/** The consequences of each rule's failure, for the reader of a report who does not know the rule. */
final class RuleImpacts {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("R01", "The application or its migrations can't log in at all."),
            Map.entry("R02", "The user can't log in: the application or its migrations don't start."),
            Map.entry("R03", "Whoever takes over the application takes over more than its data."),
            Map.entry("R04", "RDS refuses the user's IAM token: the application or its migrations can't log in."),
            Map.entry("R05", "The user has rights that nobody configured for it."),
            Map.entry("R06", "That role can change or drop everything of the application's."),
            Map.entry("R07", "RDS may refuse the master's password, and the master reaches the application's data."),
            Map.entry("R08", "That role reaches the application's data without a grant, or can grant itself access."),
            Map.entry("R09", "That role can administer the whole server, the application's data included."),
            Map.entry("R10", "roles update can't repair that user."),
            Map.entry("R11", "That role reads or changes all data, or the server itself, without a grant."),
            Map.entry("R12", "A person whose access has expired can still log in."),
            Map.entry("R13", "That role can read the server's files or log in as the server."),
            Map.entry("R14", "That role can change the server for everybody."),
            Map.entry("R15", "That role reads or changes the application's data as if it were the application."),
            Map.entry("D01", "Every role of the server can connect to the application's database."),
            Map.entry("D02", "The user can't connect: the application or its migrations don't start."),
            Map.entry("D03", "The application can create objects outside its schemas, which nothing looks after."),
            Map.entry("D04", "The application and its migrations look for their tables in the wrong schemas."),
            Map.entry("D05", "The user looks for its tables in the wrong schemas."),
            Map.entry("D06", "Other roles can connect, or one that is configured to keep CONNECT will not be able to."),
            Map.entry("D07", "That role can drop the database, or grant itself access to it."),
            Map.entry("D08", "Sessions that look healthy can't write, end at once, or act as another role."),
            Map.entry("D09", "New sessions of the application are refused."),
            Map.entry("S01", "The application has no place for its tables: migrations fail."),
            Map.entry("S02", "Migrations can't create or change objects in the schema."),
            Map.entry("S03", "The user can't reach any object in the schema: every query fails."),
            Map.entry("S04", "Somebody else's objects can take the place of the application's."),
            Map.entry("S05", "Every role that can connect sees into the application's schema."),
            Map.entry("S06", "The application can create objects that no migration knows of."),
            Map.entry("S07", "Migrations fail in the schema that is their own."),
            Map.entry("S08", "The application and its migrations don't find these objects."),
            Map.entry("S09", "The application finds an empty schema instead of its tables."),
            Map.entry("P01", "After the next migration the application or a reader can't use the new objects."),
            Map.entry("P02", "After the next migration every role can use the new objects."),
            Map.entry("P03", "The application can't use what that role creates."),
            Map.entry("P04", "After the next migration others can use the new objects."),
            Map.entry("P05", "After the next migration the application can't use new large objects."),
            Map.entry("O01", "Migrations can't change or drop these objects."),
            Map.entry("O02", "The application's queries on these tables or sequences fail."),
            Map.entry("O03", "The application's calls of these routines fail."),
            Map.entry("O04", "Others can use these objects of the application's."),
            Map.entry("O05", "The application can change or drop these objects, and migrations can't."),
            Map.entry("O06", "Whoever calls such a routine can make it run other code with its owner's rights."),
            Map.entry("O07", "Readers can't read what they should, or can change data."),
            Map.entry("O08", "The application can give its rights to others."),
            Map.entry("O09", "Queries return no rows, and writes are refused."),
            Map.entry("O10", "The application's queries on these objects fail."),
            Map.entry("O11", "Migrations fail on their own objects, and so do writes that a foreign key has to check."),
            Map.entry("O12", "The application can't read or change these large objects."),
            Map.entry("O13", "The application may be unable to read or change these large objects."),
            Map.entry("O14", "Others can use these large objects."),
            Map.entry("E01", "What needs the extension fails, or an unwanted one stays."),
            Map.entry("E02", "The application doesn't find the extension's functions and types by their names."),
            Map.entry("E03", "The extension lacks the fixes of the server's version."),
            Map.entry("E04", "The extension can't be installed here: what needs it fails."),
            Map.entry("E05", "A rebuilt database will lack the extension."),
            Map.entry("E06", "The application's calls of the extension's functions fail."),
            Map.entry("L1", "The application or its migrations can't log in."),
            Map.entry("L2", "Every write fails here."),
            Map.entry("L3", "The application or its migrations can't log in."),
            Map.entry("X1", "The application or its migrations fail, or the application can do more than it should."));

    private RuleImpacts() {}

    /** The sentence of a rule; empty for a check that is no rule of ours. */
    static String of(String id) {
        return SENTENCES.getOrDefault(id, "");
    }
}
