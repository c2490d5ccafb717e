/** The addresses of the pages, and the room that an address names. */

/** The base of all pages, whatever the context path and the proxies before it. */
export const BASE = new URL("../", import.meta.url);

/** The room names that the server accepts, apart from their length. */
export const ROOM = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._~-]*$/u;

/** Returns the room in this page's address, or nothing. */
export function asked() {
  return (new URLSearchParams(location.search).get("room") ?? "").normalize("NFC");
}

/** Returns the address of a page, such as "" or "wall/", for a room. */
export function address(page, room) {
  const url = new URL(page, BASE);
  url.searchParams.set("room", room);
  return url.href;
}

/** Points the links to other pages at this room. */
export function leadTo(room) {
  document.querySelectorAll("[data-in-room]").forEach((link) => (link.search = new URLSearchParams({room})));
}
