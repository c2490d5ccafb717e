/** The source of a request: origins of pages, proxies in between, and CORS. */
package io.roomcast.http.origin;
