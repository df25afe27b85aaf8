/** Questions as data: what a front end asks, with no terminal and no Slack in it. */
@NullMarked
package dev.appdb.form;

import org.jspecify.annotations.NullMarked;
