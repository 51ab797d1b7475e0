// The log of the conversation: one element a message, found again by its number or delivery id.

import { legible, renderInto } from "./markdown.js";

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
// More choices than these stand in a list.
const FEW = 10;
const NEAR_END = 120;

export class Conversation {
  #log;
  #stage;
  #onPress;
  #onRetry;
  #posts = new Map();
  #said = new Map();
  #lastDay = "";

  constructor({ log, stage, onPress, onRetry }) {
    this.#log = log;
    this.#stage = stage;
    this.#onPress = onPress;
    this.#onRetry = onRetry;
  }

  get isEmpty() {
    return this.#log.childElementCount === 0;
  }

  clear() {
    this.#log.replaceChildren();
    this.#posts.clear();
    this.#said.clear();
    this.#lastDay = "";
  }

  // What is there already is not read aloud; what comes from now on is.
  announceNews() {
    this.#log.setAttribute("aria-live", "polite");
  }

  // Shows what the person says before the server has confirmed it.
  propose(id, text) {
    if (!this.#said.has(id)) {
      this.#addSaid(id, text, new Date()).classList.add("pending");
    }
    this.scrollToEnd();
  }

  confirm({ delivery, text, at }) {
    const follow = this.#isAtEnd();
    const item = this.#said.get(delivery) ?? this.#addSaid(delivery, text, new Date(at));
    this.#settle(item);
    this.#follow(follow);
  }

  accepted(id) {
    this.#settle(this.#said.get(id));
  }

  failed(id, text, words) {
    const item = this.#said.get(id);
    item.classList.remove("pending");
    item.classList.add("failed");
    const retry = make("button", "link-button", "Send again");
    retry.type = "button";
    retry.addEventListener("click", () => {
      this.#settle(item);
      item.classList.add("pending");
      this.#onRetry(id, text);
    });
    const note = make("p", "failure", `Not sent. ${words} `);
    note.append(retry);
    item.querySelector(".failure")?.remove();
    item.querySelector(".bubble").after(note);
    this.scrollToEnd();
  }

  post({ id, at, message }) {
    if (this.#posts.has(id)) {
      return;
    }
    const follow = this.#isAtEnd();
    const item = this.#add("bot", "Deskhand", new Date(at));
    this.#posts.set(id, item);
    this.#fill(item, id, message);
    this.#follow(follow);
  }

  update({ id, replaces, message }) {
    const item = this.#posts.get(replaces);
    if (!item) {
      return;
    }
    const follow = this.#isAtEnd();
    const hadFocus = item.contains(document.activeElement);
    this.#fill(item, id, message);
    if (hadFocus) {
      document.getElementById("text").focus({ preventScroll: true });
    }
    this.#follow(follow);
  }

  scrollToEnd() {
    this.#stage.scrollTop = this.#stage.scrollHeight;
  }

