// Before a page begins: each line that comes by a WebSocket has more in it than a server of that time said, as protocol.md allows.
{
  const more = (line) => {
    const known = JSON.parse(line);
    const [first] = Object.values(known);
    if (first !== null && typeof first === "object") {
      first.tomorrow = {room: "elsewhere"};
    }
    return JSON.stringify({...known, tomorrow: [1, {offset: 7}]});
  };
  const room = new URLSearchParams(location.search).get("room");
  const novel = JSON.stringify({tomorrow: {room: "elsewhere", position: "other:9"}, room, since: "tomorrow"});
  const onmessage = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    ...onmessage,
    set(listener) {
      onmessage.set.call(this, listener && (({data}) => {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        const lines = text.split("\n").filter(Boolean);
        window.novelties = (window.novelties ?? 0) + lines.length;
        listener({data: lines.flatMap((line) => [novel, more(line), novel]).join("\n")});
      }));
    },
  });
}
