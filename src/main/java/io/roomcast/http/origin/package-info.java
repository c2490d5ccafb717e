/** Where requests come from: origins of pages, proxies in between, and what browsers want to hear about both. */
package io.roomcast.http.origin;
