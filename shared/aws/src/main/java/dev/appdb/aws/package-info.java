/**
 * The target that is an AWS account: a stack of CloudFormation, and the role manager as a Lambda function in it.
 *
 * <p>{@link dev.appdb.aws.AwsTarget} is the door. What is decided (words for a stack's state, causes of a failure, what a
 * change set means) is in classes that know no client; those that make calls decide nothing. Only this room knows the AWS
 * SDK, and its exceptions end here.
 */
@NullMarked
package dev.appdb.aws;

import org.jspecify.annotations.NullMarked;
