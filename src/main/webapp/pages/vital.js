/** What a window with one room shows of its connection: its state, its own id, each sign of life that comes, and why it ended. */

import {byId} from "./elements.js";
import {complain, whenSpoken, word} from "./words.js";

/** Shows it in the elements `state`, `window`, `alive` and `trouble`, from now on. When the room is over, so is the connection. */
export function showVitals(client, room) {
  let heard = 0;
  const show = () => {
    byId("state").dataset.state = client.state;
    byId("state").textContent = word(client.state);
    byId("window").textContent = room.me ? word("window", `${room.me.name} · ${room.me.id}`) : "";
    byId("alive").lastElementChild.textContent = heard
      ? word("heard", Math.floor((performance.now() - heard) / 1000))
      : word("unheard");
  };
  client.on("state", show);
  room.on("welcome", show);
  room.on("end", (why) => {
    complain(byId("trouble"), why);
    client.close(); // without its room the connection is for nothing, and to call it live would mislead
  });
  client.on("alive", () => {
    heard = performance.now();
    show();
    byId("alive").firstElementChild.animate([{opacity: 1}, {opacity: 0.25}], {duration: 1000, fill: "forwards"});
  });
  setInterval(show, 1000);
  whenSpoken(show);
}
