// What has changed while a page is open takes its place without moving what is being read.
//
// Words that somebody removed go at once, and leave their room. All else takes its place where
// nothing moves for it: below what is in sight, or where it needs no other room. Otherwise it waits,
// with a few words that it does, until it is asked for. Where somebody is busy nothing is touched.

import { chosen } from "./choosing.js";
import { swapParts } from "./swaps.js";

const late = new Map(); // an element's id -> the part that waits for its place, and that place

const REFUSED = "refused-here";
const MARKING = "marking"; // what the toolbar offers
const isQuiet = (part) => part.matches(".body, .verbs, .state, .lock");
const commentOf = (place) => place.closest(".comment");

function isChosen(place) {
  const selection = document.getSelection();
  return (
    selection.rangeCount && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(place)
  );
}

const isMarking = () => document.querySelector("#toolbar:not([hidden])");

function isBusy(place) {
  if (place.matches(":focus-within") || place.querySelector("details.menu[open], .to-menu.htmx-request")) return true;
  if (!place.matches(".paragraph")) return place.matches("form");
  return isChosen(place) || isMarking() || chosen()?.intersectsNode(place) || place.querySelector(".shown");
}

function isBelowSight(place) {
  const scroller = place.closest(".scroll");
  const end = scroller ? scroller.getBoundingClientRect().bottom : window.innerHeight;
  return place.getBoundingClientRect().top >= Math.min(end, window.innerHeight);
}

const heightOf = (element) => element.getBoundingClientRect().height;

function needsOtherRoom(part, place) {
  const copy = part.cloneNode(true);
  for (const name of ["id", "hx-swap-oob"]) copy.removeAttribute(name);
  place.after(copy);
  const height = heightOf(copy);
  copy.remove();
  return Math.abs(height - heightOf(place)) > 0.5;
}

// What takes this place leaves nothing below it higher than it was.
function keepRoom({ id }, height) {
  queueMicrotask(() => {
    const place = document.getElementById(id);
    if (place) place.style.minHeight = `${height}px`;
  });
}

// As it reads: tokens and the wording of times differ each time.
const reading = (element) =>
  element.matches(".body") ? element.innerHTML.trim() : element.textContent.replace(/\s+/g, " ");
const pressed = (element) =>
  [...element.querySelectorAll("[aria-pressed]")].map((each) => each.ariaPressed).join();
const isSame = (part, place) =>
  !place.matches("form") && reading(part) === reading(place) && pressed(part) === pressed(place);

// Where the few words stand, beside what they are about: out of the way of everything else.
function besides(place) {
  const thread = place.closest(".thread");
  if (place.matches(".state")) return thread;
  return (place.matches(".lock") ? thread : commentOf(place))?.querySelector("header");
}

const sayingOf = (id) => document.querySelector(`.late[data-for="${id}"]`);

const removed = new Set(); // the comments whose words have just gone, and their verbs not yet
const isRemoved = (place) => removed.has(commentOf(place)?.id);

function settled(part, place) {
  forget(part.id);
  if (part.matches(".verbs")) removed.delete(commentOf(place).id);
}

function sayLate(part, place) {
  if (!part.dataset.late || sayingOf(part.id) || !besides(place)) return;
  const saying = document.createElement("button");
  saying.type = "button";
  saying.className = "late";
  saying.dataset.for = part.id;
  saying.textContent = part.dataset.late;
  besides(place).append(saying);
}

function forget(id) {
  late.delete(id);
  sayingOf(id)?.remove();
}

function hold(part, place) {
  late.set(part.id, { html: part.outerHTML, place });
  return false;
}

// Verbs are of the words above them: they do not come before these.
const waitsForBody = (place) =>
  place.matches(".verbs") && late.has(place.id.replace("verbs", "body"));

function mayTakeQuietly(part, place) {
  if (isSame(part, place)) {
    settled(part, place);
    return false;
  }
  if (place.matches("form") || (isBusy(place) && !part.matches(".removed"))) return hold(part, place);
  const goes = part.matches(".removed") || (part.matches(".verbs") && isRemoved(place));
  if (waitsForBody(place)) return hold(part, place);
  if (!goes && !isBelowSight(place) && needsOtherRoom(part, place)) {
    sayLate(part, place);
    return hold(part, place);
  }
  if (goes) keepRoom(part, heightOf(place));
  if (part.matches(".removed")) removed.add(commentOf(place).id);
  settled(part, place);
  return true;
}

// Whether a part of an answer may take its place now.
export function mayTake(part) {
  const place = document.getElementById(part.id);
  if (part.id === "live-status") return place.textContent !== part.textContent;
  if (part.getAttribute("hx-swap-oob") === "delete") return true;
  // A line over the page. Where one writes, the form says it, and the line comes afterwards.
  if (part.id === REFUSED) return document.querySelector("textarea:focus") ? hold(part, place) : true;
  if (part.id === MARKING && isMarking()) return hold(part, place);
  if (isQuiet(part)) return mayTakeQuietly(part, place);
  // Where one could write, one still can: a line in the form says what is not taken any more.
  if (part.id === "composer") return !place.matches("form, .hint");
  if (part.matches("summary") && place.matches(":focus")) return hold(part, place);
  late.delete(part.id);
  if (!place?.matches(".paragraph")) return !place?.matches(":focus-within");
  if (isBusy(place)) return hold(part, place);
  part.classList.toggle("active", place.classList.contains("active"));
  return true;
}

export function catchUp() {
  const parts = [...late.values()].map(({ html }) => html);
  if (parts.length) swapParts(parts.join(""), mayTake);
}

// What was held was of a place that is no more, or of one that has something newer by now.
function letGo() {
  for (const [id, { place }] of late) {
    const here = document.getElementById(id);
    if (!here || (here.matches("summary") && here !== place)) late.delete(id);
  }
}

function takeNow(saying) {
  const { for: id } = saying.dataset;
  const ids = [id, id.replace("body", "verbs")].filter((each) => late.has(each));
  const parts = [...new Set(ids)].map((each) => late.get(each).html);
  const comment = commentOf(saying) ?? saying.closest(".thread").querySelector(".comment");
  for (const each of [id, ...ids]) forget(each);
  if (parts.length) swapParts(parts.join(""));
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  if (target.matches?.(".late")) takeNow(target);
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status < 300) forget(detail.target.id);
});
document.addEventListener("htmx:afterSettle", letGo);
document.addEventListener("focusout", ({ target }) => {
  const waits = target.matches("summary") ? target.id : target.matches("textarea") && REFUSED;
  if (late.has(waits)) setTimeout(catchUp);
});
