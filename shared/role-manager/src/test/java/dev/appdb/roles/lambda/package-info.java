/** Tests of the role manager's Lambda function, against a real PostgreSQL over TLS and AWS's own runtime client. */
@NullMarked
package dev.appdb.roles.lambda;

import org.jspecify.annotations.NullMarked;
