// Keeps the page of a request up to date: the server says when something has changed, and the page's live part is
// fetched anew. Without this script the page is as it was when it was loaded.
const live = document.getElementById("live");
const events = new EventSource(live.dataset.events);

events.addEventListener("changed", async () => {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    events.close();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  if (fresh) {
    live.replaceChildren(...fresh.childNodes);
  }
});

events.addEventListener("ended", () => events.close());
