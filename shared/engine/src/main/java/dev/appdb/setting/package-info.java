/** The table of settings: each thing that can be said about a database, declared once for every front end. */
@NullMarked
package dev.appdb.setting;

import org.jspecify.annotations.NullMarked;
