import {Outbox} from "./outbox.js";
import {Requests} from "./requests.js";
import {Emitter, Room, RoomcastError} from "./room.js";
import {Socket} from "./socket.js";

const DEFAULTS = {
  transports: ["websocket", "stream", "wait", "poll"],
  name: "",
  opening: 5_000, // how long a new connection may stay silent
  wait: 25, // seconds that a long poll waits
  poll: 3_000, // between polls that do not wait
  slowest: 30_000, // the longest pause between two attempts
  upgrade: 30_000, // until a better transport is tried again, longer each time
  queue: 100, // publishes that may wait
};

/**
 * Connects to the Roomcast server at a base URL, relative to the page.
 *
 * const room = connect("./", {name: "ann"}).join("lobby", {last: 50});
 * room.on("message", (event) => console.log(event.from.name, event.data));
 * await room.publish("message", "hello");
 */
export function connect(base = "./", options = {}) {
  const {climb = DEFAULTS.upgrade} = options; // the old name of `upgrade`
  return new Client(base, {...DEFAULTS, upgrade: climb, ...options});
}

/**
 * A session with its rooms, and the link by which it reaches the server at the moment. A link (Socket or Requests) only
 * carries lines. Falling back to another transport, upgrading, a lost network and a page from the browser's cache are
 * all the same here: another link.
 */
class Client extends Emitter {
  #link = null;
  #transport = 0; // the one in use: an index of options.transports, where the best comes first
  #bestTransport = 0; // the last one that worked
  #failures = 0;
  #upgrades = 0;
  #timers = {};
  #token = "";
  #wasLive = false;
  #unbind;
  state = "connecting";
  rooms = new Map();
  outbox = new Outbox(this);
  probing = null; // a promise while a better link has joined the rooms and is not yet known to work
  limits = {unacked: 128};

  constructor(base, options) {
    super();
    this.options = options;
    this.base = new URL(base, globalThis.document?.baseURI ?? globalThis.location?.href);
    this.base.search = this.base.hash = "";
    this.#token = typeof options.token === "string" ? options.token : "";
    this.#unbind = this.#watchPage();
    options.signal?.addEventListener("abort", () => this.close(), {once: true});
  }

  get transport() {
    return this.liveLink?.mode ?? "";
  }

  /** Joins a room. It begins at the end of the log, or where the options last, since or after say. */
  join(name, options = {}) {
    if (this.state === "ended") {
      throw new RoomcastError({code: "closed", message: "this client has ended"});
    }
    const known = this.rooms.get(name);
    if (known) {
      return known;
    }
    const room = new Room(this, name, options);
    this.rooms.set(name, room);
    options.signal?.addEventListener("abort", () => room.leave(), {once: true});
    if (this.#link) {
      this.#link.open(room);
    } else if (!this.#timers.dial) {
      this.#later("dial", 0, () => this.#dial());
    }
    return room;
  }

  /** Leaves all rooms, and ends for good. */
  close() {
    if (this.state === "ended") {
      return;
    }
    [...this.rooms.values()].forEach((room) => room.leave());
    this.#end({code: "closed"});
  }

  // The rest is for rooms and links.

  get liveLink() {
    return this.state === "live" ? this.#link : null;
  }

