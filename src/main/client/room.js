/** An error with a code from the protocol's table. */
export class RoomcastError extends Error {
  constructor({code, message, reason}, more = {}) {
    super(message || reason || code);
    this.name = "RoomcastError";
    this.code = code;
    Object.assign(this, more);
  }
}

class Emitter {
  #listeners = new Map();

  /** Calls a listener for each event of a type. Returns a function that removes the listener. */
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
        // One broken listener must not stop the others. Node has no reportError.
        (globalThis.reportError ?? console.error)(failure);
      }
    }
  }
}

/** A room as one client reads it. The position is kept here, not in the link, so that a link can be replaced at any time. */
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

  constructor(client, name, options) {
    super();
    this.client = client;
    this.name = name;
    const {after, last, since, lag} = options;
    this.#start = {after, last, since, lag};
    this.position = after ?? "";
  }

  /** The members in the order in which they came, as far as the server lists them. */
  get members() {
    return [...this.#known.values()];
  }

  /** How many events of the log have not arrived yet. */
  get behind() {
    return Math.max(0, this.#head - offsetOf(this.position));
  }

  /** What was published here and is not acknowledged yet. */
  get pending() {
    return this.client.outbox.of(this).map(({id, content}) => ({id, ...content}));
  }

  get roster() {
    return this.#roster;
  }

  /** Publishes an event. Resolves to its position once it is stored, or to undefined if a program took it. */
  async publish(type, data, options) {
    return (await this.#send(type, data, options)).position;
  }

  /** Publishes an event that a program takes. Resolves to the program's answer. */
  async ask(type, data, options) {
    return (await this.#send(type, data, options)).data;
  }

  #send(type, data = null, {id, to, echo, signal} = {}) {
    return this.client.outbox.send(this, {type, data, to, echo}, id, signal);
  }

  /** Reads a page of history: the last events up to a position, by default up to the last one that arrived. */
  async history(count = 50, before = this.position) {
    const answer = await fetch(this.url("events", {last: count, before}), {headers: await this.client.headers()});
    const body = await answer.json();
    if (!answer.ok) {
      throw new RoomcastError(body.error);
    }
    return body.events.filter((line) => "offset" in line);
  }

  leave() {
    if (!this.ended) {
      this.client.leave(this);
      this.over({code: "closed"});
    }
  }

  /** Yields events as they arrive, until the room ends. */
  async *[Symbol.asyncIterator]() {
    const arrived = [];
    let wake = () => {};
    const offs = [
      this.on("event", (event) => {
        arrived.push(event);
        wake();
      }),
      this.on("end", () => wake()),
    ];
    try {
      while (arrived.length || !this.ended) {
        if (arrived.length) {
          yield arrived.shift();
        } else {
          await new Promise((resolve) => (wake = resolve));
        }
      }
    } finally {
      offs.forEach((off) => off());
    }
  }

  // The rest is for the client and its links.

  url(resource, parameters = {}) {
    const url = new URL(`rooms/${encodeURIComponent(this.name)}/${resource}`, this.client.base);
    Object.entries(parameters).forEach(([key, value]) => value !== undefined && url.searchParams.set(key, value));
    return url;
  }

  /** Where a new link begins: after the last event that arrived, or where the options of join said. */
  get start() {
    return this.position ? {after: this.position, lag: this.#start.lag} : this.#start;
  }

  take(line, link) {
    if ("offset" in line) {
      this.#event(line);
    } else if (line.welcome) {
      this.#advance(line.welcome.position);
      this.entered(line.welcome);
    } else if (line.presence) {
      this.#presence(line.presence);
    } else if (line.gap) {
      this.#advance(line.gap.position);
      this.emit("gap", line.gap);
    } else if (line.ask) {
      this.emit("ask", line.ask, (answer) => link.answer(this, line.ask.id, answer));
    } else if ("position" in line) {
      this.#advance(line.position);
    }
  }

  #event(event) {
    // A new link can repeat what the old one already brought.
    if (event.offset > offsetOf(this.position)) {
      this.position = `${epochOf(this.position)}:${event.offset}`;
      this.#head = Math.max(this.#head, event.offset);
      this.emit("event", event);
      this.emit(event.type, event);
    }
  }

  #advance(position) {
    if (epochOf(position) !== epochOf(this.position)) {
      this.#head = 0;
    } else if (offsetOf(position) < offsetOf(this.position)) {
      return;
    }
    this.position = position;
    this.#head = Math.max(this.#head, offsetOf(position));
  }

  /** The client is a member from now on, even if it does not read yet. */
  entered(welcome) {
    this.me = welcome.me;
    if (!this.position && (this.#start.last ?? this.#start.since) === undefined) {
      this.#advance(welcome.position); // otherwise events between now and the first read would be missed
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

  /** Ends the room, because of a bye or because the client left it. */
  over(why) {
    if (!this.ended) {
      this.ended = new RoomcastError(why);
      this.client.forget(this);
      this.emit("end", this.ended);
    }
  }
}

function epochOf(position) {
  return position.split(":")[0];
}

function offsetOf(position) {
  return Number(position.slice(position.lastIndexOf(":") + 1));
}

export {Emitter, Room};
