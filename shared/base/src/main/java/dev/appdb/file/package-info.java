/**
 * Files that belong to one user: written as a whole, readable by their owner alone; among them libpq's password file.
 * Everything may use it.
 */
@NullMarked
package dev.appdb.file;

import org.jspecify.annotations.NullMarked;
