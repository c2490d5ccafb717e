/** The page for posting to a wall, made for a phone: text, colour, size, and what became of each. */

import {connect} from "../roomcast.js";
import {danmaku, PLAIN, TYPE} from "./danmaku.js";
import {byId, composes, make} from "./elements.js";
import {kept} from "./kept.js";
import {asked, BASE, leadTo} from "./places.js";
import {showVitals} from "./vital.js";
import {complain, learn, speak, trouble, whenSpoken, word} from "./words.js";
import words from "./words/post.js";

const COLOURS = {
  white: PLAIN.color,
  yellow: "#fde047",
  orange: "#fb923c",
  pink: "#f9a8d4",
  green: "#86efac",
  blue: "#93c5fd",
};
const SIZES = {small: 24, medium: PLAIN.size, large: 48};

learn(words);
const name = asked() || "lobby";
const client = connect(BASE, {name: kept("roomcast.name") ?? ""});
const room = client.join(name);
const own = make("input", {type: "color", id: "own", value: "#c4b5fd"});

function choices(group, values, chosen) {
  return Object.keys(values).map((key) => {
    const radio = make("input", {type: "radio", name: group, value: values[key], checked: key === chosen});
    const label = make("span", {});
    label.dataset.word = key;
    return make("label", {}, radio, " ", label);
  });
}

function chosen() {
  const {colour, size} = Object.fromEntries(new FormData(byId("post")));
  return {msg: byId("text").value.trim(), color: colour === "own" ? own.value : colour, size: Number(size)};
}

function show() {
  const content = chosen();
  const {text, color, size} = danmaku(content.msg ? content : {...content, msg: word("hint")});
  byId("sample").textContent = text;
  byId("sample").style.color = color;
  byId("sample").style.fontSize = `${size}px`;
  byId("left").textContent = word("left", byId("text").maxLength - byId("text").value.length);
}

/** One line of what was sent: it waits, has arrived, or was refused with the reason. */
function listed(content) {
  const dot = make("span", {className: "dot", ariaHidden: "true"});
  dot.style.background = content.color;
  const fate = make("small", {});
  const item = make("li", {}, dot, " ", make("span", {dir: "auto", className: "said"}, content.msg), " ", fate);
  item.become = (state, why) => {
    item.className = state;
    item.tell = () => (fate.textContent = why ? word("refused", trouble(why)) : word(state));
    item.tell();
  };
  item.become("waits");
  byId("none").hidden = true;
  byId("sent").prepend(item);
  return item;
}

async function send() {
  const content = chosen();
  complain(byId("trouble"));
  byId("text").focus();
  if (!content.msg) {
    complain(byId("trouble"), {code: "empty"});
    return;
  }
  byId("text").value = "";
  show();
  const item = listed(content);
  try {
    await room.publish(TYPE, content);
    item.become("arrived");
  } catch (error) {
    item.become("refused", error);
  }
}

byId("colours").append(...choices("colour", {...COLOURS, own: "own"}, "white"), own);
byId("sizes").append(...choices("size", SIZES, "medium"));
speak();
own.addEventListener("input", () => (document.querySelector("[value=own]").checked = true));
byId("post").addEventListener("input", show);
byId("post").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !composes(event)) {
    event.preventDefault();
    send();
  }
});
showVitals(client, room);
byId("room").textContent = name;
leadTo(name);
whenSpoken(() => {
  document.title = `${word("post")} · ${name} · Roomcast`;
  own.ariaLabel = word("own");
  byId("sent").querySelectorAll("li").forEach((item) => item.tell());
  show();
});
