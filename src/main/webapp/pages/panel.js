/** One panel of the laboratory: what one transport receives, what it costs, and how late it is. */

import {make} from "./elements.js";
import {rest} from "./ways.js";
import {whenSpoken, word} from "./words.js";

const SHOWN = 8; // messages and lines shown
const AGAIN = 1_000; // milliseconds before a lost connection is opened again
const DELAY = 2_000;

export class Panel {
  #way;
  #stop = new AbortController();
  #delayed = false;
  #cut = false;
  #order = Promise.resolve();
  #messages = [];
  #lines = [];
  #headers = [];
  #missed = 0;
  #sent;
  #told;
  #parts;
  state = "opening";
  latencies = [];
  requests = 0;
  bytes = 0;
  events = 0;

  /** @param sent when each message of this page was sent, by its mark; @param told called on every change */
  constructor({key, way, room, name, position, sent, told}) {
    Object.assign(this, {key, room, name, position});
    this.#way = way;
    this.#sent = sent;
    this.#told = told;
    this.#parts = this.#build();
    this.#run();
    whenSpoken(() => this.#show());
  }

  get element() {
    return this.#parts.element;
  }

  get isCut() {
    return this.#cut;
  }

  get median() {
    const sorted = [...this.latencies].sort((one, other) => one - other);
    return sorted.length ? sorted[Math.floor((sorted.length - 1) / 2)] : NaN;
  }

  cut() {
    this.#cut = true;
    this.#missed = 0;
    this.#stop.abort();
    this.#say("cut");
  }

  comeBack() {
    this.#cut = false;
    this.#missed = 0;
    this.#run(true);
  }

  // Called by the transport.

  asks() {
    this.requests++;
    this.#show();
  }

  sees(headers) {
    this.#headers = headers;
    this.#show();
  }

  counts(bytes) {
    this.bytes += bytes;
  }

  opened() {
    this.#say("open");
  }

  /** Takes lines in order, delayed on request as by a slow network. */
  takes(lines) {
    const stop = this.#stop;
    this.#order = this.#order.then(async () => {
      if (this.#delayed) {
        await rest(DELAY);
      }
      if (stop === this.#stop && !stop.signal.aborted) {
        lines.forEach((line) => this.#take(line));
        this.#show();
        this.#told();
      }
    });
    return this.#order;
  }

  #take(text) {
    const line = JSON.parse(text);
    this.#lines = [...this.#lines, text].slice(-SHOWN);
    this.position = line.position ?? line.welcome?.position ?? line.gap?.position ?? this.position;
    if ("offset" in line) {
      if (line.offset !== true) {
        this.position = `${this.position.split(":")[0]}:${line.offset}`;
      }
      this.#hear(line.data);
    }
  }

  #hear(data) {
    const begun = this.#sent.get(data?.mark);
    const late = begun && performance.now() - begun.at;
    const missed = begun?.cut.has(this);
    this.events++;
    if (missed) {
      this.#missed++;
    } else if (late) {
      this.latencies.push(late);
    }
    this.#messages = [...this.#messages, {text: data?.msg ?? JSON.stringify(data), late, missed}].slice(-SHOWN);
  }

  async #run(isBack = false) {
    const stop = (this.#stop = new AbortController());
    this.#say(isBack ? "back" : "opening");
    while (!stop.signal.aborted) {
      await this.#way(this, stop.signal).catch(() => {});
      if (!stop.signal.aborted) {
        this.#say("lost");
        await rest(AGAIN);
      }
    }
  }

  #say(state) {
    this.state = state;
    this.#show();
    this.#told();
  }

  // The view.

  #build() {
    const parts = {};
    const made = (name, element, properties = {}, ...children) => (parts[name] = make(element, properties, ...children));
    const told = (key) => {
      const element = make("span", {});
      element.dataset.word = key;
      return element;
    };
    const term = (key, name) => make("div", {}, make("dt", {}, told(key)), made(name, "dd"));
    made("cut", "button", {type: "button", onclick: () => (this.#cut ? this.comeBack() : this.cut())});
    made("delay", "button", {type: "button", onclick: () => this.#toggleDelay()}, told("delay"));
    const title = make("h2", {id: `way-${this.key}`}, told(this.key));
    const figures = make("dl", {}, ...["median", "requests", "bytes"].map((name) => term(name, name)));
    const details = (key, name) => make("details", {}, make("summary", {}, told(key)), made(name, "pre", {tabIndex: 0}));
    made(
      "element", "section", {className: "panel"}, title, make("p", {}, told(`${this.key}How`)), made("state", "p", {className: "state"}),
      make("p", {className: "buttons"}, parts.cut, " ", parts.delay), figures, made("none", "p", {className: "none"}),
      made("messages", "ol"), details("lines", "lines"), details("headers", "headers"),
    );
    parts.state.setAttribute("role", "status");
    parts.element.setAttribute("aria-labelledby", title.id);
    parts.element.dataset.way = this.key;
    return parts;
  }

  #toggleDelay() {
    this.#delayed = !this.#delayed;
    this.#show();
  }

  #show() {
    const {element, state, cut, delay, messages, lines, headers, none, ...figures} = this.#parts;
    element.dataset.state = this.state;
    state.textContent = this.#missed ? word("caughtUp", this.#missed) : word(this.state);
    cut.textContent = word(this.#cut ? "comeBack" : "cutIt");
    delay.setAttribute("aria-pressed", this.#delayed);
    figures.median.textContent = this.latencies.length ? word("ms", this.median) : "–";
    figures.requests.textContent = word("number", this.requests);
    figures.bytes.textContent = word("number", this.bytes);
    none.hidden = this.#messages.length > 0;
    none.textContent = word("noMessages");
    messages.replaceChildren(...this.#messages.map(({text, late, missed}) => make(
      "li", {className: missed ? "missed" : ""}, make("span", {dir: "auto"}, text), " ",
      make("small", {}, missed ? word("missed") : late ? word("ms", late) : word("notTimed")),
    )));
    lines.textContent = this.#lines.join("\n") || word("noLines");
    headers.textContent = this.#headers.join("\n") || word("noHeaders");
  }
}
