/**
 * The target aws: a stack of CloudFormation, and the role manager as a Lambda function in it.
 *
 * <p>{@link dev.appdb.aws.AwsTarget} puts the parts together, each of which is a package below. Only these packages
 * know the
 * AWS SDK, and its exceptions end in {@link dev.appdb.aws.account.AwsCall}.
 */
@NullMarked
package dev.appdb.aws;

import org.jspecify.annotations.NullMarked;
