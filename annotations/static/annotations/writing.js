// What somebody is writing is theirs: it outlives a swap, a second click, and a form put aside.

const drafts = new Map(); // a form's address -> what was typed there and not sent yet
const bodies = new Map(); // an element's id -> the comment that stood where it is being edited

const field = (form) => form.querySelector("textarea");

function refill() {
  for (const form of document.querySelectorAll("#discussion form")) {
    const draft = drafts.get(form.action);
    if (draft && field(form) && !field(form).value) field(form).value = draft;
  }
}

function putAside(link) {
  const slot = link.closest(".slot");
  if (slot) {
    slot.hidden = true;
    slot.replaceChildren();
    return;
  }
  const form = link.closest("form");
  form.outerHTML = bodies.get(form.id);
}

// A report that was sent gives the focus back to where it was asked for.
function focusMore(slot) {
  const more = document.getElementById(slot.replace("report", "more"));
  if (document.activeElement === document.body && !document.getElementById(slot)?.firstElementChild) {
    more?.focus({ preventScroll: true });
  }
}

// A new reply takes the focus from the form that it was written in.
function focusReply(slot) {
  const reply = document.getElementById(slot)?.nextElementSibling;
  if (document.activeElement !== document.body || !reply?.matches(".comment")) return;
  reply.tabIndex = -1;
  reply.focus({ preventScroll: true });
}

export function start() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("#discussion form");
    if (form && event.target.matches("textarea")) drafts.set(form.action, event.target.value);
  });
  // "Reply" or "Edit" once more leads back to the form that is open.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target, requestConfig } = event.detail;
    const open = target?.matches?.("form") ? target : target?.querySelector?.(":scope > form");
    if (requestConfig.verb !== "get" || !target?.matches?.(".slot, .answer") || !open) return;
    event.preventDefault();
    field(open)?.focus();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig, xhr } = event.detail;
    if (requestConfig.verb === "post" && xhr.status < 300) drafts.delete(requestConfig.elt.action);
    if (target.matches("div.body")) bodies.set(target.id, target.outerHTML);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    refill();
    if (event.detail.target.id.startsWith("reply-")) focusReply(event.detail.target.id);
    if (event.detail.target.id.startsWith("report-")) focusMore(event.detail.target.id);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cancel");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const form = link.closest("form");
    if (!link.closest(".slot") && !bodies.has(form.id)) return;
    event.preventDefault();
    drafts.delete(form.action);
    putAside(link);
  });
}
