// Clients that begin by polling, each with the number at which it goes over to a WebSocket, and check that they hear the numbers
// from 1 on, each once and in order: upgrade.mjs folder-with-node_modules server namespace position clients numbers
// A line {"heard":…} says how far the slowest is; the last line says how it went. UpgradeIT in Java is at the other end.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, server, namespace, position, ...counts] = process.argv.slice(2);
const require = createRequire(resolve(modules, "here.js"));
const { Manager } = require("client-4.8");
const { NodeXHR, NodeWebSocket } = createRequire(require.resolve("client-4.8"))("engine.io-client");
const [size, last] = counts.map(Number);
const clients = [];
const problems = [];
let told = 0;

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const least = (what) => Math.min(...clients.map(what));

function end() {
  say({
    heard: least((one) => one.heard),
    upgraded: clients.filter((one) => one.upgraded).length,
    polled: least((one) => one.polled),
    onSocket: least((one) => one.heard - one.polled),
    problems: problems.slice(0, 5),
    over: true,
  });
  process.exit();
}

function fail(problem) {
  problems.push(problem);
  if (problems.length === 1) setImmediate(end);
}

function look() {
  const slowest = least((one) => one.heard);
  if (slowest >= told + 100) say({ heard: (told = slowest) });
  if (slowest === last) end();
}

function heard(client, number, transport) {
  if (number !== String(client.heard + 1)) fail(`client ${client.name} heard ${number} after ${client.heard} by ${transport}`);
  client.heard++;
  if (transport === "polling") client.polled++;
  if (client.heard === client.changesAt) client.change();
  if (client.heard % 100 === 0 || client.heard === last) look();
}

function enter(name) {
  const client = { name, heard: 0, polled: 0, upgraded: false, change: () => {}, changesAt: 1 + Math.floor((name * last * 0.8) / size) };
  class WaitingWebSocket extends NodeWebSocket {
    doOpen() {
      client.change = () => super.doOpen();
      if (client.heard >= client.changesAt) client.change();
    }
  }
  const manager = new Manager(server, { transports: [NodeXHR, WaitingWebSocket], reconnection: false, autoConnect: false });
  const socket = manager.socket(namespace, { auth: { roomcast: { after: position } } });
  socket.on("message", (number) => heard(client, number, manager.engine.transport.name));
  socket.on("disconnect", (reason) => fail(`client ${name}: ${reason}`));
  socket.on("connect_error", (error) => fail(`client ${name}: ${error.message}`));
  socket.connect();
  manager.engine.on("upgrade", () => (client.upgraded = true));
  clients.push(client);
}

for (let name = 0; name < size; name++) enter(name);
say({ heard: 0 });
setTimeout(() => fail(`not over in time: ${clients.map((one) => one.heard)}`), 120_000);
