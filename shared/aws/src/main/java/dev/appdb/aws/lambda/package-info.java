/** The role manager as a Lambda function: its jar, its invocations and its responses. */
@NullMarked
package dev.appdb.aws.lambda;

import org.jspecify.annotations.NullMarked;
