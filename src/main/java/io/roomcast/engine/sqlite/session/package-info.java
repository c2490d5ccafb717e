/** The sessions of a store: keys of tokens, ended sessions, fingerprints of publishes. */
package io.roomcast.engine.sqlite.session;
