/** Code for developers to paste, with the address of this server. Each snippet is complete and runs as it is. */

/** @param base the server's address with a slash at its end; @param tcp host and port for lines of TCP, or nothing */
export function snippets(base, room, tcp) {
  const events = `${base}rooms/${encodeURIComponent(room)}/events`;
  const socket = `${base.replace(/^http/, "ws")}ws/${encodeURIComponent(room)}`;
  const {origin, pathname} = new URL(base);
  const path = pathname === "/" ? "" : `, {path: "${pathname}socket.io/"}`;
  return {
    curl: `# listen
curl -N '${events}?wait=stream'
# speak
curl -d hello '${events}'
# what was said
curl '${events}?last=10'`,
    wscat: `npx --yes wscat --connect '${socket}?name=ann'`,
    nc: tcp ? `nc ${tcp.host} ${tcp.port}${room === "lobby" ? "" : `\n# then type: /join ${room}`}` : "",
    socketIo: `<script src="${base}socket.io/socket.io.js"></script>
<script>
  const room = io("${origin}/${encodeURIComponent(room)}"${path});
  room.on("message", (data, position) => console.log(position, data));
  room.emit("message", "hello from Socket.IO", (position) => console.log("kept at", position));
</script>`,
    javaScript: `<script type="module">
  import {connect} from "${base}roomcast.js";
  const room = connect("${base}", {name: "ann"}).join("${room}", {last: 50});
  room.on("message", ({from, data}) => console.log(from?.name, data));
  console.log("kept at", await room.publish("message", "hello from the browser"));
</script>`,
    java: java(events),
    react: react(base),
  };
}

function java(events) {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

public class Hello {
    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI room = URI.create("${events}");
        client.send(
                HttpRequest.newBuilder(room).POST(BodyPublishers.ofString("hello from Java")).build(),
                BodyHandlers.discarding());
        URI stream = URI.create(room + "?last=10&wait=stream");
        client.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines())
                .body()
                .forEach(System.out::println);
    }
}`;
}

function react(base) {
  return `import {useEffect, useRef, useState} from "react";
import {connect} from "./roomcast.js";

export function Chat({name, of}) {
  const room = useRef(null);
  const [said, setSaid] = useState([]);
  useEffect(() => {
    const client = connect("${base}", {name});
    room.current = client.join(of, {last: 50});
    room.current.on("message", (event) => setSaid((all) => [...all, event]));
    return () => {
      client.close();
      setSaid([]);
    };
  }, [name, of]);
  const speak = async (event) => {
    event.preventDefault();
    const text = event.target.text.value;
    event.target.reset();
    await room.current.publish("message", text);
  };
  const lines = said.map(({offset, from, data}) => <p key={offset}>{from?.name}: {data}</p>);
  return <form onSubmit={speak}>{lines}<input name="text" aria-label="message" /></form>;
}`;
}
