/** People who come with nothing but a line of TCP. */
package io.roomcast.contract.people;
