/**
 * The configuration: {@link io.roomcast.config.Key} lists the keys, and {@link io.roomcast.config.Configuration} holds
 * their values. This package uses only {@code java.*}.
 */
package io.roomcast.config;
