// An answer may bring parts for more of the page than is open: the count beside a paragraph on a
// page without the text, a comment whose panel was closed. Parts without a place are left out.

function hasPlace(part) {
  const [, selector] = part.getAttribute("hx-swap-oob").split(":");
  return selector ? document.querySelector(selector) : document.getElementById(part.id);
}

// Every request says which revision the page shows, so that the answer fits the text that is there.
function sayRevision(event) {
  const { parameters } = event.detail;
  const revision = document.getElementById("article")?.dataset.revision;
  if (revision && !("revision" in parameters)) parameters.revision = revision;
}

function parse(html) {
  const answer = document.createElement("template");
  answer.innerHTML = html;
  return answer;
}

const partsOf = (answer) => [...answer.content.querySelectorAll("[hx-swap-oob]")];
const homeless = (answer) => partsOf(answer).filter((part) => !hasPlace(part));
const isForWholePage = (part) => part.getAttribute("hx-swap-oob").endsWith(":#notices");

// The parts of an answer to a request of our own take their places; `keep` may leave some out.
export function swapParts(html, keep = () => true) {
  const answer = parse(html);
  for (const part of homeless(answer)) part.remove();
  for (const part of partsOf(answer)) if (!keep(part)) part.remove();
  const eventInfo = { target: document.body };
  htmx.swap(document.body, answer.innerHTML, { swapStyle: "none" }, { eventInfo });
}

// Where what asked has left the page, another panel may be open by now. What is said to the whole page
// is said; the rest comes as news, as it does to others.
function leaveOut({ detail }) {
  const answer = parse(detail.serverResponse);
  const isGone = !detail.requestConfig.elt.isConnected;
  const left = isGone ? partsOf(answer) : homeless(answer);
  if (!left.length) return;
  if (isGone && detail.shouldSwap) swapParts(detail.serverResponse, isForWholePage);
  for (const part of left) part.remove();
  detail.serverResponse = answer.innerHTML;
}

// What is said to an element that has left the page nobody would hear.
function passOn({ target, type, detail }) {
  if (!target.isConnected) document.dispatchEvent(new CustomEvent(type, { detail }));
}

export function start() {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.target.addEventListener("htmx:beforeSwap", passOn, { once: true });
  });
  document.addEventListener("htmx:configRequest", sayRevision);
  // A refusal that brings its form again is shown like any error at a form; a whole page is not.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (![403, 409, 429].includes(detail.xhr.status)) return;
    if (detail.serverResponse.trimStart().startsWith("<!")) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:beforeSwap", leaveOut);
}
