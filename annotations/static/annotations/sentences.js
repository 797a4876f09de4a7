// Words chosen without a pointer. A paragraph takes the focus; arrows go through it by sentence, with
// a modifier by word, and with Shift what is chosen grows. The browser's own selection shows it, so
// all that follows a selection follows this one too.

import { take } from "./choosing.js";
import { endOfSight } from "./panel.js";
import { enter } from "./toolbar.js";

// Long enough to go through sentences without each of them being begun to be read out.
const PAUSE = 400;
// The head of the page, which may stand over the text; the toolbar with what is left free round it.
const EDGE = 72;
const TOOLBAR = 72;

const article = document.getElementById("article");
const how = document.getElementById("how-to-choose");
const spoken = document.getElementById("chosen");
export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
const segmenters = {};
let anchor = null; // where choosing began, and the unit that was reached: { text, start, end }
let head = null;
let timer;

const texts = () => [...article.querySelectorAll(".text")];

// The sentences or words of a paragraph: start and end in its text, as the browser counts.
function units(text, granularity) {
  segmenters[granularity] ??= new Intl.Segmenter(article.querySelector("[lang]")?.lang || undefined, { granularity });
  return [...segmenters[granularity].segment(text.textContent)]
    .filter(({ segment, isWordLike }) => (granularity === "word" ? isWordLike : segment.trim()))
    .map(({ segment, index }) => ({ text, start: index, end: index + segment.trimEnd().length }));
}

function unitFrom(place, forward, granularity) {
  const all = units(place.text, granularity);
  const found = forward
    ? all.find((unit) => unit.start >= place.end)
    : all.findLast((unit) => unit.end <= place.start);
  if (found) return found;
  const paragraphs = texts();
  const next = paragraphs[paragraphs.indexOf(place.text) + (forward ? 1 : -1)];
  return next ? units(next, granularity).at(forward ? 0 : -1) : null;
}

function pointAt({ text }, offset) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let left = offset;
  while (left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return [node, left];
}

function rangeOf(from, to) {
  const range = document.createRange();
  range.setStart(...pointAt(from, from.start));
  range.setEnd(...pointAt(to, to.end));
  return range;
}

// What was reached is seen, clear of what says how to choose, of the toolbar over that, and of a sheet.
function reveal(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const end = Math.min(endOfSight(), how.getBoundingClientRect().top - TOOLBAR);
  if (top < EDGE) window.scrollBy({ top: top - EDGE });
  else if (bottom > end) window.scrollBy({ top: Math.min(bottom - end, top - EDGE) });
}

function select() {
  const [from, to] = [anchor, head].sort((one, other) =>
    one.text === other.text
      ? one.start - other.start
      : texts().indexOf(one.text) - texts().indexOf(other.text),
  );
  const range = rangeOf(from, to);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  document.querySelector(".notice.unchosen")?.remove();
  reveal(rangeOf(head, head));
  clearTimeout(timer);
  timer = setTimeout(() => {
    spoken.textContent = `${spoken.dataset.chosen} ${range}`;
  }, PAUSE);
}

function choose(text, keys, forward) {
  const granularity = (isMac ? keys.altKey : keys.ctrlKey) ? "word" : "sentence";
  const begun = head && document.contains(head.text) && !document.getSelection().isCollapsed;
  const from = begun ? head : { text, start: forward ? 0 : Infinity, end: forward ? 0 : Infinity };
  const unit = unitFrom(from, forward, granularity);
  if (!unit) return;
  head = unit;
  if (!keys.shiftKey || !begun) anchor = unit;
  if (head.text !== text) take(head.text);
  select();
}

function go(text, step) {
  const paragraphs = texts();
  const next = paragraphs[paragraphs.indexOf(text) + step];
  if (!next) return;
  head = null;
  document.getSelection().removeAllRanges();
  take(next);
  next.scrollIntoView({ block: "nearest" });
}

export function press(text, keys) {
  const leftToRight = getComputedStyle(text).direction === "ltr";
  const acts = {
    ArrowRight: () => choose(text, keys, leftToRight),
    ArrowLeft: () => choose(text, keys, !leftToRight),
    ArrowDown: () => go(text, 1),
    ArrowUp: () => go(text, -1),
    Enter: enter,
  };
  acts[keys.key]();
}

if (isMac && how) how.textContent = how.dataset.mac;
document.addEventListener("pointerdown", () => {
  head = null;
});
