/** The documents' commands, run as they stand there. */
package io.roomcast.documents;
