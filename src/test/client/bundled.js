// A page of somebody who has a bundler: it is bundled and runs in a browser.
import {connect} from "roomcast";

export function enter(base, name) {
  return connect(base, {name: "bundled"}).join(name, {last: 50});
}

globalThis.enter = enter;
