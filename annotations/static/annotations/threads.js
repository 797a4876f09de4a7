// Threads in a list: which are folded, what the address says of the list, and where focus goes.

const KEPT = "folded"; // in this browser: a thread's key -> whether it was left unfolded
const MOST_KEPT = 500;

function kept() {
  try {
    return new Map(JSON.parse(localStorage.getItem(KEPT)) ?? []);
  } catch {
    return new Map(); // no storage here, or not ours
  }
}

function keep(thread, isOpen) {
  const all = kept();
  all.delete(thread);
  all.set(thread, isOpen);
  try {
    localStorage.setItem(KEPT, JSON.stringify([...all].slice(-MOST_KEPT)));
  } catch {
    // It is folded now, and will be as it comes.
  }
}

const asked = () => document.getElementById(location.hash.slice(1));

// As this person left them; but what the address asks for is never folded away.
function fold(root) {
  const all = kept();
  for (const details of root.querySelectorAll("details.fold")) {
    const isOpen = all.get(details.dataset.thread);
    if (isOpen !== undefined && !details.contains(asked())) details.open = isOpen;
  }
}

export function leadTo(comment) {
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "nearest" });
}

function showAsked() {
  const comment = asked();
  if (!comment?.matches(".comment")) return;
  const details = comment.closest("details.fold");
  if (details && !details.open) {
    details.open = true;
    comment.scrollIntoView();
  }
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
}

// What is on the page already is not brought a second time: threads may have come in between.
function withoutRepeats(html) {
  const answer = document.createElement("template");
  answer.innerHTML = html;
  for (const thread of answer.content.querySelectorAll(".thread")) {
    if (!document.getElementById(thread.id)) continue;
    // The words that it is about stand over it.
    const above = thread.previousElementSibling;
    if (above?.matches(".about")) above.remove();
    thread.remove();
  }
  return answer.innerHTML;
}

function sayInAddress(list) {
  const address = new URL(location.href);
  const paragraph = document.getElementById("article") && document.getElementById("discussion");
  const identity = paragraph?.dataset.paragraph;
  const query = [identity && `paragraph=${identity}`, list.dataset.query].filter(Boolean);
  address.search = query.join("&");
  address.hash = "";
  history.replaceState(history.state, "", address);
}

let before = null; // what stood before the threads that are about to come

fold(document);
showAsked();
window.addEventListener("hashchange", showAsked);
document.addEventListener("htmx:load", (event) => fold(event.detail.elt));
// What was just said of some words stands among the other threads, perhaps out of sight.
document.addEventListener("said", ({ detail }) => {
  const comment = document.getElementById(detail.id);
  if (comment) leadTo(comment);
});
document.addEventListener("click", (event) => {
  const details = event.target.closest?.("details.fold > summary")?.parentElement;
  if (details) keep(details.dataset.thread, !details.open);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "more-threads") return;
  before = event.detail.target.previousElementSibling;
  event.detail.serverResponse = withoutRepeats(event.detail.serverResponse);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (target.id === "thread-list") sayInAddress(document.getElementById("thread-list"));
  if (target.id !== "more-threads") return;
  const next = before?.nextElementSibling;
  (next?.querySelector("summary, a") ?? next)?.focus({ preventScroll: true });
});
