/**
 * Roomcast's client: rooms over one connection, by whatever gets through. A room is a log and a reader a place in it,
 * so that nothing is lost and nothing comes twice, however often the connection is another.
 *
 * const room = connect("./", {name: "ann"}).join("lobby", {last: 50});
 * room.on("message", (event) => console.log(event.from.name, event.data));
 * await room.publish("message", "hello");
 */

const DEFAULTS = {
  transports: ["websocket", "stream", "wait", "poll"],
  name: "",
  opening: 5_000, // how long a new connection may stay silent
  wait: 25, // seconds that a poll waits
  poll: 3_000, // between polls that do not wait
  slowest: 30_000, // the longest pause between two attempts
  climb: 30_000, // before a better way is tried again, longer each time
  queue: 100, // publishes that wait at most
};
const HALF = /(^|[^\\])(\\\\)*\\ud[89a-f]/; // in JSON: half of a pair of surrogates, which is no character
const NAMELESS = ["bad_json", "bad_command", "bad_utf8", "too_large"]; // refused before the server could read the id
const READING_AT_ONCE = 3; // a browser has six connections to one HTTP/1.1 server

/** What went wrong, by the code that the protocol has for it. */
export class RoomcastError extends Error {
  constructor({code, message, reason}, more = {}) {
    super(message || reason || code);
    this.name = "RoomcastError";
    this.code = code;
    Object.assign(this, more);
  }
}

/** Connects to the server whose pages lie under a base, as a page sees it. */
export function connect(base = "./", options = {}) {
  return new Cast(base, {...DEFAULTS, ...options});
}

class Emitter {
  #listeners = new Map();

  /** Calls somebody for each event of a type; gives a function that ends it. */
  on(type, listener) {
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(listener));
    return () => all.delete(listener);
  }

  emit(type, ...values) {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) {
      try {
        listener(...values);
      } catch (failure) {
        reportError(failure); // one listener's mistake is nobody else's
      }
    }
  }
}

