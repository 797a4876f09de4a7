// The small toolbar by a selection: fill it in, show it, place it, put it away.

import { choose, take } from "./choosing.js";
import { say } from "./notices.js";
import { passagesOf, shortForm } from "./selection.js";

const GAP = 10;
// Long enough for a selection to come to rest, short enough to feel immediate.
const REST = 180;

const article = document.getElementById("article");
const toolbar = document.getElementById("toolbar");
const how = document.getElementById("how-to-choose");
const OFFERED = ":is(button, a):not([hidden])";
const touch = window.matchMedia("(pointer: coarse)");
let pointerIsDown = false;
let timer;
let from = null; // the paragraph, by identity, from which the keyboard came

// What is said of a passage is said of the paragraph where it begins: nothing, where that is locked.
function offerWhatIsAccepted([{ paragraph }]) {
  const comment = toolbar.querySelector("[data-heeds-locks]");
  if (!comment) return;
  const text = article.querySelector(`[data-paragraph="${paragraph}"]`);
  comment.hidden = Boolean(text.closest("[data-locked]"));
}

// Whoever goes by keys does so until the toolbar is put away.
const isByKeys = () => from !== null || article.contains(document.activeElement?.closest(".text:focus"));

function fill(passages) {
  if (!passages.length) return;
  const revision = toolbar.querySelector("[name=revision]").value;
  const passage = shortForm(passages);
  const set = (name, value) => {
    const input = toolbar.querySelector(`[name=${name}]`);
    if (input) input.value = value;
  };
  set("targets", JSON.stringify(passages));
  set("passage", passage);
  const copied = toolbar.querySelector(".copy");
  if (!copied) return;
  const link = new URL(toolbar.dataset.article, location.href);
  link.search = new URLSearchParams({ passage, revision });
  copied.href = `${link}#shown`;
  const next = `${link.pathname}${link.search}&select${isByKeys() ? "=keys" : "#shown"}`;
  for (const way of toolbar.querySelectorAll("[data-leads-back]")) way.search = new URLSearchParams({ next });
}

// Above the first line with a mouse, below the last where there is no room. With a finger at an
// edge of the screen, since the system's own menu comes up by the words; by keys over what says
// how to choose (sentences.js keeps the words clear of both).
function place(range) {
  const rects = [...range.getClientRects()].filter((rect) => rect.width && rect.height);
  if (!rects.length) return;
  const [first, last] = [rects[0], rects[rects.length - 1]];
  const { width, height } = toolbar.getBoundingClientRect();
  const view = window.visualViewport;
  const byKeys = isByKeys();
  toolbar.classList.toggle("docked", touch.matches || byKeys);
  toolbar.removeAttribute("style");
  if (byKeys) {
    toolbar.style.bottom = `${window.innerHeight - how.getBoundingClientRect().top + GAP}px`;
    return;
  }
  if (touch.matches) {
    const room = height + document.getElementById("notices").offsetHeight + 2 * GAP;
    const covers = last.bottom > view.height - room;
    toolbar.classList.toggle("at-top", covers && first.top > room);
    return;
  }
  // Its place is counted from the corner of whatever holds it, which is not always the page.
  toolbar.style.left = toolbar.style.top = 0;
  const corner = toolbar.getBoundingClientRect();
  const edge = (left) => Math.min(Math.max(left, GAP), document.documentElement.clientWidth - width - GAP);
  const above = first.top - height - GAP;
  const fits = above > GAP;
  // Of a selection taller than the window neither end may be in sight.
  const top = Math.min(fits ? above : last.bottom + GAP, window.innerHeight - height - GAP);
  const beside = fits ? first : last;
  toolbar.style.left = `${edge(beside.left + beside.width / 2 - width / 2) - corner.left}px`;
  toolbar.style.top = `${top - corner.top}px`;
}

// Whoever came with the keyboard is led back to their paragraph, should the focus be nowhere else.
function hide() {
  const wasInside = toolbar.contains(document.activeElement);
  toolbar.hidden = true;
  const text = article.querySelector(`[data-paragraph="${from}"]`);
  from = null;
  if (text && (wasInside || document.activeElement === document.body)) take(text);
}

// With the keyboard: from the words to what may be done with them, or how to choose some. The toolbar
// goes first to where it is in sight, or the page would go after it.
export function enter() {
  from = document.activeElement.closest("[data-paragraph]")?.dataset.paragraph ?? null;
  update();
  if (toolbar.hidden) say(how.dataset.nothing, "unchosen");
  else toolbar.querySelector(OFFERED).focus();
}

function step(by) {
  const all = [...toolbar.querySelectorAll(OFFERED)];
  all.at((all.indexOf(document.activeElement) + by) % all.length).focus();
}

function update() {
  const selection = document.getSelection();
  const passages = passagesOf(selection, article);
  if (!passages.length) {
    if (!toolbar.contains(document.activeElement)) hide();
    return;
  }
  fill(passages);
  offerWhatIsAccepted(passages);
  if (toolbar.hidden) document.cookie = "has-selected=1; path=/; max-age=34560000; samesite=lax";
  toolbar.hidden = false;
  place(selection.getRangeAt(0));
}

function later() {
  clearTimeout(timer);
  if (!pointerIsDown) timer = setTimeout(update, REST);
}

// Back from sign-in or sign-up: select again what was selected before. Whoever chose it by keys has the
// focus there again; a fragment would take it away.
function reselect() {
  const shown = article.querySelectorAll("mark.shown");
  if (!shown.length) return;
  const range = document.createRange();
  range.setStartBefore(shown[0]);
  range.setEndAfter(shown[shown.length - 1]);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  if (!toolbar.dataset.reselect) return;
  take(shown[0].closest(".text"));
  shown[0].scrollIntoView({ block: "center" });
}

function start() {
  document.addEventListener("selectionchange", later);
  document.addEventListener("pointerdown", (event) => {
    pointerIsDown = event.pointerType === "mouse" && !toolbar.contains(event.target);
  });
  for (const ending of ["pointerup", "pointercancel"]) {
    document.addEventListener(ending, () => {
      pointerIsDown = false;
      later();
    });
  }
  window.addEventListener("resize", later);
  // Coming back from sign-in the page may still be on its way to the words.
  document.addEventListener("scrollend", () => toolbar.hidden || later());
  // A selection may grow until the toolbar is pressed; that must not undo it.
  toolbar.addEventListener("pointerdown", () => fill(passagesOf(document.getSelection(), article)));
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", ({ target }) => target.matches(".copy") && hide());
  toolbar.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "get") choose(document.getSelection().getRangeAt(0).cloneRange());
  });
  toolbar.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    document.getSelection().removeAllRanges();
    hide();
  });
  document.addEventListener("keydown", (event) => {
    if (toolbar.hidden) return;
    if (event.key === "Escape") {
      document.getSelection().removeAllRanges();
      hide();
      event.stopImmediatePropagation();
    } else if (event.key === "Tab" && !event.shiftKey && !toolbar.contains(document.activeElement)) {
      event.preventDefault();
      enter();
    } else if (event.key.startsWith("Arrow") && toolbar.contains(document.activeElement)) {
      event.preventDefault();
      const forward = getComputedStyle(toolbar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      step(event.key === forward || event.key === "ArrowDown" ? 1 : -1);
    }
  });
  if ("reselect" in toolbar.dataset) reselect();
  later(); // something may be selected already
}

if (article && toolbar) start();
