// The Markdown subset of all surfaces: **bold**, `code`, line breaks and bare http(s) links.
// It builds nodes and sets text; what looks like HTML stays text.

const TOKEN = /\*\*(?<bold>[^*\n]+)\*\*|`(?<code>[^`\n]+)`|(?<link>https?:\/\/[^\s<>"'`]+)|(?<break>\n)/g;
const TRAILING = /[.,;:!?)\]]+$/;

const UNSHOWN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

export function renderInto(target, text) {
  target.replaceChildren(...nodes(legible(text)));
}

// Without control characters, and without marks that make text read in another order than it is
// written: somebody could be shown another host than the one that is meant.
export function legible(text) {
  return text.replaceAll("\r\n", "\n").replace(UNSHOWN, "\uFFFD");
}

function nodes(text) {
  const result = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    result.push(document.createTextNode(text.slice(end, match.index)));
    result.push(...node(match.groups));
    end = match.index + match[0].length;
  }
  result.push(document.createTextNode(text.slice(end)));
  return result;
}

function node({ bold, code, link, break: lineBreak }) {
  if (bold) {
    return [element("strong", bold)];
  }
  if (code) {
    return [element("code", code)];
  }
  if (link) {
    return anchored(link);
  }
  return lineBreak ? [document.createElement("br")] : [];
}

// A full stop behind a link belongs to the sentence.
function anchored(link) {
  const rest = (link.match(TRAILING) ?? [""])[0];
  const address = link.slice(0, link.length - rest.length);
  const anchor = element("a", address);
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return [anchor, document.createTextNode(rest)];
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
