/**
 * One account of AWS as everything here sees it: the clients of its services, their calls whose exceptions end as failures,
 * the names that things have in it, and the look-ups that more than one part needs.
 */
@NullMarked
package dev.appdb.aws.account;

import org.jspecify.annotations.NullMarked;
