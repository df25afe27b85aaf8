/** The role manager as a Lambda function: its jar, its invocation, and what it answers. */
@NullMarked
package dev.appdb.aws.lambda;

import org.jspecify.annotations.NullMarked;
