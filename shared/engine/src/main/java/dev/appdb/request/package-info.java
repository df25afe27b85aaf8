/** Values that are valid once constructed: what an application's database is meant to be. */
@NullMarked
package dev.appdb.request;

import org.jspecify.annotations.NullMarked;
