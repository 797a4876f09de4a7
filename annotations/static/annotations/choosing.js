// Words in hand: which paragraph takes the focus, and what is about to be talked about. How words are
// chosen, sentences.js and toolbar.js know. Whoever only reads is spared these: they come with the first
// sign that somebody may choose, and the keys that are pressed until then wait for them.

const KEYS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Enter"];
const SIGNS = ["pointerover", "keydown", "focusin", "selectionchange"];

const article = document.getElementById("article");
const early = [];
let press = (event) => early.push(event);
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

// From now on the keys go there.
export function answerBy(act) {
  press = act;
  for (const event of early.splice(0)) press(event);
}

// Where there was no connection, the next sign tries again.
function waitForSign(load) {
  const begin = () => {
    for (const sign of SIGNS) document.removeEventListener(sign, begin);
    load().then((sentences) => answerBy(sentences.press), () => waitForSign(load));
  };
  for (const sign of SIGNS) document.addEventListener(sign, begin, { passive: true });
}

function hear(event) {
  if (event.key === "Tab") offered.tabIndex = 0;
  if (event.target !== offered || event.isComposing || !KEYS.includes(event.key)) return;
  event.preventDefault();
  press(event);
}

export function start(load) {
  const first = article?.querySelector(".text");
  if (!first || !document.getElementById("toolbar")) return;
  offer(first);
  document.addEventListener("keydown", hear);
  // A click does not bring the focus, so that the arrows go on scrolling the page.
  document.addEventListener("pointerdown", () => offered.removeAttribute("tabindex"));
  // A paragraph that was replaced is offered as it is now.
  document.addEventListener("htmx:load", ({ detail }) => {
    const text = detail.elt.querySelector?.(":scope > .text");
    if (text && text.dataset.paragraph === offered.dataset.paragraph) offer(text);
  });
  waitForSign(load);
}
