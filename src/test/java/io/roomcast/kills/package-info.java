/**
 * Shows that nothing is lost that was acknowledged: a server is killed in the middle of publishing, again and again, and
 * what publishers and readers wrote down is compared with the room's history. Run by src/test/scripts/kill-rounds.
 */
package io.roomcast.kills;
