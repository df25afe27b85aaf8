/**
 * The role manager as an AWS Lambda function, beside the database that it manages.
 *
 * <p>{@link dev.appdb.roles.lambda.Handler} is what AWS Lambda calls; {@link dev.appdb.roles.lambda.RoleManagerPayload}
 * and {@link dev.appdb.roles.lambda.RoleManagerResponses} are for whoever invokes it. This is the only part of the role
 * manager that knows AWS: it reads the master's password from Secrets Manager on every call, logs in as the other users
 * with IAM tokens, and trusts no server but those that the RDS authorities vouch for.
 *
 * <p><b>The RDS authorities.</b> Their root certificates stand in the jar as {@code rds-global-bundle.pem} in this package;
 * the file names its source, date and Regions. {@code mvn -Drds.ca.bundle=FILE …} puts another bundle in its place, such
 * as that of a GovCloud Region (Amazon Aurora User Guide, "Using SSL/TLS to encrypt a connection to a DB cluster").
 */
@NullMarked
package dev.appdb.roles.lambda;

import org.jspecify.annotations.NullMarked;
