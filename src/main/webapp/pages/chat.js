/** The chat: a door at which a name and a room are asked for, and behind it the room. */

import {connect} from "../roomcast.js";
import {byId, composes, linked, make} from "./elements.js";
import {keep, kept} from "./kept.js";
import {address, asked, BASE, leadTo, ROOM} from "./places.js";
import {Timeline} from "./timeline.js";
import {complain, learn, whenSpoken, word} from "./words.js";
import words from "./words/chat.js";

const NAME = "roomcast.name";
const PAGE = 50;

learn(words);
const timeline = new Timeline();
let client = null;
let room = null;
let state = "outside";
let fetching = false;

// The door.

async function showDoor(why) {
  byId("chat").hidden = byId("where").hidden = true;
  byId("door").hidden = false;
  byId("name").value = kept(NAME) ?? "";
  byId("room-name").value = asked() || "lobby";
  complain(byId("door-trouble"), why);
  byId("name").focus();
  say("outside");
  await showRooms();
}

async function showRooms() {
  const list = byId("rooms");
  try {
    const {rooms = []} = await (await fetch(new URL("rooms", BASE))).json();
    list.replaceChildren(...rooms.map(({room: name, count}) => {
      const link = make("a", {href: address("", name), dir: "auto"}, name);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        byId("room-name").value = name;
        byId("enter").requestSubmit();
      });
      return make("li", {}, link, " ", make("small", {}, word("roomCount", count)));
    }));
  } catch {
    list.replaceChildren();
  }
  if (!list.childElementCount) {
    list.append(make("li", {className: "none"}, word("noRooms")));
  }
}

function enter(name, roomName) {
  keep(NAME, name);
  history.pushState({}, "", address("", roomName));
  client = connect(BASE, {name});
  client.on("state", say);
  say(client.state);
  room = client.join(roomName, {last: PAGE});
  const here = room;
  timeline.clear(() => here.me?.id);
  room.on("event", (event) => {
    timeline.add(event);
    showWhetherEarlier();
  });
  room.on("gap", ({from, to}) => (from ? timeline.note("lost", "gap", from, to) : timeline.note("lost", "gapUnknown")));
  room.on("presence", showPeople);
  room.on("pending", showPending);
  room.on("end", (why) => here === room && why.code !== "closed" && over(why));
  byId("room").textContent = roomName;
  leadTo(roomName);
  byId("door").hidden = true;
  byId("chat").hidden = byId("where").hidden = false;
  byId("people").open = matchMedia("(min-width: 48rem)").matches;
  complain(byId("trouble"));
  byId("earlier").hidden = true;
  showPending([]);
  byId("say").focus();
}

function leave() {
  const old = client;
  client = room = null;
  old?.close();
}

function over(why) {
  leave();
  showDoor(why);
}

// The room.

function say(next) {
  state = next;
  byId("state").dataset.state = state;
  byId("state").textContent = word(state);
}

function showPeople({joined, left, members, count}) {
  const known = byId("members").childElementCount > 0;
  byId("count").textContent = count;
  byId("members").replaceChildren(...members.map(({id, name}) => {
    const item = make("li", {dir: "auto"}, name);
    if (id === room?.me?.id) {
      item.append(" ", make("small", {}, `(${word("you")})`));
    }
    return item;
  }));
  if (known) {
    left.forEach(({name}) => timeline.note("leave", "left", name));
    joined.forEach(({name}) => timeline.note("enter", "entered", name));
  }
}

function showPending(pending) {
  byId("pending").replaceChildren(...pending.map(({data}) =>
    make("li", {}, make("span", {dir: "auto", className: "text"}, ...linked(String(data))), " ",
      make("small", {}, word("pendingNote")))));
  timeline.toEnd();
}

async function speak() {
  const field = byId("say");
  const text = field.value;
  if (!text.trim() || !room) {
    return;
  }
  complain(byId("trouble"));
  field.value = "";
  fit();
  try {
    await room.publish("message", text);
  } catch (error) {
    complain(byId("trouble"), error);
    field.value ||= text;
    fit();
  }
}

/** As high as what is written, up to a third of the window. */
function fit() {
  const field = byId("say");
  field.rows = Math.min(8, Math.max(1, field.value.split("\n").length));
}

function showWhetherEarlier(isAll = false) {
  byId("earlier").hidden = isAll || timeline.oldest.offset === 1;
}

async function showEarlier() {
  const from = timeline.oldest;
  if (fetching || !room || !from) {
    return;
  }
  fetching = true;
  const here = room;
  try {
    const epoch = room.position.slice(0, room.position.lastIndexOf(":"));
    const page = await room.history(PAGE, `${epoch}:${from.offset - 1}`);
    if (here === room) {
      timeline.prepend(page);
      showWhetherEarlier(page.length < PAGE);
    }
  } catch (error) {
    complain(byId("trouble"), error);
  } finally {
    fetching = false;
  }
}

byId("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("name").value.trim();
  const wanted = byId("room-name").value.trim().normalize("NFC");
  if (!ROOM.test(wanted)) {
    complain(byId("door-trouble"), {code: "badRoom"});
    byId("room-name").focus();
    return;
  }
  enter(name, wanted);
});
for (const field of [byId("name"), byId("room-name")]) {
  field.addEventListener("keydown", (event) => event.key === "Enter" && composes(event) && event.preventDefault());
}
byId("speak").addEventListener("submit", (event) => {
  event.preventDefault();
  speak();
});
byId("say").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !composes(event)) {
    event.preventDefault();
    speak();
  }
});
byId("say").addEventListener("input", fit);
byId("earlier").addEventListener("click", showEarlier);
byId("scroll").addEventListener("scroll", () => byId("scroll").scrollTop < 80 && !byId("earlier").hidden && showEarlier());
byId("leave").addEventListener("click", () => {
  leave();
  showDoor();
});
addEventListener("popstate", () => {
  leave();
  showDoor();
});
whenSpoken(() => {
  say(state);
  if (!byId("door").hidden) {
    showRooms();
  }
  if (room) {
    showPeople({joined: [], left: [], members: room.members, count: room.count});
    showPending(room.pending);
  }
});
showDoor();
