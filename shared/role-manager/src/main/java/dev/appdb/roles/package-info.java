/** The role manager: the users, schema, privileges and extensions of one database, managed, checked and reported. */
@NullMarked
package dev.appdb.roles;

import org.jspecify.annotations.NullMarked;
