import {RoomcastError} from "./room.js";

const READING_AT_ONCE = 3; // a browser opens six connections to an HTTP/1.1 server; the others are for publishing

/** A link that reads each room by requests of its own: a stream of lines, polls that wait, or polls that do not. */
class Requests {
  ahead = 1; // two requests have no order
  #client;
  #in = new Map();
  #aborted = new AbortController();
  #entering = Promise.resolve();
  #polling = Promise.resolve(); // polls that do not wait run one after the other: the browser's connections are few
  #good = false;

  constructor(client, mode) {
    this.#client = client;
    this.mode = mode;
  }

  start() {
    this.#client.rooms.forEach((room) => this.open(room));
  }

  open(room) {
    const over = new AbortController();
    this.#aborted.signal.addEventListener("abort", () => over.abort(), {once: true});
    this.#in.set(room.name, over);
    // One after the other: the first room gets the token that the others send.
    this.#entering = this.#entering.then(() => this.#attempt(room, () => this.#enter(room, over.signal)));
    this.#entering.then(async () => {
      while (!over.signal.aborted) {
        await this.#client.probing;
        await this.#attempt(room, () => this.#read(room, over.signal));
      }
    });
  }

  isIn(room) {
    return this.#in.has(room.name);
  }

  async #attempt(room, action) {
    try {
      await action();
    } catch (failure) {
      if (!this.#aborted.signal.aborted && this.#in.get(room.name)?.signal.aborted === false) {
        await this.#failed(room, failure);
      }
    }
  }

  async #failed(room, failure) {
    const code = failure instanceof RoomcastError ? failure.code : "";
    if (code === "unauthorized") {
      await this.#client.token(true);
      this.#client.lost(this, {open: true});
    } else if (code === "replaced" && this.#client.probing) {
      await this.#client.probing; // the client's own new link replaced this one; if that link fails, this one goes on
    } else if (failure.reconnect === false) {
      this.#in.get(room.name)?.abort();
      this.#in.delete(room.name);
      room.over(failure);
    } else {
      this.#client.lost(this, {open: this.#good, down: !code, after: failure.after});
    }
  }

  async #enter(room, signal) {
    const {name} = this.#client.options;
    const {welcome} = await this.#ask(room.url("members"), {
      method: "POST",
      body: JSON.stringify({name: name || undefined}),
      signal,
    });
    this.#good ||= this.mode === "poll" || this.mode === "wait";
    room.entered(welcome);
    this.#client.welcomed(this, welcome, this.#good);
  }

  async #read(room, signal) {
    const place = [...this.#in.keys()].indexOf(room.name);
    const mode = place < READING_AT_ONCE ? this.mode : "poll";
    if (mode === "stream") {
      await this.#stream(room, signal);
      return;
    }
    const waits = mode === "wait" && room.position;
    const wait = waits ? this.#client.options.wait : undefined;
    const poll = () => this.#ask(room.url("events", {...room.start, wait, roster: room.roster}), {signal}, wait);
    const body = await (waits ? poll() : (this.#polling = this.#polling.then(poll, poll)));
    body.events.forEach((line) => this.#take(room, line));
    room.take({position: body.position}, this);
    if (body.presence) {
      room.take({presence: body.presence}, this);
    }
    if (body.bye) {
      throw byeOf(body.bye);
    }
    if (!waits && mode === "poll") {
      await pause(this.#client.options.poll, signal);
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
      expect(this.#client.options.opening);
      const answer = await this.#fetch(room.url("events", {...room.start, wait: "stream"}), {
        headers: {Accept: "application/x-ndjson"},
        signal: AbortSignal.any([signal, dead.signal]),
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#client.emit("alive");
        const lines = (rest + part.value).split("\n");
        rest = lines.pop();
        lines.filter(Boolean).forEach((line) => this.#take(room, JSON.parse(line)));
        expect(2 * this.#client.heartbeat);
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
      this.#client.welcomed(this, line.welcome);
    }
  }

  async publish({room, content, id}) {
    try {
      const ack = await this.#ask(room.url("events"), {
        method: "POST",
        body: JSON.stringify({publish: content}),
        headers: {"Idempotency-Key": id},
      });
      this.#client.outbox.answered(id, room.name, ack);
    } catch (failure) {
      if (this.#aborted.signal.aborted) {
        return; // the next link sends it again
      }
      // Without an answer it may or may not be stored: as "unavailable" it is sent again under the same id.
      const code = failure instanceof RoomcastError ? failure.code : "unavailable";
      this.#client.outbox.refused({code, message: failure.message, id, room: room.name});
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
    const answer = await fetch(url, {...options, headers: {...options.headers, ...(await this.#client.headers())}});
    if (!answer.ok) {
      const body = await answer.json().catch(() => ({}));
      throw new RoomcastError(body.error ?? {code: "unavailable", message: `${answer.status}`}, {
        reconnect: answer.status === 429 || answer.status >= 500 || !body.error || body.error.code === "unauthorized",
      });
    }
    return answer;
  }

  /** @param wait how many seconds the server may wait before it answers */
  async #ask(url, options, wait = 0) {
    const late = AbortSignal.timeout(1000 * wait + this.#client.options.opening);
    const signal = AbortSignal.any([options.signal ?? this.#aborted.signal, late]);
    const answer = await this.#fetch(url, {...options, signal});
    this.#client.emit("alive");
    return answer.status === 204 ? {} : answer.json();
  }
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

export {Requests};
