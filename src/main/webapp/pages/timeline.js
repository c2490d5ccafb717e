/** The messages of a room, oldest first, with joins, leaves, gaps and the mark of new messages between them. */

import {byId, linked, make, textOf} from "./elements.js";
import {locale, whenSpoken, word} from "./words.js";

const NEAR = 40; // pixels from the end that still count as the end

export class Timeline {
  #list = byId("timeline");
  #scroll = byId("scroll");
  #news = byId("news");
  #unread = 0;
  #line = null;
  #mine;
  oldest = null;

  constructor() {
    this.#scroll.addEventListener("scroll", () => this.#isAtEnd() && this.#seen());
    this.#news.addEventListener("click", () => this.toEnd());
    document.addEventListener("visibilitychange", () => document.hidden && this.#forgetLine());
    whenSpoken(() => this.#spoken());
  }

  clear(mine) {
    this.#mine = mine;
    this.#list.replaceChildren();
    this.oldest = null;
    this.#forgetLine();
    this.#seen();
    this.#show();
  }

  /** Adds a new message. */
  add(event) {
    const own = event.from?.id && event.from.id === this.#mine();
    const away = document.hidden || !this.#isAtEnd();
    if (away && !own) {
      this.#markUnread();
    }
    this.oldest ??= event;
    this.#append(said(event, own), own);
  }

  /** Adds a join, a leave or a gap. */
  note(kind, key, ...values) {
    const item = make("li", {className: kind});
    item.dataset.key = key;
    item.values = values;
    tell(item);
    this.#append(item, false);
  }

  /** Adds a page of history before all lines; the lines in view stay where they are. */
  prepend(events) {
    const before = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    this.#list.prepend(...events.map((event) => said(event, event.from?.id === this.#mine())));
    this.oldest = events[0] ?? this.oldest;
    this.#show();
    this.#scroll.scrollTop = this.#scroll.scrollHeight - before;
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#seen();
  }

  #append(item, own) {
    const follow = own || this.#isAtEnd();
    this.#list.append(item);
    this.#show();
    if (follow) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight;
    }
  }

  #isAtEnd() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NEAR;
  }

  #markUnread() {
    if (!this.#line) {
      this.#line = make("li", {className: "unread"}, word("unread"));
      this.#list.append(this.#line);
    }
    this.#unread++;
    this.#show();
  }

  #seen() {
    this.#unread = 0;
    this.#show();
  }

  #forgetLine() {
    this.#line?.remove();
    this.#line = null;
  }

  #show() {
    byId("nothing").hidden = this.#list.childElementCount > 0;
    this.#news.hidden = this.#unread === 0 || this.#isAtEnd();
    this.#news.textContent = word("news", this.#unread);
    document.title = this.#unread ? `(${this.#unread}) Roomcast` : "Roomcast";
    days(this.#list);
  }

  #spoken() {
    this.#list.querySelectorAll("[data-key]").forEach(tell);
    this.#list.querySelectorAll("time").forEach(timed);
    this.#list.querySelectorAll("[data-word]").forEach((one) => (one.textContent = word(one.dataset.word)));
    if (this.#line) {
      this.#line.textContent = word("unread");
    }
    this.#show();
  }
}

function tell(item) {
  const [first, ...more] = item.values;
  item.at ??= make("time", {dateTime: new Date().toISOString()});
  item.replaceChildren(timed(item.at), " ", word(item.dataset.key, first, ...more) ?? "");
}

function timed(time) {
  const at = new Date(time.dateTime);
  time.textContent = new Intl.DateTimeFormat(locale(), {hour: "2-digit", minute: "2-digit"}).format(at);
  time.title = new Intl.DateTimeFormat(locale(), {dateStyle: "full", timeStyle: "medium"}).format(at);
  return time;
}

/** Returns an event as a line of the timeline. */
function said(event, own) {
  const {from, type, at, data} = event;
  const name = make("b", {className: "name", dir: "auto"}, from ? from.name : word("program"));
  if (!from) {
    name.dataset.word = "program";
  }
  const item = make("li", {className: own ? "message own" : "message"}, timed(make("time", {dateTime: at})), " ", name);
  if (from?.guest && from.name !== "guest") {
    const guest = make("small", {}, word("guest"));
    guest.dataset.word = "guest";
    item.append(" ", guest);
  }
  if (type !== "message") {
    item.append(" ", make("code", {className: "type"}, type));
  }
  item.append(" ", make("span", {className: "text", dir: "auto"}, ...linked(textOf(data))));
  return item;
}

/** Shows the day in the first line of each day. */
function days(list) {
  let before = "";
  for (const item of list.children) {
    const time = item.querySelector("time");
    const day = time ? new Date(time.dateTime).toDateString() : before;
    if (day !== before && time) {
      item.dataset.day = new Intl.DateTimeFormat(locale(), {dateStyle: "full"}).format(new Date(time.dateTime));
    } else {
      delete item.dataset.day;
    }
    before = day;
  }
}
