package dev.appdb.roles;

import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Check.Status;

/** Every check there is, with its severity. The ids are stable: they stand in reports, alarms and run books. */
enum CheckId {
    /** A user exists. */
    R01(Severity.CRITICAL),
    /** A user can log in: LOGIN, a connection limit above 0, not expired. */
    R02(Severity.CRITICAL),
    /** A user has none of SUPERUSER, CREATEROLE, CREATEDB, REPLICATION, BYPASSRLS. */
    R03(Severity.CRITICAL),
    /** A user is a direct member of rds_iam. */
    R04(Severity.CRITICAL),
    /** A user is a member of nothing else. */
    R05(Severity.WARNING),
    /** Nobody else may act as the migrator. */
    R06(Severity.CRITICAL),
    /** The master does not reach rds_iam, since RDS would then refuse its password. */
    R07(Severity.CRITICAL),
    /** No role but the master and the server's own has SUPERUSER, CREATEROLE, REPLICATION or BYPASSRLS. */
    R08(Severity.CRITICAL),
    /** Nobody but the master is in rds_superuser. */
    R09(Severity.CRITICAL),
    /** The master has ADMIN on a user (16 and newer). */
    R10(Severity.WARNING),
    /** PUBLIC has nothing on the database. */
    D01(Severity.CRITICAL),
    /** A user has CONNECT. */
    D02(Severity.CRITICAL),
    /** A user has no CREATE on the database. */
    D03(Severity.WARNING),
    /** The database's search_path is the schema. */
    D04(Severity.CRITICAL),
    /** A user has no search_path of its own. */
    D05(Severity.CRITICAL),
    /** The schema exists. */
    S01(Severity.CRITICAL),
    /** The migrator owns the schema. */
    S02(Severity.CRITICAL),
    /** The app has USAGE on the schema. */
    S03(Severity.CRITICAL),
    /** Nobody but its owner creates in a schema: the application's, and public. */
    S04(Severity.CRITICAL),
    /** What the migrator will create is the app's to use: tables, sequences, routines. */
    P01(Severity.CRITICAL),
    /** What will be created is not PUBLIC's. */
    P02(Severity.WARNING),
    /** What others will create in the schema is the app's to use too. */
    P03(Severity.WARNING),
    /** The migrator owns every object in the schema. */
    O01(Severity.WARNING),
    /** The app has the declared privileges on every table and sequence that exists. */
    O02(Severity.CRITICAL),
    /** The app can call every routine that exists. */
    O03(Severity.CRITICAL),
    /** No object is granted to PUBLIC or strangers. */
    O04(Severity.WARNING),
    /** The app owns nothing. */
    O05(Severity.WARNING),
    /** SECURITY DEFINER routines pin their search_path. */
    O06(Severity.INFO),
    /** A declared extension is in its declared state. */
    E01(Severity.CRITICAL),
    /** A declared extension is where its names are found, or known to need qualifying. */
    E02(Severity.INFO),
    /** A declared extension has the server's default version. */
    E03(Severity.INFO),
    /** A declared extension is available on this server. */
    E04(Severity.CRITICAL),
    /** No extension is installed that is not declared. */
    E05(Severity.INFO),
    /** Both users log in with IAM over TLS; asked by the Lambda function. */
    L1(Severity.CRITICAL),
    /** This server is the writer. */
    L2(Severity.CRITICAL),
    /** The users can do what they should, and not what they should not: tried, and rolled back. */
    X1(Severity.CRITICAL);

    private final Severity severity;

    CheckId(Severity severity) {
        this.severity = severity;
    }

    Check passed(String subject, String found) {
        return new Check(name(), severity, subject, Status.PASSED, found, "");
    }

    Check failed(String subject, String found, String remedy) {
        return new Check(name(), severity, subject, Status.FAILED, found, remedy);
    }

    /** Passed with one finding, or failed with the other and its remedy. */
    Check decide(boolean good, String subject, String foundIfGood, String foundIfNot, String remedy) {
        return good ? passed(subject, foundIfGood) : failed(subject, foundIfNot, remedy);
    }

    Check notApplicable(String subject, String why) {
        return new Check(name(), severity, subject, Status.NOT_APPLICABLE, why, "");
    }

    Check unknown(String subject, String why, String remedy) {
        return new Check(name(), severity, subject, Status.UNKNOWN, why, remedy);
    }
}