/** One client: who it is, the rooms it is in, and the way by which it reaches the server. */
class Cast extends Emitter {
  #link = null;
  #rung = 0;
  #best = 0;
  #failures = 0;
  #climbs = 0;
  #timers = {};
  #token = "";
  #wasLive = false;
  #prefix = random();
  #numbers = 0;
  #careful = false; // one at a time, so that what the server refuses without its name is known
  #unbind;
  state = "connecting";
  rooms = new Map();
  pending = [];
  probing = null; // while a better way has joined the rooms; ends when it is known whether it is good
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
    return this.state === "live" ? this.#link.mode : "";
  }

  /** A room, from now on or from where the options say: last, since or after; lag. */
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

  // What rooms and links call.

  async token(again = false) {
    const {token} = this.options;
    if (typeof token === "function" && (again || !this.#token)) {
      this.#token = await token();
    } else if (again) {
      this.#token = "";
    }
    return this.#token;
  }

  send(room, content, id, signal) {
    if (this.state === "ended" || !this.rooms.has(room.name)) {
      return Promise.reject(new RoomcastError({code: "closed", message: "nobody is in that room any more"}));
    }
    if (this.pending.length >= this.options.queue) {
      return Promise.reject(new RoomcastError({code: "too_many", message: "too much waits to be sent"}));
    }
    return new Promise((resolve, reject) => {
      if (HALF.test(JSON.stringify(content))) {
        throw new RoomcastError({code: "bad_utf8", message: "half of a surrogate pair is no character"});
      }
      const one = {room, content, id: id ?? `${this.#prefix}-${++this.#numbers}`, resolve, reject, sent: null};
      this.pending.push(one);
      signal?.addEventListener("abort", () => this.#drop(one) && reject(signal.reason), {once: true});
      room.emit("pending", room.pending);
      this.flush();
    });
  }

  /** Sends what waits, in order, as far as the server takes more. */
  flush() {
    if (this.state !== "live" || this.#timers.pause) {
      return;
    }
    const ahead = this.#careful ? 1 : Math.min(this.limits.unacked, this.#link.ahead);
    this.pending.slice(0, ahead).forEach((one) => {
      if (one.sent !== this.#link && this.#link.isIn(one.room)) {
        one.sent = this.#link;
        this.#link.publish(one);
      }
    });
  }

  answered(id, room, ack) {
    const one = this.pending.find((each) => each.id === id && each.room.name === room);
    if (one && this.#drop(one)) {
      one.resolve(ack);
      this.flush();
    }
  }

  refused(error) {
    const one = this.pending.find((each) => each.id === error.id && each.room.name === error.room);
    if (!one) {
      return false;
    }
    if (["busy", "too_fast", "unavailable"].includes(error.code)) {
      one.sent = null; // the same id again: it is in the log once
      this.#later("pause", 500 + Math.random() * 1000, () => this.flush());
    } else if (this.#drop(one)) {
      one.reject(new RoomcastError(error));
      this.flush();
    }
    return true;
  }

  /** The server refused something and could not say what: the only one under way, or from now on they go one by one. */
  blamed(link, error) {
    const sent = this.pending.filter((one) => one.sent === link);
    if (sent.length === 1) {
      this.refused({...error, id: sent[0].id, room: sent[0].room.name});
    } else if (sent.length) {
      this.#careful = true;
      this.lost(link, {open: true, after: 0});
    }
    return sent.length > 0;
  }

  #drop(one) {
    const at = this.pending.indexOf(one);
    if (at >= 0) {
      this.pending.splice(at, 1);
      this.#careful &&= this.pending.length > 0;
      one.room.emit("pending", one.room.pending);
    }
    return at >= 0;
  }

  /** A welcome came by a link; whether that shows that events come by it, too, the link knows. */
  welcomed(link, welcome, open = true) {
    this.#token = welcome.token;
    this.limits = welcome.limits;
    this.heartbeat = welcome.heartbeat;
    if (open && link === this.#link && this.state !== "live") {
      this.#failures = 0;
      clearTimeout(this.#timers.pause);
      delete this.#timers.pause;
      this.#best = this.#rung;
      this.#wasLive = true;
      this.#say("live");
      this.#planClimb();
    }
    this.flush();
  }

  /**
   * A link is over.
   * @param how open: it had been good; down: nobody was reached at all; after: when to come back
   */
  lost(link, {open = false, down = false, after, end} = {}) {
    if (link !== this.#link) {
      return;
    }
    link.close();
    this.#link = null;
    clearTimeout(this.#timers.climb);
    if (end) {
      this.#end(end);
      return;
    }
    this.#away();
    if (!open && !down && this.#rung < this.options.transports.length - 1) {
      this.#rung++;
      this.#later("dial", 0, () => this.#dial());
      return;
    }
    this.#rung = open ? this.#rung : this.#best;
    const pause = Math.min(this.options.slowest, 250 * 2 ** this.#failures++);
    this.#later("dial", after ?? pause * (0.5 + Math.random() / 2), () => this.#dial());
  }

  isLeft(room) {
    this.rooms.delete(room.name);
    this.pending.filter((one) => one.room === room).forEach((one) => {
      this.#drop(one);
      one.reject(new RoomcastError({code: "closed", message: "the room was left"}));
    });
  }

  leave(room) {
    this.#link?.leave(room);
    this.isLeft(room);
  }

  #dial() {
    delete this.#timers.dial;
    if (this.rooms.size && !this.#link && this.state !== "ended") {
      this.#link = this.#make(this.#rung);
      this.#link.start();
    }
  }

  #make(rung) {
    const mode = this.options.transports[rung];
    return mode === "websocket" ? new Socket(this) : new Requests(this, mode);
  }

  /** After a while a better way is tried beside the one that works; it is taken as soon as it is good. */
  #planClimb() {
    if (this.#rung === 0) {
      this.#climbs = 0;
      return;
    }
    this.#later("climb", this.options.climb * 2 ** Math.min(this.#climbs++, 5), () => {
      const old = this.#link;
      const rung = this.#rung;
      const better = this.#make(0);
      let decided = () => {};
      better.probe({
        opened: () => (this.probing = new Promise((end) => (decided = end))),
        adopt: () => {
          decided((this.probing = null));
          const adopted = this.#link === old;
          if (adopted) {
            this.#link = better;
            this.#rung = 0;
            old.close();
          }
          return adopted;
        },
        failed: () => {
          decided((this.probing = null));
          if (this.#link === old && rung === this.#rung) {
            this.#planClimb();
          }
        },
      });
    });
  }

  #later(name, delay, deed) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => {
      delete this.#timers[name];
      deed();
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
    [...this.rooms.values()].forEach((room) => room.over(why));
  }

  /** Comes back at once when there is a reason to hope, and leaves at once when the page is closed. */
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
    this.#away(); // it may be kept, and shown again
    if (this.#token) {
      for (const room of this.rooms.values()) {
        navigator.sendBeacon(room.url("leave"), this.#token);
      }
    }
  }
}