  #addSaid(delivery, text, at) {
    const item = this.#add("person", "You", at);
    this.#said.set(delivery, item);
    item.querySelector(".text").textContent = text;
    return item;
  }

  #settle(item) {
    item?.classList.remove("pending", "failed");
    item?.querySelector(".failure")?.remove();
  }

  #add(kind, speaker, at) {
    this.#startDay(at);
    const item = make("article", `message ${kind}`);
    const meta = make("p", "meta", `${speaker} `);
    const time = make("time", "", TIME.format(at));
    time.dateTime = at.toISOString();
    meta.append(time);
    const bubble = make("div", "bubble");
    bubble.append(make("div", "text"));
    item.append(meta, bubble);
    this.#log.append(item);
    return item;
  }

  #startDay(at) {
    const day = at.toDateString();
    if (day !== this.#lastDay) {
      this.#lastDay = day;
      this.#log.append(make("p", "day", day === new Date().toDateString() ? "Today" : DAY.format(at)));
    }
  }

  #fill(item, receipt, message) {
    const bubble = item.querySelector(".bubble");
    renderInto(bubble.querySelector(".text"), message.text);
    bubble.querySelector(".facts")?.remove();
    bubble.querySelectorAll(".exhibit").forEach((old) => old.remove());
    item.querySelector(".choices")?.remove();
    if (message.facts.length > 0) {
      bubble.append(factList(message.facts));
    }
    bubble.append(...(message.exhibits ?? []).map(exhibit));
    if (message.buttons.length > 0) {
      item.append(this.#choices(receipt, message.buttons));
    }
  }

  #choices(receipt, buttons) {
    const group = make("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Choices");
    for (const some of runs(buttons)) {
      if (some.length > FEW) {
        group.append(this.#list(group, receipt, some));
      } else {
        group.append(...some.map((it) => this.#button(group, receipt, it)));
      }
    }
    return group;
  }

  #button(group, receipt, { label, style, action }) {
    const button = make("button", `button ${style}`, legible(label));
    button.type = "button";
    button.addEventListener("click", () => this.#press(group, button, receipt, action));
    return button;
  }

  // Many choices of one question: a list, and a button that sends what is chosen in it.
  #list(group, receipt, buttons) {
    const row = make("div", "list");
    const list = make("select", "");
    list.setAttribute("aria-label", "Choose one");
    list.append(new Option("Choose one …", ""));
    list.append(...buttons.map(({ label, action }) => new Option(legible(label), action)));
    const send = make("button", "button plain", "Choose");
    send.type = "button";
    send.disabled = true;
    list.addEventListener("change", () => {
      send.disabled = !list.value;
    });
    send.addEventListener("click", () => this.#press(group, send, receipt, list.value));
    row.append(list, send);
    return row;
  }

  async #press(group, pressed, receipt, action) {
    if (group.hasAttribute("aria-busy")) {
      return;
    }
    group.setAttribute("aria-busy", "true");
    pressed.classList.add("pressed");
    const accepted = await this.#onPress(receipt, action);
    if (!accepted) {
      group.removeAttribute("aria-busy");
      pressed.classList.remove("pressed");
    }
  }

  #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#stage;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  #follow(wasAtEnd) {
    if (wasAtEnd) {
      this.scrollToEnd();
    }
  }
}

// Those that choose an answer to the same question belong together: they differ in their last id.
function runs(buttons) {
  const all = [];
  for (const button of buttons) {
    const last = all.at(-1)?.at(-1);
    if (last && belong(last, button)) {
      all.at(-1).push(button);
    } else {
      all.push([button]);
    }
  }
  return all;
}

function belong(one, other) {
  const stem = ({ action }) => action.slice(0, action.lastIndexOf(":") + 1);
  return one.style === "plain" && other.style === "plain" && stem(one) !== "" && stem(one) === stem(other);
}

function factList(facts) {
  const list = make("dl", "facts");
  for (const { label, value } of facts) {
    const row = make("div", "fact");
    const answer = make("dd", "");
    renderInto(answer, value);
    row.append(make("dt", "", legible(label)), answer);
    list.append(row);
  }
  return list;
}

// Nothing in it is markup. It scrolls by itself, by keyboard, too.
function exhibit({ caption, code, columns, rows, file, picture }) {
  if (file) {
    return download(file);
  }
  if (picture) {
    return shown(picture, legible(caption));
  }
  const figure = make("figure", "exhibit");
  if (caption) {
    figure.append(make("figcaption", "", caption));
  }
  const frame = code === undefined ? make("div", "frame") : make("pre", "frame");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", caption || (code === undefined ? "Table" : "Text of a machine"));
  frame.append(code === undefined ? table(columns, rows) : make("code", "", legible(code)));
  figure.append(frame);
  return figure;
}

// Its words stand for a picture that can't be had any more.
function shown({ address, width, height }, words) {
  const figure = make("figure", "exhibit picture");
  const image = make("img");
  image.alt = words;
  image.width = width;
  image.height = height;
  image.loading = "lazy";
  image.addEventListener("error", () => {
    image.replaceWith(make("p", "lost", `Picture: ${words} (it is kept no more)`));
  });
  image.src = new URL(address, location.origin).pathname;
  figure.append(image);
  return figure;
}

// The server's own path, and nothing else, whatever a message says.
function download({ name, size, address }) {
  const made = make("p", "exhibit file");
  const link = make("a", "", legible(name));
  link.href = new URL(address, location.origin).pathname;
  link.download = "";
  made.append(link, ` (${size})`);
  return made;
}

function table(columns, rows) {
  const head = make("thead");
  head.append(row("th", columns));
  head.querySelectorAll("th").forEach((cell) => (cell.scope = "col"));
  const body = make("tbody");
  body.append(...rows.map((cells) => row("td", cells)));
  const made = make("table");
  made.append(head, body);
  return made;
}

function row(kind, cells) {
  const made = make("tr");
  made.append(...cells.map((cell) => make(kind, "", legible(cell))));
  return made;
}

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) {
    element.className = className;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}
