// Words in hand: which paragraph takes the focus, and what is about to be talked about. How words are
// chosen, sentences.js and toolbar.js know. Whoever only reads is spared these: they come with the first
// sign that somebody may choose, and the keys that are pressed until then wait for them. Where they
// could not be had, the keys are the browser's again, until somebody plainly means to choose.

import { sayIncomplete } from "./notices.js";

const KEYS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Enter"];
const SIGNS = ["pointerover", "keydown", "focusin", "selectionchange"];
const PLAIN_SIGNS = ["keydown", "selectionchange"];
const PAUSE = 10000;

const article = document.getElementById("article");
const early = [];
const wait = (_text, keys) => early.push(keys);
const forget = () => early.splice(0);
let press = null; // what the keys do to a paragraph: nothing as long as nobody means to choose
let offered = null; // the paragraph that takes the focus
let words = null; // the range that somebody is about to say something about

// These words stay marked in the text, without being selected any more: that goes with the focus.
export const chosen = () => (words?.collapsed ? null : words);

export function choose(range) {
  words = range;
  CSS.highlights?.set("chosen", new Highlight(...(range ? [range] : [])));
}

// One paragraph at a time is a stop for Tab: the one that was last in hand.
function offer(text) {
  if (offered !== text) offered?.removeAttribute("tabindex");
  offered = text;
  text.tabIndex = 0;
  text.setAttribute("aria-describedby", "how-to-choose");
}

export function take(text) {
  offer(text);
  text.focus({ preventScroll: true });
}

// From now on the keys go there. Those that waited follow the focus, as they would have then.
export function answerBy(act) {
  press = act;
  for (const keys of early.splice(0)) if (document.activeElement === offered) press(offered, keys);
}

// A sign is caught on its way down, so that the key that is one waits already.
function waitForSign(load, signs) {
  const begin = () => {
    for (const sign of signs) document.removeEventListener(sign, begin, true);
    press ??= wait;
    load().then((sentences) => answerBy(sentences.press), () => {
      press = null;
      forget();
      sayIncomplete();
      setTimeout(waitForSign, PAUSE, load, PLAIN_SIGNS);
    });
  };
  for (const sign of signs) document.addEventListener(sign, begin, true);
}

function hear(event) {
  const { key, shiftKey, ctrlKey, altKey } = event;
  if (key === "Tab") offered.tabIndex = 0;
  if (key === "Tab" || key === "Escape") forget();
  if (!press || event.target !== offered || event.isComposing || !KEYS.includes(key)) return;
  event.preventDefault();
  press(offered, { key, shiftKey, ctrlKey, altKey });
}

export function start(load) {
  const first = article?.querySelector(".text");
  if (!first || !document.getElementById("toolbar")) return;
  offer(first);
  document.addEventListener("keydown", hear);
  // A click does not bring the focus, so that the arrows go on scrolling the page.
  document.addEventListener("pointerdown", () => {
    forget();
    offered.removeAttribute("tabindex");
  });
  document.addEventListener("focusout", forget);
  // A paragraph that was replaced is offered as it is now.
  document.addEventListener("htmx:load", ({ detail }) => {
    const text = detail.elt.querySelector?.(":scope > .text");
    if (text && text.dataset.paragraph === offered.dataset.paragraph) offer(text);
  });
  waitForSign(load, SIGNS);
}