/** A room, as one client reads it. */
class Room extends Emitter {
  #start;
  #head = 0;
  #known = new Map();
  #roster = 0;
  name;
  position = "";
  count = 0;
  me = null;
  ended = null;

  constructor(cast, name, options) {
    super();
    this.cast = cast;
    this.name = name;
    const {after, last, since, lag} = options;
    this.#start = {after, last, since, lag};
    this.position = after ?? "";
  }

  /** Who is here, as they came, as far as the server tells. */
  get members() {
    return [...this.#known.values()];
  }

  /** How many events there are that have not come yet. */
  get behind() {
    return Math.max(0, this.#head - offsetOf(this.position));
  }

  /** What was published here and is not yet acknowledged. */
  get pending() {
    return this.cast.pending.filter((one) => one.room === this).map(({id, content}) => ({id, ...content}));
  }

  get roster() {
    return this.#roster;
  }

  /** Publishes; gives the position when it is in the log for good, or nothing where a program took it. */
  async publish(type, data, options) {
    return (await this.#send(type, data, options)).position;
  }

  /** The same, for what a program takes: gives its answer. */
  async ask(type, data, options) {
    return (await this.#send(type, data, options)).data;
  }

  #send(type, data = null, {id, to, echo, signal} = {}) {
    return this.cast.send(this, {type, data, to, echo}, id, signal);
  }

  /** What was said before a position, or before all that came: a page of history. */
  async history(count = 50, before = this.position) {
    const answer = await fetch(this.url("events", {last: count, before}), {headers: await headers(this.cast)});
    const body = await answer.json();
    if (!answer.ok) {
      throw new RoomcastError(body.error);
    }
    return body.events.filter((line) => "offset" in line);
  }

  leave() {
    if (!this.ended) {
      this.cast.leave(this);
      this.over({code: "closed"});
    }
  }

  /** Events as they come, until the room ends. */
  async *[Symbol.asyncIterator]() {
    const come = [];
    let wake = () => {};
    const offs = [
      this.on("event", (event) => {
        come.push(event);
        wake();
      }),
      this.on("end", () => wake()),
    ];
    try {
      while (come.length || !this.ended) {
        if (come.length) {
          yield come.shift();
        } else {
          await new Promise((resolve) => (wake = resolve));
        }
      }
    } finally {
      offs.forEach((off) => off());
    }
  }

  // What links call.

  url(resource, parameters = {}) {
    const url = new URL(`rooms/${encodeURIComponent(this.name)}/${resource}`, this.cast.base);
    Object.entries(parameters).forEach(([key, value]) => value !== undefined && url.searchParams.set(key, value));
    return url;
  }

  /** Where to begin: behind what came last, or as the one who joined wished. */
  get start() {
    return this.position ? {after: this.position, lag: this.#start.lag} : this.#start;
  }

  take(line, link) {
    if ("offset" in line) {
      this.#event(line);
    } else if (line.welcome) {
      this.#stand(line.welcome.position);
      this.entered(line.welcome);
    } else if (line.presence) {
      this.#presence(line.presence);
    } else if (line.gap) {
      this.#stand(line.gap.position);
      this.emit("gap", line.gap);
    } else if (line.ask) {
      this.emit("ask", line.ask, (answer) => link.answer(this, line.ask.id, answer));
    } else if ("position" in line) {
      this.#stand(line.position);
    }
  }

  #event(event) {
    // A new connection may overlap the old one.
    if (event.offset > offsetOf(this.position)) {
      this.position = `${epochOf(this.position)}:${event.offset}`;
      this.#head = Math.max(this.#head, event.offset);
      this.emit("event", event);
      this.emit(event.type, event);
    }
  }

  #stand(position) {
    if (epochOf(position) !== epochOf(this.position)) {
      this.#head = 0;
    } else if (offsetOf(position) < offsetOf(this.position)) {
      return;
    }
    this.position = position;
    this.#head = Math.max(this.#head, offsetOf(position));
  }

  /** A member from now on, whether or not it reads yet. */
  entered(welcome) {
    this.me = welcome.me;
    if (!this.position && (this.#start.last ?? this.#start.since) === undefined) {
      this.#stand(welcome.position); // what is said from now on is heard, even if reading begins later
    }
    this.#head = Math.max(this.#head, offsetOf(welcome.head));
    this.#presence(welcome);
    this.emit("welcome", welcome);
  }

  #presence({joined, left = [], members, count, roster}) {
    if (members || !joined) {
      this.#known.clear();
    }
    [...(members ?? []), ...(joined ?? [])].forEach((one) => this.#known.set(one.id, one));
    left.forEach((one) => this.#known.delete(one.id));
    this.count = count;
    this.#roster = roster;
    this.emit("presence", {joined: joined ?? [], left, members: this.members, count});
  }

  /** It ends here, by a bye or because it was left. */
  over(why) {
    if (!this.ended) {
      this.ended = new RoomcastError(why);
      this.cast.isLeft(this);
      this.emit("end", this.ended);
    }
  }
}

/** All rooms over one WebSocket, each batch of lines in one frame. */
class Socket {
  mode = "websocket";
  ahead = Infinity;
  #cast;
  #socket;
  #in = new Set();
  #joins = new Map(); // by the command's id, until it is answered: an error about a name that is none names no room
  #numbers = 0;
  #silence;
  #good = false;
  #probe = null;
  #adopted = 0;

  constructor(cast) {
    this.#cast = cast;
  }

  start() {
    const url = new URL("ws", this.#cast.base);
    url.protocol = url.protocol.replace("http", "ws");
    this.#expect(this.#cast.options.opening);
    this.#socket = new WebSocket(url, ["roomcast.lines"]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => {
      this.#probe?.opened();
      this.#cast.rooms.forEach((room) => this.open(room));
    };
    this.#socket.onmessage = ({data}) => this.#hear(data);
    this.#socket.onclose = () => this.#over({});
    this.#socket.onerror = () => {}; // what follows is a close; but some libraries throw an error that nobody hears
  }

  /** Tries whether it works while another link still does. */
  probe(probe) {
    this.#probe = probe;
    this.start();
  }

  async open(room) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      const token = (await this.#cast.token()) || undefined;
      const {name} = this.#cast.options;
      const id = `join-${++this.#numbers}`;
      this.#joins.set(id, room);
      this.#say({join: room.name, ...room.start, token, name: name || undefined, id});
    }
  }

  isIn(room) {
    return this.#in.has(room.name);
  }

  publish({room, content, id}) {
    const text = JSON.stringify({publish: content, room: room.name, id});
    if (new TextEncoder().encode(text).length > this.#cast.limits.frame) {
      this.#cast.refused({code: "too_large", message: "that is more than the server takes", id, room: room.name});
    } else {
      this.#send(text);
    }
  }

  answer(room, id, answer) {
    this.#say({answer, room: room.name, id});
  }

  leave(room) {
    this.#in.delete(room.name);
    this.#say({leave: room.name});
  }

  close() {
    clearTimeout(this.#silence);
    if (this.#socket) {
      this.#socket.onclose = this.#socket.onmessage = this.#socket.onopen = null;
      this.#socket.close();
    }
  }

  #say(command) {
    this.#send(JSON.stringify(command));
  }

  #send(text) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(text);
    }
  }

  /** Who hears nothing for so long has lost the connection, whatever the browser believes. */
  #expect(within) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#over({}), within);
  }

