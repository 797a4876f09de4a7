// What somebody is writing is theirs: it outlives a swap, a second click, and a form put aside.

import { placeAmongReplies } from "./placing.js";
import { leadTo } from "./threads.js";
import { field, forget, restore } from "./unsent.js";

const bodies = new Map(); // an element's id -> the comment that stood where it is being edited

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

// A new reply takes the focus from the form that it was written in, whose slot it leaves behind.
function showReply(slot) {
  const reply = slot?.nextElementSibling;
  if (!slot?.hidden || !reply?.matches(".comment")) return;
  placeAmongReplies(reply);
  if (document.activeElement !== document.body) return;
  leadTo(reply);
}

export function start() {
  // "Reply" or "Edit" once more leads back to the form that is open.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target, requestConfig } = event.detail;
    const open = target?.matches?.("form") ? target : target?.querySelector?.(":scope > form");
    if (requestConfig.verb !== "get" || !target?.matches?.(".slot, .answer") || !open) return;
    if (requestConfig.elt.matches("[data-quote]")) return;
    event.preventDefault();
    field(open)?.focus();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    if (target.matches("div.body")) bodies.set(target.id, target.outerHTML);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    restore();
    const { id } = event.detail.target;
    if (id.startsWith("reply-")) showReply(document.getElementById(id));
    document.getElementById(id)?.querySelector(".preview")?.scrollIntoView({ block: "nearest" });
    if (id.startsWith("report-")) focusMore(id);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cancel");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const form = link.closest("form");
    if (!link.closest(".slot") && !bodies.has(form.id)) return;
    event.preventDefault();
    forget(form);
    putAside(link);
  });
}
