import {RoomcastError} from "./room.js";

const WITHOUT_ID = ["bad_json", "bad_command", "bad_utf8", "too_large"]; // errors that can come before the server read the id

/** A link that carries all rooms over one WebSocket, with each batch of lines in one frame. */
class Socket {
  mode = "websocket";
  ahead = Infinity;
  #client;
  #socket;
  #in = new Set();
  #joins = new Map(); // unanswered joins by the command's id, because an error about a bad name names no room
  #numbers = 0;
  #silence;
  #good = false;
  #probe = null;
  #adopted = 0;

  constructor(client) {
    this.#client = client;
  }

  start() {
    const url = new URL("ws", this.#client.base);
    url.protocol = url.protocol.replace("http", "ws");
    this.#expect(this.#client.options.opening);
    this.#socket = new WebSocket(url, ["roomcast.lines"]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => {
      this.#probe?.opened();
      this.#client.rooms.forEach((room) => this.open(room));
    };
    this.#socket.onmessage = ({data}) => this.#receive(data);
    this.#socket.onclose = () => this.#over({});
    this.#socket.onerror = () => {}; // a close follows; but in some libraries an error without a listener is thrown
  }

  /** Starts beside another link that still works, and reports to the probe whether this one works, too. */
  probe(probe) {
    this.#probe = probe;
    this.start();
  }

  async open(room) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      const token = (await this.#client.token()) || undefined;
      const {name} = this.#client.options;
      const id = `join-${++this.#numbers}`;
      this.#joins.set(id, room);
      this.#command({join: room.name, ...room.start, token, name: name || undefined, id});
    }
  }

  isIn(room) {
    return this.#in.has(room.name);
  }

  publish({room, content, id}) {
    const text = JSON.stringify({publish: content, room: room.name, id});
    if (new TextEncoder().encode(text).length > this.#client.limits.frame) {
      // The server would close the connection.
      this.#client.outbox.refused({code: "too_large", message: "larger than the server allows", id, room: room.name});
    } else {
      this.#send(text);
    }
  }

  answer(room, id, answer) {
    this.#command({answer, room: room.name, id});
  }

  leave(room) {
    this.#in.delete(room.name);
    this.#command({leave: room.name});
  }

  close() {
    clearTimeout(this.#silence);
    if (this.#socket) {
      this.#socket.onclose = this.#socket.onmessage = this.#socket.onopen = null;
      this.#socket.close();
    }
  }

  #command(command) {
    this.#send(JSON.stringify(command));
  }

  #send(text) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(text);
    }
  }

  /** After so long without a line the connection is lost, whatever the browser believes. */
  #expect(within) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#over({}), within);
  }

  #over(how) {
    this.close();
    if (this.#probe) {
      this.#probe.failed();
    } else {
      this.#client.lost(this, {open: this.#good, ...how});
    }
  }

  #receive(data) {
    this.#client.emit("alive");
    if (this.#good) {
      this.#expect(2 * this.#client.heartbeat);
    }
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    text.split("\n").filter(Boolean).forEach((line) => this.#take(JSON.parse(line)));
  }

  #take(line) {
    const {ack, error, bye} = line;
    if ("ack" in line) {
      this.#client.outbox.answered(ack, line.room, line);
    } else if (error) {
      this.#error(error);
    } else if (bye) {
      this.#bye(bye);
    } else {
      const name = line.room ?? (line.welcome ?? line.presence ?? line.gap ?? line.ask)?.room;
      const room = this.#client.rooms.get(name);
      if (line.welcome && !this.#welcomed(name)) {
        return;
      }
      room?.take(line, this);
      if (line.welcome) {
        this.#client.welcomed(this, line.welcome);
        this.#expect(2 * this.#client.heartbeat);
      }
    }
  }

  /** Returns false if this link is not needed: while it connected, the client changed to yet another one. */
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
    const room = this.#client.rooms.get(error.room) ?? this.#joins.get(error.id);
    const {outbox} = this.#client;
    this.#joins.delete(error.id);
    if (outbox.refused(error) || (WITHOUT_ID.includes(error.code) && !error.id && outbox.refusedWithoutId(this, error))) {
      return;
    }
    if (error.code === "unauthorized") {
      await this.#client.token(true);
      this.#over({open: true});
    } else if (room && !this.isIn(room)) {
      room.over(error);
    } else {
      this.#client.emit("error", new RoomcastError(error));
    }
  }

  #bye(bye) {
    const room = this.#client.rooms.get(bye.room);
    if (!bye.room) {
      this.#over(bye.reconnect ? {open: true, after: bye.after} : {end: bye});
    } else if (room) {
      this.#in.delete(bye.room);
      // A poll of the link before may reach the server after this link joined, and replace it.
      const replacedByUs = bye.code === "replaced" && Date.now() - this.#adopted < this.#client.options.opening;
      if (replacedByUs) {
        this.open(room);
      } else if (bye.reconnect) {
        setTimeout(() => this.open(room), bye.after ?? 1000);
      } else {
        room.over(bye);
      }
    }
  }
}

export {Socket};
