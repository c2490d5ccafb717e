// One client of Socket.IO that says when it has come into a namespace, and stays until its process ends:
// visitor.mjs folder-with-node_modules address-of-the-namespace name
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, address, name] = process.argv.slice(2);
const { io } = createRequire(resolve(modules, "here.js"))("client-4.8");
io(address, { auth: { roomcast: { name } } }).on("connect", () => console.log("here"));
process.stdin.resume().on("end", () => process.exit());