  #over(how) {
    this.close();
    if (this.#probe) {
      this.#probe.failed();
    } else {
      this.#cast.lost(this, {open: this.#good, ...how});
    }
  }

  #hear(data) {
    this.#cast.emit("alive");
    if (this.#good) {
      this.#expect(2 * this.#cast.heartbeat);
    }
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    text.split("\n").filter(Boolean).forEach((line) => this.#take(JSON.parse(line)));
  }

  #take(line) {
    const {ack, error, bye} = line;
    if ("ack" in line) {
      this.#cast.answered(ack, line.room, line);
    } else if (error) {
      this.#error(error);
    } else if (bye) {
      this.#bye(bye);
    } else {
      const name = line.room ?? (line.welcome ?? line.presence ?? line.gap ?? line.ask)?.room;
      const room = this.#cast.rooms.get(name);
      if (line.welcome && !this.#welcomed(name)) {
        return;
      }
      room?.take(line, this);
      if (line.welcome) {
        this.#cast.welcomed(this, line.welcome);
        this.#expect(2 * this.#cast.heartbeat);
      }
    }
  }

  #welcomed(name) {
    if (this.#probe) {
      const adopted = this.#probe.adopt();
      this.#probe = null;
      this.#adopted = Date.now();
      if (!adopted) {
        this.close();
        return false;
      }
    }
    this.#joins.forEach((room, id) => room.name === name && this.#joins.delete(id));
    this.#in.add(name);
    this.#good = true;
    return true;
  }

  async #error(error) {
    const room = this.#cast.rooms.get(error.room) ?? this.#joins.get(error.id);
    this.#joins.delete(error.id);
    if (this.#cast.refused(error) || (NAMELESS.includes(error.code) && !error.id && this.#cast.blamed(this, error))) {
      return;
    }
    if (error.code === "unauthorized") {
      await this.#cast.token(true);
      this.#over({open: true});
    } else if (room && !this.isIn(room)) {
      room.over(error);
    } else {
      this.#cast.emit("error", new RoomcastError(error));
    }
  }

  #bye(bye) {
    const room = this.#cast.rooms.get(bye.room);
    if (!bye.room) {
      this.#over(bye.reconnect ? {open: true, after: bye.after} : {end: bye});
    } else if (room) {
      this.#in.delete(bye.room);
      // A poll that was under way when this connection joined may have come after it.
      const byOurselves = bye.code === "replaced" && Date.now() - this.#adopted < this.#cast.options.opening;
      if (byOurselves) {
        this.open(room);
      } else if (bye.reconnect) {
        setTimeout(() => this.open(room), bye.after ?? 1000);
      } else {
        room.over(bye);
      }
    }
  }
}

