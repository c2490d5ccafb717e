// A Socket.IO server that sends each message to everybody in the room of its URL, its sender among them.
// RECOVERY=on switches connection state recovery on, which is off by default, as it is in Socket.IO.
import { createServer } from "node:http";
import "./heap.mjs";
import { Server } from "socket.io";

const recovery = process.env.RECOVERY === "on" ? { connectionStateRecovery: {} } : {};
const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false, ...recovery });
io.on("connection", (socket) => {
  const room = String(socket.handshake.query.room);
  socket.join(room);
  socket.on("message", (data) => io.to(room).emit("message", data));
});
http.listen(0, "127.0.0.1", 1024, () => console.log(`ready: http://127.0.0.1:${http.address().port}`));
