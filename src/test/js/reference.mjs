// Socket.IO's own server, with what the tests expect of ours as far as it can: reference.mjs folder-with-node_modules.
// Each event goes to everybody in its namespace with an offset behind it, and is acknowledged with that; "question" is asked back.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { resolve } from "node:path";

const { Server } = createRequire(resolve(process.argv[2], "here.js"))("socket.io");
const http = createServer();
const io = new Server(http, { allowEIO3: true });
let head = 0;

function serve(socket) {
  const say = (type, args) => {
    const offset = `e:${++head}`;
    for (const each of socket.nsp.sockets.values()) each.emit(type, ...args, ...(each.conn.protocol === 3 ? [] : [offset]));
    return offset;
  };
  socket.onAny((type, ...args) => {
    const ack = typeof args.at(-1) === "function" ? args.pop() : () => {};
    if (type === "question") socket.emit("question", ...args, (...answer) => say("answered", answer));
    else ack(say(type, args));
  });
  say("auth", [socket.handshake.auth]);
}

io.on("connection", serve);
io.of("/room").on("connection", serve);
io.of("/refused").use((socket, next) => next(new Error("not you")));
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
process.stdin.resume().on("end", () => process.exit());
