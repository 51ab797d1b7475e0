// The form that opens a ticket at the help desk.

import { newId, postJson } from "./api.js";

export function prepareTickets({ onOpened, onError }) {
  const dialog = document.getElementById("ticket-dialog");
  const form = document.getElementById("ticket-form");
  const error = document.getElementById("ticket-error");
  const send = document.getElementById("ticket-send");
  let id = newId();

  document.getElementById("open-ticket").addEventListener("click", () => dialog.showModal());
  document.getElementById("ticket-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = true;
    send.disabled = true;
    try {
      const subject = form.elements.subject.value.trim();
      const description = form.elements.description.value.trim();
      const opened = await postJson("/api/tickets", { id, subject, description });
      form.reset();
      id = newId();
      dialog.close();
      onOpened(opened);
    } catch (failure) {
      error.textContent = failure.message;
      error.hidden = false;
      onError(failure);
    } finally {
      send.disabled = false;
    }
  });
}
