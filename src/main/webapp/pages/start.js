/** The page for developers: code to paste, with the address of this server. */

import {byId, make} from "./elements.js";
import {asked, BASE, leadTo} from "./places.js";
import {snippets} from "./snippets.js";
import {learn, speak, whenSpoken, word} from "./words.js";
import words from "./words/start.js";

const COPIED = 2_000; // milliseconds that the button says so

learn(words);
const room = asked() || "lobby";

function snippet(key, text) {
  const code = make("code", {}, text);
  const copy = make("button", {type: "button"});
  copy.dataset.word = "copy";
  copy.addEventListener("click", () => copyOut(code, copy));
  const title = make("h3", {id: `title-${key}`});
  title.dataset.word = key;
  const section = make("section", {id: key}, title, make("pre", {tabIndex: 0}, code), copy);
  section.setAttribute("aria-labelledby", title.id);
  return section;
}

/** Copies the code; if the browser denies the clipboard, the text is at least selected. */
async function copyOut(code, button) {
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = word("copied");
    setTimeout(() => (button.textContent = word("copy")), COPIED);
  } catch {
    // The reader copies with the keyboard.
  }
}

/** Returns the address for lines of TCP as this page's reader can reach it, or nothing. */
async function lines() {
  try {
    const {tcp} = await (await fetch(new URL("pages/here.json", BASE))).json();
    return tcp && {host: location.hostname, ...tcp};
  } catch {
    return null;
  }
}

async function show() {
  const all = snippets(BASE.href, room, await lines());
  byId("snippets").replaceChildren(...Object.entries(all).map(([key, text]) => (text ? snippet(key, text) : missing(key))));
  speak();
}

function missing(key) {
  const why = make("p", {id: key, className: "none"});
  why.dataset.word = "noTcp";
  return why;
}

const resources = {
  history: `rooms/${encodeURIComponent(room)}/events?last=20`,
  rooms: "rooms",
  ready: "health/ready",
  script: "roomcast.js",
  types: "roomcast.d.ts",
};
byId("resources").append(...Object.entries(resources).map(([key, path]) => {
  const link = make("a", {href: new URL(path, BASE).href});
  link.dataset.word = key;
  return make("li", {}, link);
}));
leadTo(room);
speak();
whenSpoken(() => {
  document.title = `${word("title")} · Roomcast`;
});
show();
