// The chat page: joins the form, the stream of events and the conversation.

import { getJson, newId, postFile, postJson, SignedOutError } from "./api.js";
import { Conversation } from "./conversation.js";
import { linkTo, prepareTickets } from "./tickets.js";

const MOST_CHARACTERS = 10_000;
const PATIENCE = 45_000;
const LONGEST_PAUSE = 15_000;
const CONNECTION = {
  connecting: "Connecting…",
  online: "Connected",
  offline: "Connection lost, trying again…",
  "signed-out": "Signed out",
};

const byId = (id) => document.getElementById(id);
const text = byId("text");
const notice = byId("notice");
const typing = byId("typing");
const connection = byId("connection");

let lastSeen = 0;
let pause = 1_000;
let patience;


const conversation = new Conversation({
  log: byId("log"),
  stage: byId("stage"),
  onPress: press,
  onRetry: deliver,
});

async function deliver(id, words) {
  conversation.propose(id, words);
  showWelcome();
  showTyping();
  try {
    await postJson("/api/chat/messages", { id, text: words });
    conversation.accepted(id);
    hideNotice();
  } catch (failure) {
    hideTyping();
    conversation.failed(id, words, failure.message);
    report(failure);
  }
}

async function press(message, action) {
  showTyping();
  try {
    await postJson("/api/chat/buttons", { id: newId(), action, message });
    hideNotice();
    return true;
  } catch (failure) {
    hideTyping();
    showNotice(failure.message);
    report(failure);
    return false;
  }
}

async function give(file) {
  showTyping();
  try {
    await postFile(newId(), file);
    hideNotice();
  } catch (failure) {
    hideTyping();
    showNotice(failure.message);
    report(failure);
  }
}

function listen() {
  const source = new EventSource(lastSeen > 0 ? `/api/chat/events?after=${lastSeen}` : "/api/chat/events");
  const on = (name, handle) =>
    source.addEventListener(name, (event) => {
      const data = JSON.parse(event.data);
      if (event.lastEventId) {
        lastSeen = Math.max(lastSeen, Number(event.lastEventId));
      }
      handle(data);
      showWelcome();
    });
  on("said", (said) => conversation.confirm(said));
  on("posted", (posted) => {
    hideTyping();
    conversation.post(posted);
  });
  on("updated", (updated) => {
    hideTyping();
    conversation.update(updated);
  });
  on("reset", () => {
    lastSeen = 0;
    conversation.clear();
  });
  on("ready", ready);
  source.addEventListener("error", () => lost(source));
}

function ready() {
  pause = 1_000;
  setConnection("online");
  document.body.dataset.ready = "true";
  conversation.announceNews();
}

// The browser comes back by itself after a cut, but gives up after an answer that is no stream.
function lost(source) {
  setConnection("offline");
  if (source.readyState !== EventSource.CLOSED) {
    return;
  }
  setTimeout(comeBack, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function comeBack() {
  try {
    await getJson("/api/me");
    listen();
  } catch (failure) {
    report(failure);
    if (!(failure instanceof SignedOutError)) {
      setTimeout(comeBack, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}

function report(failure) {
  if (failure instanceof SignedOutError) {
    setConnection("signed-out");
    showNotice(`${failure.message} `);
    const link = document.createElement("a");
    link.href = "/login";
    link.textContent = "Sign in";
    notice.append(link);
  }
}

function setConnection(state) {
  if (connection.dataset.state !== state) {
    connection.dataset.state = state;
    connection.textContent = CONNECTION[state];
  }
}

function showWelcome() {
  const ready = document.body.dataset.ready === "true" || !conversation.isEmpty;
  byId("welcome").hidden = !ready || !conversation.isEmpty;
}

function showTyping() {
  const dots = document.createElement("span");
  dots.className = "dots";
  dots.setAttribute("aria-hidden", "true");
  dots.append(document.createElement("i"), document.createElement("i"), document.createElement("i"));
  const words = document.createElement("span");
  words.textContent = "Deskhand is working on it";
  typing.replaceChildren(dots, words);
  clearTimeout(patience);
  patience = setTimeout(hideTyping, PATIENCE);
  conversation.scrollToEnd();
}

function hideTyping() {
  clearTimeout(patience);
  typing.replaceChildren();
}

function showNotice(words) {
  notice.classList.remove("good");
  notice.textContent = words;
  notice.hidden = false;
}

function hideNotice() {
  notice.hidden = true;
}

function measure() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
  const left = MOST_CHARACTERS - text.value.length;
  const counter = byId("counter");
  counter.textContent =
    left < 0 ? `${-left} characters too many. Shorten it, or send it in parts.` : left < 500 ? `${left} characters left.` : "";
  counter.classList.toggle("too-long", left < 0);
}

function submit() {
  const words = text.value.trim();
  if (words === "" || words.length > MOST_CHARACTERS) {
    text.focus();
    return;
  }
  text.value = "";
  measure();
  text.focus();
  deliver(newId(), words);
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

byId("attach").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async () => {
  const files = [...byId("file").files];
  byId("file").value = "";
  for (const file of files) {
    await give(file);
  }
  text.focus();
});

text.addEventListener("input", measure);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});

for (const chip of document.querySelectorAll(".chip")) {
  chip.addEventListener("click", () => {
    text.value = chip.textContent;
    measure();
    text.focus();
  });
}

prepareTickets({
  onOpened: (ticket) => {
    showNotice(`Ticket ${ticket.ref} is open. `);
    notice.classList.add("good");
    notice.append(linkTo(ticket, "Look at it"));
  },
  onError: report,
});

getJson("/api/me")
  .then(({ name }) => {
    byId("sign-out").title = `Sign out ${name}`;
    listen();
  })
  .catch((failure) => {
    report(failure);
    if (!(failure instanceof SignedOutError)) {
      comeBack();
    }
  });
text.focus();
