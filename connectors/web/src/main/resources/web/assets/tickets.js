// The help desk on the chat page: a form that opens a ticket, and the list of one's own.

import { getJson, postJson } from "./api.js";

const byId = (id) => document.getElementById(id);

export function prepareTickets({ onOpened, onError }) {
  prepareForm({ onOpened, onError });
  prepareList({ onError });
}

// The page of a ticket.
export function linkTo({ id }, words) {
  const link = document.createElement("a");
  link.href = `/tickets/${encodeURIComponent(id)}`;
  link.textContent = words;
  return link;
}

function prepareForm({ onOpened, onError }) {
  const dialog = byId("ticket-dialog");
  const form = byId("ticket-form");
  const error = byId("ticket-error");
  const send = byId("ticket-send");

  byId("open-ticket").addEventListener("click", () => dialog.showModal());
  byId("ticket-cancel").addEventListener("click", () => dialog.close());
  closeOnBackdrop(dialog);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = true;
    send.disabled = true;
    try {
      const subject = form.elements.subject.value.trim();
      const description = form.elements.description.value.trim();
      const ticket = await postJson("/api/tickets", { subject, description });
      form.reset();
      dialog.close();
      onOpened(ticket);
    } catch (failure) {
      error.textContent = failure.message;
      error.hidden = false;
      onError(failure);
    } finally {
      send.disabled = false;
    }
  });
}

function prepareList({ onError }) {
  const dialog = byId("tickets-dialog");
  const state = byId("tickets-state");
  const list = byId("tickets-list");

  byId("tickets-close").addEventListener("click", () => dialog.close());
  closeOnBackdrop(dialog);
  byId("show-tickets").addEventListener("click", async () => {
    list.replaceChildren();
    state.textContent = "Looking…";
    dialog.showModal();
    try {
      const { tickets } = await getJson("/api/tickets");
      state.textContent = tickets.length === 0 ? "You have opened none yet." : "Latest change first.";
      list.replaceChildren(...tickets.map(entry));
    } catch (failure) {
      state.textContent = failure.message;
      onError(failure);
    }
  });
}

function entry(ticket) {
  const item = document.createElement("li");
  const about = document.createElement("span");
  about.className = "small";
  about.textContent = `${ticket.ref} · ${ticket.status}`;
  item.append(linkTo(ticket, ticket.subject), about);
  return item;
}

function closeOnBackdrop(dialog) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
}
