/**
 * Feeds our parsers with whatever Jazzer makes up. A parser may answer, or refuse with its typed error; anything else that it
 * throws, and any input that takes seconds, is a finding.
 */
package io.roomcast.fuzz;
