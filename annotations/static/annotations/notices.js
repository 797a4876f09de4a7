// Notices: a request that failed says so, also one for a part of these scripts, and what was said goes
// again by itself. On every page: whoever imports this has it at work.

// Long enough to read a line and to reach "Undo"; it waits while a pointer or the focus is on it. What has a
// place of its own on the page keeps it.
const STAYS = 12000;
const REST = 500;

const notices = document.getElementById("notices");
let timer;
let isIncomplete = false;

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (notices.matches(":hover, :focus-within")) later();
    else if (getComputedStyle(notices).position === "fixed") notices.replaceChildren();
  }, STAYS);
}

export function say(words, kind = "") {
  const notice = document.createElement("p");
  notice.className = `notice ${kind}`;
  notice.textContent = words;
  notices.replaceChildren(notice);
}

export const sayFailed = () => say(notices.dataset.failed, "error");

// A script that comes late did not come. Said once: some browsers do not ask for it again.
export function sayIncomplete() {
  if (!isIncomplete) say(notices.dataset.incomplete, "error");
  isIncomplete = true;
}

new MutationObserver(later).observe(notices, { childList: true });
// What came with the page is read out only when it comes anew.
setTimeout(() => notices.append(...notices.children), REST);
for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(event, sayFailed);
}
