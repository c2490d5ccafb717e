/**
 * The one table of configuration: {@link io.roomcast.config.Key} lists what can be set, and
 * {@link io.roomcast.config.Configuration} is what was set. Nothing here needs more than {@code java.*}.
 */
package io.roomcast.config;
