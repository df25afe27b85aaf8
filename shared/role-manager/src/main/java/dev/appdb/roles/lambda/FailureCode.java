package dev.appdb.roles.lambda;

/** The SQLSTATEs of what goes wrong before or beside the database (PostgreSQL documentation, appendix A). */
final class FailureCode {
    /** invalid_parameter_value: the request. */
    static final String REQUEST = "22023";
    /** Of a class that the standard leaves to implementations: the request's action is not known. */
    static final String UNKNOWN_ACTION = "UA001";
    /** config_file_error: the function's environment or jar. */
    static final String CONFIGURATION = "F0000";
    /** sqlclient_unable_to_establish_sqlconnection: Secrets Manager does not answer. */
    static final String UNREACHABLE = "08001";
    /** invalid_authorization_specification: Secrets Manager refuses. */
    static final String REFUSED = "28000";
    /** assert_failure: a check, where the caller expects an error. */
    static final String CHECK = "P0004";
    /** object_not_in_prerequisite_state: not all is as declared, where the caller expects an error. */
    static final String NOT_AS_DECLARED = "55000";
    /** system_error: whatever else. */
    static final String SYSTEM = "58000";

    private FailureCode() {}
}
