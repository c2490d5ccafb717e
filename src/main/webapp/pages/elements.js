/** Elements that hold what people wrote: always as text, never as markup. */

const LINK = /\bhttps?:\/\/[^\s<>"'“”‘’（）【】《》，。！？；：、]+/giu;
const TAIL = /[.,:;!?)\]]+$/;

export function byId(id) {
  return document.getElementById(id);
}

/** Creates an element with texts or other elements in it. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Returns a text with its URLs as links. */
export function linked(text) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TAIL, "");
    parts.push(text.slice(at, match.index), link(address));
    at = match.index + address.length;
  }
  return [...parts, text.slice(at)];
}

function link(address) {
  return make("a", {href: address, rel: "noopener noreferrer nofollow", target: "_blank"}, address);
}

/** Returns any event's data as text; of a wall's message it is `msg`. */
export function textOf(data) {
  return typeof data === "string" ? data : typeof data?.msg === "string" ? data.msg : JSON.stringify(data);
}

/**
 * Keeps Enter from doing anything while an input method still composes; Safari tells it only by the key's code, and ends the
 * composition before it tells of the key.
 */
export function composes(event) {
  return event.isComposing || event.keyCode === 229;
}
