/** The wall: what is said in a room flies by, as it is said. Pause, and hide what should not be seen on this screen. */

import {connect} from "../roomcast.js";
import {danmaku} from "./danmaku.js";
import {byId} from "./elements.js";
import {address, asked, BASE, leadTo} from "./places.js";
import {Stage} from "./stage.js";
import {showVitals} from "./vital.js";
import {complain, learn, whenSpoken, word} from "./words.js";
import words from "./words/wall.js";

const HERE_ONLY = /^(localhost|127\..*|\[::1\])$/;

learn(words);
const name = asked() || "lobby";
const posting = address("post/", name);
const stage = new Stage(byId("stage"), showCounts);
const hidden = new Set(); // keys of senders
const client = connect(BASE, {name: "wall"});
const room = client.join(name, {lag: "latest"});

let last = null; // what was hidden last

/** By what somebody is hidden, and what they are called then. */
function senderOf({from}) {
  return {key: from ? (from.id ?? from.name) : "", name: from ? (from.guest ? word("somebody") : from.name) : word("server")};
}

room.on("event", (event) => {
  const message = danmaku(event.data);
  const sender = senderOf(event);
  if (message && !hidden.has(sender.key)) {
    byId("nothing").hidden = true;
    stage.show(message, sender);
  }
});
room.on("gap", ({from, to}) => {
  stage.skipped += from ? to - from + 1 : 0;
  showCounts();
});
showVitals(client, room);

function showCounts() {
  byId("waiting").textContent = word("waiting", stage.waiting, stage.skipped);
}

function hide(element) {
  const {sender, textContent: text} = element;
  stage.remove(element);
  last = {sender, text};
  showHidden();
}

function showHidden() {
  byId("hidden-note").hidden = !last;
  if (last) {
    const {key, name: who} = last.sender;
    const all = hidden.has(key);
    byId("hidden-what").textContent = all ? word("allHidden", who) : word("hidden", last.text);
    byId("hide-all").textContent = word("hideAll", who);
    byId("hide-all").hidden = all;
    byId("unhide").hidden = !all;
  }
}

byId("stage").addEventListener("click", ({target}) => target.matches(".flying") && hide(target));
byId("hide-all").addEventListener("click", () => {
  hidden.add(last.sender.key);
  stage.removeFrom(last.sender.key);
  showHidden();
});
byId("unhide").addEventListener("click", () => {
  hidden.delete(last.sender.key);
  last = null;
  showHidden();
});

function togglePause() {
  stage.isPaused ? stage.goOn() : stage.pause();
  showControls();
}

function toggleFull() {
  document.fullscreenElement ? document.exitFullscreen() : byId("wall").requestFullscreen();
}

function showControls() {
  byId("pause").textContent = word(stage.isPaused ? "goOn" : "pause");
  byId("pause").setAttribute("aria-pressed", stage.isPaused);
  byId("full").textContent = word(document.fullscreenElement ? "notFull" : "full");
}

byId("pause").addEventListener("click", togglePause);
byId("clear").addEventListener("click", () => stage.clear());
byId("full").addEventListener("click", toggleFull);
byId("full").hidden = !document.fullscreenEnabled;
document.addEventListener("fullscreenchange", showControls);
byId("show-code").addEventListener("click", () => {
  byId("poster").hidden = !byId("poster").hidden;
  byId("show-code").setAttribute("aria-pressed", !byId("poster").hidden);
});
addEventListener("keydown", (event) => {
  const isFree = !event.target.matches("button, a") && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isFree && event.key === " ") {
    event.preventDefault();
    togglePause();
  } else if (isFree && event.key === "f") {
    toggleFull();
  }
});

byId("room").textContent = name;
byId("address").href = byId("address").textContent = posting;
byId("reach").hidden = !HERE_ONLY.test(location.hostname);
byId("code").src = `${new URL("pages/qr.svg", BASE)}?text=${encodeURIComponent(posting)}`;
leadTo(name);
whenSpoken(() => {
  document.title = `${word("wall")} · ${name} · Roomcast`;
  byId("code").alt = word("codeOf", posting);
  showControls();
  showCounts();
  showHidden();
});