  async token(again = false) {
    const {token} = this.options;
    if (typeof token === "function" && (again || !this.#token)) {
      this.#token = await token();
    } else if (again) {
      this.#token = "";
    }
    return this.#token;
  }

  async headers() {
    const token = await this.token();
    return token ? {"Roomcast-Token": token} : {};
  }

  /**
   * A link got a welcome.
   * @param open whether that proves that events get through as well: a stream that a proxy holds back does not
   */
  welcomed(link, welcome, open = true) {
    this.#token = welcome.token;
    this.limits = welcome.limits;
    this.heartbeat = welcome.heartbeat;
    if (open && link === this.#link && this.state !== "live") {
      this.#failures = 0;
      this.#bestTransport = this.#transport;
      this.#wasLive = true;
      this.#say("live");
      this.outbox.resume();
      this.#planUpgrade();
    }
    this.outbox.flush();
  }

  /**
   * A link is over.
   * @param how open: it had worked; down: it did not even reach the server; after: when to come back; end: for good, why
   */
  lost(link, {open = false, down = false, after, end} = {}) {
    if (link !== this.#link) {
      return;
    }
    link.close();
    this.#link = null;
    clearTimeout(this.#timers.upgrade);
    if (end) {
      this.#end(end);
      return;
    }
    this.#away();
    if (!open && !down && this.#transport < this.options.transports.length - 1) {
      this.#transport++;
      this.#later("dial", 0, () => this.#dial());
      return;
    }
    this.#transport = open ? this.#transport : this.#bestTransport;
    const pause = Math.min(this.options.slowest, 250 * 2 ** this.#failures++);
    this.#later("dial", after ?? pause * (0.5 + Math.random() / 2), () => this.#dial());
  }

  leave(room) {
    this.#link?.leave(room);
    this.forget(room);
  }

  /** Removes a room that is over. */
  forget(room) {
    this.rooms.delete(room.name);
    this.outbox.forget(room);
  }

  #dial() {
    delete this.#timers.dial;
    if (this.rooms.size && !this.#link && this.state !== "ended") {
      this.#link = this.#newLink(this.#transport);
      this.#link.start();
    }
  }

  #newLink(transport) {
    const mode = this.options.transports[transport];
    return mode === "websocket" ? new Socket(this) : new Requests(this, mode);
  }

  /** After a while, tries a WebSocket beside the worse transport that works, and changes to it as soon as it works, too. */
  #planUpgrade() {
    const best = this.options.transports.indexOf("websocket");
    if (best < 0 || best >= this.#transport) {
      this.#upgrades = 0;
      return;
    }
    this.#later("upgrade", this.options.upgrade * 2 ** Math.min(this.#upgrades++, 5), () => {
      const old = this.#link;
      const transport = this.#transport;
      const better = this.#newLink(best);
      let decided = () => {};
      better.probe({
        opened: () => (this.probing = new Promise((end) => (decided = end))),
        adopt: () => {
          decided((this.probing = null));
          const adopted = this.#link === old;
          if (adopted) {
            this.#link = better;
            this.#transport = best;
            old.close();
          }
          return adopted;
        },
        failed: () => {
          decided((this.probing = null));
          if (this.#link === old && transport === this.#transport) {
            this.#planUpgrade();
          }
        },
      });
    });
  }

  #later(name, delay, action) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => {
      delete this.#timers[name];
      action();
    }, delay);
  }

  #say(state) {
    if (this.state !== state) {
      this.state = state;
      this.emit("state", state);
    }
  }

  #away() {
    const resumes = this.#wasLive && this.rooms.size > 0;
    this.#say(globalThis.navigator?.onLine === false ? "offline" : resumes ? "resuming" : "connecting");
  }

  #end(why) {
    this.#link?.close();
    this.#link = null;
    Object.values(this.#timers).forEach(clearTimeout);
    this.#unbind();
    this.#say("ended");
    this.outbox.resume(); // its timer would keep Node running
    [...this.rooms.values()].forEach((room) => room.over(why));
  }

  /** Reconnects at once when the network or the page is back, and gives up the seats at once when the page is closed. */
  #watchPage() {
    const hope = () => this.#timers.dial && this.#later("dial", 0, () => this.#dial());
    const listeners = {
      online: () => {
        this.#failures = 0;
        hope();
      },
      offline: () => this.#link && this.lost(this.#link, {open: true}),
      pagehide: () => this.#goodbye(),
      pageshow: (event) => event.persisted && this.#later("dial", 0, () => this.#dial()),
    };
    const shown = () => document.visibilityState === "visible" && hope();
    Object.entries(listeners).forEach(([type, listener]) => globalThis.addEventListener?.(type, listener));
    globalThis.document?.addEventListener("visibilitychange", shown);
    return () => {
      Object.entries(listeners).forEach(([type, listener]) => globalThis.removeEventListener?.(type, listener));
      globalThis.document?.removeEventListener("visibilitychange", shown);
    };
  }

  #goodbye() {
    this.#link?.close();
    this.#link = null;
    this.#away(); // not ended: the browser may keep the page and show it again
    if (this.#token) {
      for (const room of this.rooms.values()) {
        navigator.sendBeacon(room.url("leave"), this.#token);
      }
    }
  }
}

export {Client};
