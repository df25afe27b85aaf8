/**
 * The role manager as an AWS Lambda function, beside the database that it manages.
 *
 * <p>{@link dev.appdb.roles.lambda.Handler} is what AWS Lambda calls; {@link dev.appdb.roles.lambda.RoleManagerPayload}
 * and {@link dev.appdb.roles.lambda.RoleManagerResponses} are for whoever invokes it. This is the only part of the role
 * manager that knows AWS: it reads the master's password from Secrets Manager on every call, logs in as the other users
 * with IAM tokens, and trusts no server but those that the RDS authorities vouch for.
 *
 * <p><b>The RDS authorities.</b> They are the certificates in AWS's {@code global-bundle.pem} (Amazon Aurora User Guide,
 * "Using SSL/TLS to encrypt a connection to a DB cluster"), and stand in the jar as {@code rds-global-bundle.pem} in this
 * package. {@code mvn -Drds.ca.bundle=FILE …} puts them there; so does a file of that name among this module's resources.
 * A build without them says so, and its function refuses to connect.
 */
@NullMarked
package dev.appdb.roles.lambda;

import org.jspecify.annotations.NullMarked;
