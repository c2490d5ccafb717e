/** What a page says, in English and in Chinese: the browser's language, until somebody switches. */

import {keep, kept} from "./kept.js";
import common from "./words/common.js";

const KEY = "roomcast.language";
const known = {en: {...common.en}, zh: {...common.zh}};
const changed = [speak];
const complaints = new Map(); // by element: what is wrong
let language = kept(KEY) ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** Adds what one page says, and says it. */
export function learn({en, zh}) {
  Object.assign(known.en, en);
  Object.assign(known.zh, zh);
  speak();
}

/** A text by its key, with what belongs into it. */
export function word(key, ...values) {
  const text = (known[language] ?? known.en)[key];
  return typeof text === "function" ? text(...values) : text;
}

/** What an error says to a person. */
export function trouble(error) {
  return word(error.code) ?? word("failed", error.message);
}

/** Says in an element what went wrong, whatever the language will be; or that nothing is wrong any more. */
export function complain(element, error) {
  complaints.set(element, error);
  element.textContent = error ? trouble(error) : "";
}

export function locale() {
  return language === "zh" ? "zh-Hans" : "en";
}

/** Calls somebody now and whenever the language is another. */
export function whenSpoken(listener) {
  changed.push(listener);
  listener();
}

/** Says everything that is to be said; again when a page has got more to say it in. */
export function speak() {
  document.documentElement.lang = locale();
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.placeholder = word(element.dataset.hint);
  }
  complaints.forEach((error, element) => complain(element, error));
}

document.getElementById("language")?.addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  keep(KEY, language);
  changed.forEach((listener) => listener());
});
