// What somebody is writing is theirs: it outlives a swap, a second click, and a form put aside.

import { placeAmongReplies } from "./placing.js";
import { bringIntoView } from "./sight.js";
import { leadTo } from "./threads.js";
import { field, forget, restore } from "./unsent.js";

const bodies = new Map(); // an element's id -> the comment that stood where it is being edited

// The form that stands in an element, or is the one.
const formIn = (place) => (place?.matches("form") ? place : place?.querySelector(":scope > form"));

// The focus goes back to what opened the form; in a menu that is closed, to the menu's word.
function giveBack(id) {
  const link = document.querySelector(`[hx-get][hx-target="#${id}"]`);
  // The menu that it stood in may have been closed for good: the next one is fetched anew.
  if (!link) return document.getElementById(id.replace(/^[a-z]+/, "more"))?.focus();
  const menu = link.closest("details.menu:not([open])");
  (menu?.querySelector("summary") ?? link).focus({ preventScroll: true });
}

// Put aside, a form waits where it is; one that took a comment's place waits as a draft.
function putAside(form) {
  const slot = form.closest(".slot");
  if (slot) slot.hidden = true;
  else form.outerHTML = bodies.get(form.id);
  giveBack((slot ?? form).id);
}

const mayBePutAside = (form) => form?.closest(".slot") || bodies.has(form?.id);

function cancel(event) {
  const form = event.target.closest("a.cancel")?.closest("form");
  if (!mayBePutAside(form) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  forget(form);
  putAside(form);
  form.remove();
}

function escape(event) {
  const form = event.target.closest("form.answer");
  if (event.key !== "Escape" || event.isComposing || !mayBePutAside(form)) return;
  event.stopImmediatePropagation();
  putAside(form);
}

// "Reply" or "Edit" once more leads back to the form that is open, or was put aside.
function goBack(event) {
  const { target, requestConfig } = event.detail;
  const form = target?.matches?.(".slot, .answer") && formIn(target);
  if (requestConfig.verb !== "get" || !form || requestConfig.elt.matches("[data-quote]")) return;
  event.preventDefault();
  target.hidden = false;
  (field(form) ?? form.querySelector("[autofocus]"))?.focus();
  bringIntoView(form);
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
  document.addEventListener("htmx:beforeRequest", goBack);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    if (target.matches("div.body")) bodies.set(target.id, target.outerHTML);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    restore();
    const { id } = event.detail.target;
    if (id.startsWith("reply-")) showReply(document.getElementById(id));
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const { id } = event.detail.target;
    const form = formIn(document.getElementById(id));
    if (form?.matches(".answer")) bringIntoView(form);
    document.getElementById(id)?.querySelector(".preview")?.scrollIntoView({ block: "nearest" });
    // What was decided stands above the verb that decided it.
    if (id.startsWith("thread-state-")) document.activeElement.scrollIntoView({ block: "nearest" });
    // A report that was sent gives the focus back to where it was asked for.
    if (id.startsWith("report-") && !form && document.activeElement === document.body) giveBack(id);
  });
  document.addEventListener("click", cancel);
  // Before the others hear the key: it is about the form first.
  document.addEventListener("keydown", escape, true);
}
