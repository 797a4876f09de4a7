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

const homeless = (answer) =>
  [...answer.content.querySelectorAll("[hx-swap-oob]")].filter((part) => !hasPlace(part));

// The parts of an answer to a request of our own take their places; `keep` may leave some out.
export function swapParts(html, keep = () => true) {
  const answer = parse(html);
  for (const part of homeless(answer)) part.remove();
  for (const part of answer.content.querySelectorAll("[hx-swap-oob]")) {
    if (!keep(part)) part.remove();
  }
  const eventInfo = { target: document.body };
  htmx.swap(document.body, answer.innerHTML, { swapStyle: "none" }, { eventInfo });
}

export function start() {
  document.addEventListener("htmx:configRequest", sayRevision);
  // A refusal that brings its form again is shown like any error at a form; a whole page is not.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (![403, 409, 429].includes(detail.xhr.status)) return;
    if (detail.serverResponse.trimStart().startsWith("<!")) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = parse(event.detail.serverResponse);
    const left = homeless(answer);
    if (!left.length) return;
    for (const part of left) part.remove();
    event.detail.serverResponse = answer.innerHTML;
  });
}
