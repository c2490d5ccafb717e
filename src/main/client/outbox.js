import {RoomcastError} from "./room.js";

const HALF = /(^|[^\\])(\\\\)*\\ud[89a-f]/; // finds half a surrogate pair in JSON, which UTF-8 cannot carry

/**
 * What the client has published and the server has not answered yet, in order. Each item keeps its id for as long as it
 * is here: however often and by whichever link it is sent, the log has it once.
 */
class Outbox {
  #client;
  #items = [];
  #prefix = random();
  #numbers = 0;
  #oneByOne = false; // the server refused an item without naming it: sent alone, the next one like it is known
  #pause = null;

  constructor(client) {
    this.#client = client;
  }

  /** The items of a room. */
  of(room) {
    return this.#items.filter((one) => one.room === room);
  }

  send(room, content, id, signal) {
    if (this.#client.state === "ended" || !this.#client.rooms.has(room.name)) {
      return Promise.reject(new RoomcastError({code: "closed", message: "this client is no longer in the room"}));
    }
    if (this.#items.length >= this.#client.options.queue) {
      return Promise.reject(new RoomcastError({code: "too_many", message: "too many publishes are waiting"}));
    }
    return new Promise((resolve, reject) => {
      if (HALF.test(JSON.stringify(content))) {
        throw new RoomcastError({code: "bad_utf8", message: "half of a surrogate pair is not a character"});
      }
      const one = {room, content, id: id ?? `${this.#prefix}-${++this.#numbers}`, resolve, reject, sent: null};
      this.#items.push(one);
      signal?.addEventListener("abort", () => this.#drop(one) && reject(signal.reason), {once: true});
      room.emit("pending", room.pending);
      this.flush();
    });
  }

  /** Sends, in order, as many items as the server and the link take before they answer. */
  flush() {
    const link = this.#client.liveLink;
    if (!link || this.#pause) {
      return;
    }
    const ahead = this.#oneByOne ? 1 : Math.min(this.#client.limits.unacked, link.ahead);
    this.#items.slice(0, ahead).forEach((one) => {
      if (one.sent !== link && link.isIn(one.room)) {
        one.sent = link;
        link.publish(one);
      }
    });
  }

  /** Ends a pause that a busy server caused. */
  resume() {
    clearTimeout(this.#pause);
    this.#pause = null;
    this.flush();
  }

  answered(id, room, ack) {
    const one = this.#find(id, room);
    if (one && this.#drop(one)) {
      one.resolve(ack);
      this.flush();
    }
  }

  /** Returns false if the error is not about an item. */
  refused(error) {
    const one = this.#find(error.id, error.room);
    if (!one) {
      return false;
    }
    if (["busy", "too_fast", "unavailable"].includes(error.code)) {
      one.sent = null;
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.resume(), 500 + Math.random() * 1000);
    } else if (this.#drop(one)) {
      one.reject(new RoomcastError(error));
      this.flush();
    }
    return true;
  }

  /**
   * The server refused an item before it could read the id. If only one was sent, it is that one. Otherwise the client
   * connects again and sends one by one until the outbox is empty.
   */
  refusedWithoutId(link, error) {
    const sent = this.#items.filter((one) => one.sent === link);
    if (sent.length === 1) {
      this.refused({...error, id: sent[0].id, room: sent[0].room.name});
    } else if (sent.length) {
      this.#oneByOne = true;
      this.#client.lost(link, {open: true, after: 0});
    }
    return sent.length > 0;
  }

  /** Rejects all items of a room that the client is no longer in. */
  forget(room) {
    this.of(room).forEach((one) => {
      this.#drop(one);
      one.reject(new RoomcastError({code: "closed", message: "the client left the room"}));
    });
  }

  #find(id, room) {
    return this.#items.find((one) => one.id === id && one.room.name === room);
  }

  #drop(one) {
    const at = this.#items.indexOf(one);
    if (at >= 0) {
      this.#items.splice(at, 1);
      this.#oneByOne &&= this.#items.length > 0;
      one.room.emit("pending", one.room.pending);
    }
    return at >= 0;
  }
}

/** Ids begin with this, so that two pages of one session never use the same id. */
function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(36)).join("");
}

export {Outbox};
