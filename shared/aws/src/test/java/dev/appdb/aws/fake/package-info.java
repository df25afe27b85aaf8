/**
 * A fake of the AWS endpoints that appdb calls: one HTTP server on loopback that speaks each service's wire protocol to
 * the real SDK clients, in front of a small in-memory account.
 *
 * <p>Start with {@link dev.appdb.aws.fake.FakeAws}. Time passes only by ticks, one for each call that asks how far a stack
 * is; nothing sleeps. What a stack makes is kept as {@link dev.appdb.aws.fake.LiveResource}s with CloudFormation's property
 * names, and every look-up (RDS, EC2, IAM, Lambda) reads those, so that drift is a real difference.
 */
@NullMarked
package dev.appdb.aws.fake;

import org.jspecify.annotations.NullMarked;
