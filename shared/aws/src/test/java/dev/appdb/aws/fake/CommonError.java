package dev.appdb.aws.fake;

/** Errors that any service can return; each protocol has its own code, status and message for them. */
enum CommonError {
    THROTTLED,
    INTERNAL_ERROR,
    EXPIRED_TOKEN,
    UNKNOWN_ACCESS_KEY,
    UNSIGNED,
    /** Signed for another service or region. */
    WRONG_SCOPE,
    /** Not signed with the secret of the access key. */
    WRONG_SIGNATURE,
    /** Signed at a time that is too far from the server's. */
    CLOCK_SKEW
}
