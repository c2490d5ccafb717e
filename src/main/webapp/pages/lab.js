/** The laboratory: one room over six transports side by side, and what each costs on the network between page and server. */

import {RoomcastError} from "../roomcast.js";
import {byId, make} from "./elements.js";
import {Panel} from "./panel.js";
import {asked, BASE, leadTo, ROOM} from "./places.js";
import * as ways from "./ways.js";
import {complain, learn, speak, whenSpoken, word} from "./words.js";
import words from "./words/lab.js";

const WAYS = ["polling", "longPolling", "stream", "events", "webSocket", "socketIO"];
const KEEPS = 1_000; // marks of sent messages
const PACE = 100; // milliseconds between two of ten messages

learn(words);
const room = asked() || "lab";
const events = new URL(`rooms/${encodeURIComponent(room)}/events`, BASE);
const page = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36)).join("");
const sent = new Map();
let panels = [];
let number = 0;

async function begin() {
  const {position} = await ask(`${events}?last=1`);
  panels = WAYS.map((key) => new Panel({
    key, way: ways[key], room, name: "lab", position, sent, told: showComparison,
  }));
  byId("panels").append(...panels.map((panel) => panel.element));
  speak();
  showComparison();
}

async function send() {
  const mark = `${page}-${++number}`;
  const msg = `${byId("text").value.trim() || word("ping")} ${number}`;
  sent.set(mark, {at: performance.now(), cut: new Set(panels.filter((panel) => panel.isCut))});
  if (sent.size > KEEPS) {
    sent.delete(sent.keys().next().value);
  }
  await ask(events, {method: "POST", body: JSON.stringify({publish: {type: "lab", data: {msg, mark}}})});
}

/** Returns the server's answer; throws its refusal. */
async function ask(address, options) {
  if (!ROOM.test(room)) {
    throw new RoomcastError({code: "bad_room"}); // in a URL such a name would mean another path
  }
  const answer = await fetch(address, options);
  const body = await answer.json();
  if (!answer.ok) {
    throw new RoomcastError(body.error);
  }
  return body;
}

async function sendMany(count) {
  complain(byId("trouble"));
  try {
    for (let sending = count; sending > 0; sending--) {
      await send();
      await ways.rest(count > 1 ? PACE : 0);
    }
  } catch (failure) {
    complain(byId("trouble"), failure);
  }
}

function showComparison() {
  byId("table").replaceChildren(...panels.map((panel) => {
    const each = (value) => (panel.events ? word("number", Math.round((10 * value) / panel.events) / 10) : "–");
    const median = panel.latencies.length ? word("ms", panel.median) : "–";
    const head = make("th", {scope: "row"}, word(panel.key));
    return make("tr", {}, head, ...[median, panel.events, each(panel.requests), each(panel.bytes)].map((cell) => make("td", {}, `${cell}`)));
  }));
  byId("advice").textContent = advice();
}

/** Returns the recommendation from the measurements. */
function advice() {
  const measured = panels.filter((panel) => panel.latencies.length);
  if (!measured.length || measured.length < panels.length) {
    return word("measureFirst");
  }
  const by = Object.fromEntries(panels.map((panel) => [panel.key, panel]));
  const best = measured.reduce((one, other) => (other.median < one.median ? other : one));
  return word("advice", word(best.key), best.median, by);
}

byId("post").addEventListener("submit", (event) => {
  event.preventDefault();
  sendMany(1);
});
byId("ten").addEventListener("click", () => sendMany(10));
byId("cut-all").addEventListener("click", () => panels.forEach((panel) => panel.isCut || panel.cut()));
byId("back-all").addEventListener("click", () => panels.forEach((panel) => panel.isCut && panel.comeBack()));
byId("room").textContent = room;
leadTo(room);
whenSpoken(() => {
  document.title = `${word("lab")} · Roomcast`;
  showComparison();
});
begin().catch((failure) => complain(byId("trouble"), failure));
