// Calls to the server. Whatever goes wrong becomes an Error whose message a person can act on.

export class SignedOutError extends Error {}

export async function getJson(path) {
  return answer(await reach(path, { headers: { Accept: "application/json" } }));
}

export async function postJson(path, body) {
  return answer(
    await reach(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

export async function postFile(id, file) {
  const query = new URLSearchParams({ id, name: file.name });
  return answer(
    await reach(`/api/chat/files?${query}`, {
      method: "POST",
      headers: { "Content-Type": file.type || "application/octet-stream", Accept: "application/json" },
      body: file,
    }),
  );
}

// crypto.randomUUID is missing where the page is served over plain HTTP.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

async function reach(path, request) {
  try {
    return await fetch(path, { credentials: "same-origin", ...request });
  } catch {
    throw new Error("Deskhand cannot be reached. Check your connection and try again.");
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) {
    return body;
  }
  const said = body.error ?? body.problem;
  const words = typeof said === "string" ? said : `The server answered ${response.status}. Try again.`;
  throw response.status === 401 ? new SignedOutError(words) : new Error(words);
}
