// Socket.IO's own clients, any number of them, told what to do by lines of JSON and telling what happens to them in such lines:
// clients.mjs folder-with-node_modules. RealClient in Java is at the other end. Bytes are {"$bytes":"<base64>"} in both directions.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "here.js"));
const clients = new Map();

const say = (client, what, more) => process.stdout.write(JSON.stringify({ client, what, ...more }) + "\n");

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

function eachIn(value, change) {
  const changed = change(value);
  if (changed !== value || value === null || typeof value !== "object") return changed;
  if (Array.isArray(value)) return value.map((part) => eachIn(part, change));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, eachIn(part, change)]));
}

const toBytes = (value) => (typeof value?.$bytes === "string" ? Buffer.from(value.$bytes, "base64") : value);

const fromBytes = (value) => {
  if (!isBytes(value)) return value;
  const bytes = ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value);
  return { $bytes: bytes.toString("base64") };
};

// Version 2 says who it is in the query of a namespace, the others do not look there.
const inQuery = (auth) => Object.fromEntries(Object.entries(auth).map(([key, value]) => [key, JSON.stringify(value)]));

const told = (args) => eachIn(args, fromBytes);

function watchEngine(name, engine) {
  engine.on("handshake", (handshake) =>
    say(name, "open", { transport: engine.transport.name, sid: handshake.sid, upgrades: handshake.upgrades }));
  engine.on("upgrade", (transport) => say(name, "upgrade", { transport: transport.name }));
}

function watchSocket(client, socket, namespace) {
  const tell = (what, more) => say(client.name, what, { namespace, ...more });
  const event = (type, args) => {
    const ask = typeof args.at(-1) === "function" ? args.pop() : undefined;
    if (ask) client.asked.push(ask);
    tell("event", { type, args: told(args), ...(ask ? { ask: client.asked.length - 1 } : {}) });
  };
  socket.on("connect", () =>
    tell("connect", { id: socket.id, recovered: socket.recovered === true, transport: client.manager.engine.transport.name }));
  socket.on("disconnect", (reason) => tell("disconnect", { reason }));
  socket.on("connect_error", (error) => tell("connect_error", { message: error.message, data: error.data }));
  if (socket.onAny) {
    socket.onAny((type, ...args) => event(type, args));
    return;
  }
  // Version 2 has no listener for everything; and it says "error" where a namespace is refused.
  socket.on("error", (error) => tell("connect_error", { message: typeof error === "string" ? error : error.message }));
  const onevent = socket.onevent;
  socket.onevent = function (packet) {
    onevent.call(this, packet);
    const [type, ...args] = packet.data;
    event(type, args);
  };
}

const deeds = {
  open({ client: name, version, url, path, transports, options }) {
    const { Manager } = require(`client-${version}`);
    const manager = new Manager(url, { path, transports, autoConnect: false, ...options });
    const client = { name, manager, sockets: new Map(), asked: [] };
    const open = manager.open;
    manager.open = function (done) {
      const before = this.engine;
      const result = open.call(this, done);
      if (this.engine !== before) watchEngine(name, this.engine);
      return result;
    };
    clients.set(name, client);
  },
  connect({ client: name, namespace, auth }) {
    const client = clients.get(name);
    const known = client.sockets.get(namespace);
    const socket = known ?? client.manager.socket(namespace, { auth, query: inQuery(auth) });
    if (!known) {
      client.sockets.set(namespace, socket);
      watchSocket(client, socket, namespace);
    }
    socket.connect();
  },
  emit({ client: name, namespace, type, args, ack }) {
    const real = eachIn(args, toBytes);
    if (ack !== undefined) real.push((...answer) => say(name, "ack", { namespace, ack, args: told(answer) }));
    clients.get(name).sockets.get(namespace).emit(type, ...real);
  },
  answer({ client: name, ask, args }) {
    clients.get(name).asked[ask](...eachIn(args, toBytes));
  },
  disconnect({ client: name, namespace }) {
    clients.get(name).sockets.get(namespace).disconnect();
  },
  cut({ client: name }) {
    clients.get(name).manager.engine.close();
  },
  close({ client: name }) {
    const { manager, sockets } = clients.get(name);
    manager.reconnection(false);
    sockets.forEach((socket) => socket.disconnect());
    manager.engine?.close();
    clients.delete(name);
  },
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const order = JSON.parse(line);
    try {
      deeds[order.do](order);
    } catch (failure) {
      say(order.client, "failure", { message: String(failure.stack) });
    }
  })
  .on("close", () => process.exit());
