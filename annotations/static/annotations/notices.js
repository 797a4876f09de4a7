// Notices: a request that failed says so, and what was said goes again by itself.

// Long enough to read a line and to reach "Undo"; it waits while a pointer or the focus is on it.
const STAYS = 12000;

const notices = document.getElementById("notices");
let timer;

function clear() {
  if (notices.matches(":hover, :focus-within")) later();
  else notices.replaceChildren();
}

function later() {
  clearTimeout(timer);
  if (notices.childElementCount) timer = setTimeout(clear, STAYS);
}

function failed() {
  const notice = document.createElement("p");
  notice.className = "notice error";
  notice.textContent = notices.dataset.failed;
  notices.replaceChildren(notice);
}

export function start() {
  new MutationObserver(later).observe(notices, { childList: true });
  later();
  for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(event, failed);
  }
}
