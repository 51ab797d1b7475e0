// The Markdown subset of all surfaces: **bold**, `code`, line breaks and bare http(s) links.
// It builds nodes and sets text; what looks like HTML stays text.

const TOKEN = /\*\*(?<bold>[^*\n]+)\*\*|`(?<code>[^`\n]+)`|(?<link>https?:\/\/[^\s<>"'`]+)|(?<break>\n)/g;
const TRAILING = /[.,;:!?)\]]+$/;

export function renderInto(target, text) {
  target.replaceChildren(...nodes(text));
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
