/** The stage of a danmaku wall: messages fly over it in lanes, moved by transforms only. */

import {Lanes} from "./lanes.js";
import {make} from "./elements.js";
import {word} from "./words.js";

const LANE = 12; // pixels; a large text takes several lanes
const LINE = 1.3; // the height of a line relative to its font size
const GAP = 24;
const CROSSING = 9_000; // milliseconds across the stage's initial width
const MOST_WAITING = 200; // beyond this the oldest are skipped: a wall is about now
const MOST_FLYING = 400;
const AGAIN = 100;
const STILL = 12; // shown together if the reader prefers reduced motion

export class Stage {
  #element;
  #lanes;
  #speed;
  #width;
  #waiting = [];
  #flights = new Map(); // by element: its animation, and its start by the stage's clock
  #paused = 0; // since when
  #lost = 0; // milliseconds that the stage's clock stood still
  #retry;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #changed;
  skipped = 0;

  /** @param changed called when the number of waiting or flying messages changes */
  constructor(element, changed) {
    this.#element = element;
    this.#changed = changed;
    this.#width = element.clientWidth;
    this.#speed = Math.max(0.08, this.#width / CROSSING);
    this.#lanes = new Lanes(this.#count(), this.#speed, GAP);
    new ResizeObserver(() => this.#resized()).observe(element);
    document.addEventListener("visibilitychange", () => document.hidden || this.#keepNewest(STILL));
  }

  get waiting() {
    return this.#waiting.length;
  }

  get flying() {
    return this.#flights.size;
  }

  get isPaused() {
    return this.#paused > 0;
  }

  /** Shows a message as soon as there is room for it. Its sender's key removes it again. */
  show(message, sender) {
    this.#waiting.push({...message, sender});
    this.#keepNewest(MOST_WAITING);
    this.#start();
  }

  pause() {
    this.#paused = document.timeline.currentTime;
    this.#flights.forEach(({animation, start}) => {
      animation.pause();
      animation.currentTime = this.#paused - this.#lost - start; // now, and not with the next frame
    });
    this.#makeReachable();
  }

  goOn() {
    this.#lost += document.timeline.currentTime - this.#paused;
    this.#paused = 0;
    this.#flights.forEach(({animation, start}) => (animation.startTime = start + this.#lost));
    this.#makeReachable();
    this.#start();
  }

  /** Removes all flying and waiting messages. */
  clear() {
    this.#waiting = [];
    [...this.#flights.keys()].forEach((element) => this.remove(element));
  }

  remove(element) {
    this.#flights.get(element)?.animation.cancel();
    this.#flights.delete(element);
    element.remove();
    this.#changed();
  }

  /** Removes the messages of one sender. */
  removeFrom(key) {
    this.#waiting = this.#waiting.filter(({sender}) => sender.key !== key);
    [...this.#flights.keys()].filter(({sender}) => sender.key === key).forEach((element) => this.remove(element));
  }

  #keepNewest(count) {
    const tooMany = Math.max(0, this.#waiting.length - count);
    this.#waiting.splice(0, tooMany);
    this.skipped += tooMany;
  }

  #start() {
    clearTimeout(this.#retry);
    while (this.#waiting.length && !this.isPaused && this.#take(this.#waiting[0])) {
      this.#waiting.shift();
    }
    if (this.#waiting.length && !this.isPaused) {
      this.#retry = setTimeout(() => this.#start(), AGAIN);
    }
    this.#changed();
  }

  #take(message) {
    if (this.#flights.size >= (this.#calm.matches ? STILL : MOST_FLYING)) {
      return false;
    }
    const start = document.timeline.currentTime - this.#lost;
    const span = Math.ceil((message.size * LINE) / LANE);
    const lane = this.#calm.matches ? 0 : this.#lanes.find(start, span);
    if (lane < 0) {
      return false;
    }
    const element = elementOf(message);
    this.#element.classList.toggle("still", this.#calm.matches);
    this.#element.append(element);
    const animation = this.#calm.matches ? this.#stay(element) : this.#fly(element, start, lane, span);
    // By default it would start with the next frame, whenever that is.
    animation.startTime = start + this.#lost;
    animation.onfinish = () => this.remove(element);
    this.#flights.set(element, {animation, start});
    return true;
  }

  #fly(element, start, lane, span) {
    const width = element.offsetWidth;
    this.#lanes.take(start, lane, span, width);
    const top = lane * LANE;
    return element.animate(
      [{transform: `translate(${this.#width}px, ${top}px)`}, {transform: `translate(${-width}px, ${top}px)`}],
      {duration: (this.#width + width) / this.#speed},
    );
  }

  #stay(element) {
    return element.animate([{opacity: 1}, {opacity: 1}], {duration: CROSSING});
  }

  /** While the stage is paused, the keyboard reaches each message. */
  #makeReachable() {
    this.#flights.forEach((_, element) => (element.tabIndex = this.isPaused ? 0 : -1));
    this.#changed();
  }

  #resized() {
    const nearer = this.#width - this.#element.clientWidth;
    this.#width = this.#element.clientWidth;
    this.#lanes.change(this.#count(), nearer);
  }

  #count() {
    return Math.max(1, Math.floor(this.#element.clientHeight / LANE));
  }
}

function elementOf({text, color, size, sender}) {
  const element = make("button", {type: "button", className: "flying", dir: "auto", tabIndex: -1, sender}, text);
  element.style.color = color;
  element.style.fontSize = `${size}px`;
  element.title = word("hideOne", text);
  const [red, green, blue] = color.match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  element.classList.toggle("dark", 0.3 * red + 0.6 * green + 0.1 * blue < 90);
  return element;
}
