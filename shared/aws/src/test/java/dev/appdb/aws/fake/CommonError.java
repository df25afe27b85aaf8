package dev.appdb.aws.fake;

/** What can go wrong with a call to any service; each protocol has its own code, status and words for it. */
enum CommonError {
    THROTTLED,
    INTERNAL_ERROR,
    EXPIRED_TOKEN,
    UNKNOWN_ACCESS_KEY,
    UNSIGNED,
    /** Signed for another service or region. */
    WRONG_SCOPE
}
