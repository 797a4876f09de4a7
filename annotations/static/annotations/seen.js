// Marking as read is by reading: a comment half of which was in sight for a moment has been read.
// What was seen is sent a few at a time, and at once when the page is left.

import { swapParts } from "./swaps.js";

const MOMENT = 1000;
const BATCH = 3000;
// A first visit becomes the point from which on things are new.
const SETTLED = 3000;

const moments = new Map(); // a comment in sight -> the timer that runs out when it has been read
const inSight = new Set();
const waiting = new Set(); // keys that were read and not sent yet
const kept = new Set(); // keys that were marked as unread here: they stay so
let sending;

const form = () => document.getElementById("news");
const keyOf = (comment) => comment.id.replace("comment-", "");

export const isUnread = (comment) => Boolean(comment.querySelector(".new:not(.read)"));

// Tells the server; what could not be told is told with the next batch.
async function tell(keys) {
  try {
    const response = await fetch(form().action, {
      method: "POST",
      keepalive: true,
      redirect: "error",
      headers: {
        "HX-Request": "true",
        "X-CSRFToken": form().querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: new URLSearchParams({ comments: keys.join(",") }),
    });
    if (response.ok) swapParts(await response.text());
    else if (response.status >= 500) throw new Error(response.statusText);
  } catch {
    for (const key of keys) waiting.add(key);
  }
}

export async function send() {
  clearTimeout(sending);
  sending = undefined;
  if (!form() || !waiting.size) return;
  const keys = [...waiting];
  waiting.clear();
  await tell(keys);
}

function later() {
  sending ??= setTimeout(send, BATCH);
}

function read(comment) {
  observer.unobserve(comment.firstElementChild);
  forget(comment);
  for (const mark of comment.querySelectorAll(".new")) mark.classList.add("read");
  waiting.add(keyOf(comment));
  later();
}

function remember(comment) {
  inSight.add(comment);
  if (document.hidden || moments.has(comment)) return;
  moments.set(
    comment,
    setTimeout(() => read(comment), MOMENT),
  );
}

function forget(comment) {
  clearTimeout(moments.get(comment));
  moments.delete(comment);
  inSight.delete(comment);
}

// Half of it, or of what there is room for.
function isHalf({ intersectionRect, boundingClientRect, rootBounds }) {
  const room = Math.min(boundingClientRect.height, rootBounds?.height ?? Infinity);
  return intersectionRect.height > 0 && intersectionRect.height >= room / 2;
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const comment = entry.target.closest(".comment");
      if (comment && isHalf(entry)) remember(comment);
      else if (comment) forget(comment);
    }
  },
  { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1] },
);

function watch(root) {
  for (const mark of root.querySelectorAll?.(".comment .new:not(.read)") ?? []) {
    const comment = mark.closest(".comment");
    if (!kept.has(keyOf(comment))) observer.observe(comment.firstElementChild);
  }
}

export function start() {
  if (!form()) return;
  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
  document.addEventListener("htmx:beforeRequest", (event) => {
    const again = event.target.closest?.("form.mark-unread");
    if (!again) return;
    kept.add(again.dataset.comment);
    waiting.delete(again.dataset.comment);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      for (const timer of moments.values()) clearTimeout(timer);
      moments.clear();
      send();
    } else {
      for (const comment of inSight) remember(comment);
    }
  });
  window.addEventListener("pagehide", send);
  if ("begins" in form().dataset) setTimeout(() => document.hidden || tell([]), SETTLED);
}
