/** Where the pages are, and which room an address names. */

/** Under this lie all pages, whatever the context path and the proxies before it. */
export const BASE = new URL("../", import.meta.url);

/** What the server takes for a room's name, apart from its length. */
export const ROOM = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._~-]*$/u;

/** The room that this page's address asks for; nothing when it asks for none. */
export function asked() {
  return (new URLSearchParams(location.search).get("room") ?? "").normalize("NFC");
}

/** The address of a page, "" or "wall/", for a room. */
export function address(page, room) {
  const url = new URL(page, BASE);
  url.searchParams.set("room", room);
  return url.href;
}

/** Lets the links to other pages about rooms lead to this one. */
export function leadTo(room) {
  document.querySelectorAll("[data-in-room]").forEach((link) => (link.search = new URLSearchParams({room})));
}