/** Each room by requests of its own: a stream of lines, polls that wait, or polls that do not. */
class Requests {
  ahead = 1; // in order means one after the other
  #cast;
  #in = new Map();
  #aborted = new AbortController();
  #entering = Promise.resolve();
  #turn = Promise.resolve(); // who does not wait asks in turn: the browser's connections are few
  #good = false;

  constructor(cast, mode) {
    this.#cast = cast;
    this.mode = mode;
  }

  start() {
    this.#cast.rooms.forEach((room) => this.open(room));
  }

  open(room) {
    const over = new AbortController();
    this.#aborted.signal.addEventListener("abort", () => over.abort(), {once: true});
    this.#in.set(room.name, over);
    // Whoever enters first is given the token that the others show.
    this.#entering = this.#entering.then(() => this.#attempt(room, () => this.#enter(room, over.signal)));
    this.#entering.then(async () => {
      while (!over.signal.aborted) {
        await this.#cast.probing;
        await this.#attempt(room, () => this.#read(room, over.signal));
      }
    });
  }

  isIn(room) {
    return this.#in.has(room.name);
  }

  async #attempt(room, deed) {
    try {
      await deed();
    } catch (failure) {
      if (!this.#aborted.signal.aborted && this.#in.get(room.name)?.signal.aborted === false) {
        await this.#failed(room, failure);
      }
    }
  }

  async #failed(room, failure) {
    const code = failure instanceof RoomcastError ? failure.code : "";
    if (code === "unauthorized") {
      await this.#cast.token(true);
      this.#cast.lost(this, {open: true});
    } else if (code === "replaced" && this.#cast.probing) {
      await this.#cast.probing; // by ourselves: if that comes to nothing, here it goes on
    } else if (failure.reconnect === false) {
      this.#in.get(room.name)?.abort();
      this.#in.delete(room.name);
      room.over(failure);
    } else {
      this.#cast.lost(this, {open: this.#good, down: !code, after: failure.after});
    }
  }

  async #enter(room, signal) {
    const {name} = this.#cast.options;
    const {welcome} = await this.#ask(room.url("members"), {
      method: "POST",
      body: JSON.stringify({name: name || undefined}),
      signal,
    });
    this.#good ||= this.mode === "poll" || this.mode === "wait";
    room.entered(welcome);
    this.#cast.welcomed(this, welcome, this.#good);
  }

  async #read(room, signal) {
    const place = [...this.#in.keys()].indexOf(room.name);
    const way = place < READING_AT_ONCE ? this.mode : "poll";
    if (way === "stream") {
      await this.#stream(room, signal);
      return;
    }
    const waits = way === "wait" && room.position;
    const wait = waits ? this.#cast.options.wait : undefined;
    const ask = () => this.#ask(room.url("events", {...room.start, wait, roster: room.roster}), {signal}, wait);
    const body = await (waits ? ask() : (this.#turn = this.#turn.then(ask, ask)));
    body.events.forEach((line) => this.#take(room, line));
    room.take({position: body.position}, this);
    if (body.presence) {
      room.take({presence: body.presence}, this);
    }
    if (body.bye) {
      throw byeOf(body.bye);
    }
    if (!waits && way === "poll") {
      await pause(this.#cast.options.poll, signal);
    }
  }

  async #stream(room, signal) {
    const dead = new AbortController();
    let silence;
    const expect = (within) => {
      clearTimeout(silence);
      silence = setTimeout(() => dead.abort(), within);
    };
    try {
      expect(this.#cast.options.opening);
      const answer = await this.#fetch(room.url("events", {...room.start, wait: "stream"}), {
        headers: {Accept: "application/x-ndjson"},
        signal: AbortSignal.any([signal, dead.signal]),
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#cast.emit("alive");
        const lines = (rest + part.value).split("\n");
        rest = lines.pop();
        lines.filter(Boolean).forEach((line) => this.#take(room, JSON.parse(line)));
        expect(2 * this.#cast.heartbeat);
      }
      throw new RoomcastError({code: "ended"});
    } catch (failure) {
      throw dead.signal.aborted ? new RoomcastError({code: "silent"}) : failure;
    } finally {
      clearTimeout(silence);
    }
  }

  #take(room, line) {
    if (line.bye) {
      throw byeOf(line.bye);
    }
    room.take(line, this);
    if (line.welcome) {
      this.#good = true;
      this.#cast.welcomed(this, line.welcome);
    }
  }

  async publish({room, content, id}) {
    try {
      const ack = await this.#ask(room.url("events"), {
        method: "POST",
        body: JSON.stringify({publish: content}),
        headers: {"Idempotency-Key": id},
      });
      this.#cast.answered(id, room.name, ack);
    } catch (failure) {
      if (this.#aborted.signal.aborted) {
        return; // the next link sends it
      }
      // Who was not reached may have published it: the same id again.
      const code = failure instanceof RoomcastError ? failure.code : "unavailable";
      this.#cast.refused({code, message: failure.message, id, room: room.name});
    }
  }

  answer(room, id, answer) {
    this.#ask(room.url("events"), {method: "POST", body: JSON.stringify({answer, id})}).catch(() => {});
  }

  leave(room) {
    this.#in.get(room.name)?.abort();
    this.#in.delete(room.name);
    this.#fetch(room.url("leave"), {method: "POST"}).catch(() => {});
  }

  close() {
    this.#aborted.abort();
  }

  async #fetch(url, options) {
    const answer = await fetch(url, {...options, headers: {...options.headers, ...(await headers(this.#cast))}});
    if (!answer.ok) {
      const body = await answer.json().catch(() => ({}));
      throw new RoomcastError(body.error ?? {code: "unavailable", message: `${answer.status}`}, {
        reconnect: answer.status === 429 || answer.status >= 500 || !body.error || body.error.code === "unauthorized",
      });
    }
    return answer;
  }

  /** @param wait seconds that the server may take; who hears nothing for longer has lost the connection */
  async #ask(url, options, wait = 0) {
    const late = AbortSignal.timeout(1000 * wait + this.#cast.options.opening);
    const signal = AbortSignal.any([options.signal ?? this.#aborted.signal, late]);
    const answer = await this.#fetch(url, {...options, signal});
    this.#cast.emit("alive");
    return answer.status === 204 ? {} : answer.json();
  }
}

async function headers(cast) {
  const token = await cast.token();
  return token ? {"Roomcast-Token": token} : {};
}

function byeOf(bye) {
  return new RoomcastError(bye, {reconnect: bye.reconnect, after: bye.after});
}

function pause(time, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener("abort", () => resolve(clearTimeout(timer)), {once: true});
  });
}

function epochOf(position) {
  return position.split(":")[0];
}

function offsetOf(position) {
  return Number(position.slice(position.lastIndexOf(":") + 1));
}

/** Not to be met again by another page of the same session. */
function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36)).join("");
}
