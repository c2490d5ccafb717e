/** What the pages say, in English and in Chinese: the browser's language, until somebody switches. */

import {keep, kept} from "./kept.js";

const WORDS = {
  en: {
    language: "中文",
    skip: "To the message field",
    room: "Room",
    start: "For developers",
    door: "Come in",
    name: "Your name",
    nameHint: "Leave it empty to be called user 1, user 2 …",
    roomName: "Room",
    enter: "Enter",
    openRooms: "Rooms to visit",
    noRooms: "None is on the list. Any name opens one.",
    roomCount: (count) => `${count} here`,
    badRoom: "A room’s name begins with a letter or a digit and goes on with letters, digits and . _ ~ -",
    messages: "Messages",
    pending: "Not sent yet",
    pendingNote: "not sent yet",
    nothing: "Nothing was said here yet.",
    earlier: "Earlier messages",
    first: "This is where the room’s history begins.",
    say: "Write a message",
    send: "Send",
    people: "Who is here",
    you: "you",
    guest: "guest",
    program: "server",
    leave: "Leave the room",
    unread: "New",
    news: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
    entered: (name) => `${name} enters`,
    left: (name) => `${name} leaves`,
    gap: (from, to) => `Messages ${from} to ${to} are not kept any more.`,
    gapUnknown: "Some messages are not kept any more.",
    outside: "",
    connecting: "Connecting …",
    live: "Connected",
    resuming: "The connection is lost. Trying again …",
    offline: "You are offline. What you write is sent later.",
    ended: "The connection has ended.",
    again: "Enter again",
    replaced: "You are in this room in another window.",
    kicked: "You were asked to leave.",
    forbidden: "That is not allowed here.",
    too_large: "That is too long.",
    too_many: "Too much is waiting to be sent.",
    bad_room: "No room can have that name.",
    bad_utf8: "That text cannot be sent.",
    failed: (why) => `That did not work: ${why}`,
  },
  zh: {
    language: "English",
    skip: "跳到输入框",
    room: "房间",
    start: "开发者",
    door: "进入房间",
    name: "你的名字",
    nameHint: "留空则自动取名：user 1、user 2……",
    roomName: "房间名",
    enter: "进入",
    openRooms: "可以去的房间",
    noRooms: "列表还是空的。写下任何名字，就有那个房间。",
    roomCount: (count) => `${count} 人`,
    badRoom: "房间名以文字或数字开头，后面可用文字、数字和 . _ ~ -",
    messages: "消息",
    pending: "尚未发送",
    pendingNote: "尚未发送",
    nothing: "这里还没有人说过话。",
    earlier: "更早的消息",
    first: "房间的历史从这里开始。",
    say: "写点什么",
    send: "发送",
    people: "谁在这里",
    you: "你",
    guest: "访客",
    program: "服务器",
    leave: "离开房间",
    unread: "新消息",
    news: (count) => `${count} 条新消息`,
    entered: (name) => `${name} 进来了`,
    left: (name) => `${name} 离开了`,
    gap: (from, to) => `第 ${from} 到 ${to} 条消息已不再保存。`,
    gapUnknown: "有些消息已不再保存。",
    outside: "",
    connecting: "正在连接……",
    live: "已连接",
    resuming: "连接中断，正在重连……",
    offline: "你已离线，写下的内容稍后发送。",
    ended: "连接已结束。",
    again: "重新进入",
    replaced: "你已在另一个窗口进入了这个房间。",
    kicked: "你被请出了房间。",
    forbidden: "这里不允许这样做。",
    too_large: "内容太长了。",
    too_many: "等待发送的内容太多了。",
    bad_room: "房间不能叫这个名字。",
    bad_utf8: "这段文字无法发送。",
    failed: (why) => `没有成功：${why}`,
  },
};

const KEY = "roomcast.language";
const changed = [];
let language = kept(KEY) ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** A text by its key, with what belongs into it. */
export function word(key, ...values) {
  const text = (WORDS[language] ?? WORDS.en)[key];
  return typeof text === "function" ? text(...values) : text;
}

/** What an error says to a person. */
export function trouble(error) {
  return word(error.code) ?? word("failed", error.message);
}

export function locale() {
  return language === "zh" ? "zh-Hans" : "en";
}

/** Calls somebody now and whenever the language is another. */
export function whenSpoken(listener) {
  changed.push(listener);
  listener();
}

function speak() {
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
}

whenSpoken(speak);
document.getElementById("language")?.addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  keep(KEY, language);
  changed.forEach((listener) => listener());
});
