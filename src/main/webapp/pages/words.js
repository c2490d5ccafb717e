/** The texts of a page, in English and in Chinese: in the browser's language, until the reader switches. */

import {keep, kept} from "./kept.js";
import common from "./words/common.js";

const KEY = "roomcast.language";
const known = {en: {...common.en}, zh: {...common.zh}};
const changed = [speak];
const complaints = new Map(); // the error shown, by element
let language = kept(KEY) ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** Adds the texts of one page, and shows them. */
export function learn({en, zh}) {
  Object.assign(known.en, en);
  Object.assign(known.zh, zh);
  speak();
}

/** Returns a text by its key, with the values filled in. */
export function word(key, ...values) {
  const text = (known[language] ?? known.en)[key];
  return typeof text === "function" ? text(...values) : text;
}

/** Returns the text of an error for a person. */
export function trouble(error) {
  return word(error.code) ?? word("failed", error.message);
}

/** Shows an error in an element, also after the language changes; without an error, clears the element. */
export function complain(element, error) {
  complaints.set(element, error);
  element.textContent = error ? trouble(error) : "";
}

export function locale() {
  return language === "zh" ? "zh-Hans" : "en";
}

/** Calls the listener now and whenever the language changes. */
export function whenSpoken(listener) {
  changed.push(listener);
  listener();
}

/** Fills in all texts. Call it again after adding elements. */
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
