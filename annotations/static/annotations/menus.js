// A menu, of a comment, of one's own pages, of how one reads: the browser opens it; here arrows go through
// it and it closes, and the focus is never left inside a closed one.
//
// Escape puts away one thing at a time, the nearest first, and gives the focus back to what opened it:
// names that are offered, a form in the panel, a menu, the toolbar, the panel. Whoever puts something
// away stops the key; this is loaded before the others.

const open = () => document.querySelector("details.menu[open]");
// What folds away below its word, as long as the focus is inside.
const unfolded = () => document.activeElement.closest("details:is(.listing, .status)[open]");
const word = (menu) => menu.querySelector("summary");

function close(menu) {
  menu.open = false;
  word(menu).focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  const menu = open();
  if (!menu) return;
  if (!menu.contains(target)) menu.open = false;
  if (menu.contains(target.closest("ul > li a:not([hx-get])"))) close(menu);
});
document.addEventListener("keydown", (event) => {
  const menu = open() ?? unfolded();
  if (event.key !== "Escape" || event.isComposing || !menu) return;
  close(menu);
  event.stopImmediatePropagation();
});
// Arrows go through a list and round; on its word they open it.
const WAYS = { ArrowDown: (at) => at + 1, ArrowUp: (at) => Math.max(at, 0) - 1, Home: () => 0, End: () => -1 };

let way = null; // the key that asked for a menu which is on its way

function go(menu, key) {
  const items = [...menu.querySelectorAll(":scope > ul :is(a, button)")];
  menu.open = true;
  items.at(WAYS[key](items.indexOf(document.activeElement)) % items.length).focus();
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const menu = target.closest?.("details.menu:has(> ul), .to-menu");
  way = null;
  if (!menu || !WAYS[key] || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!menu.open && !key.startsWith("Arrow")) return;
  event.preventDefault();
  if (menu.matches("details")) return go(menu, key);
  way = key;
  menu.click();
});
// The focus goes with the press: what closed then would move what is pressed away before the click.
let isPressed = false;
document.addEventListener("pointerdown", () => (isPressed = true), true);
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => (isPressed = false), true);
}
document.addEventListener("focusin", (event) => {
  const menu = open();
  if (menu && !isPressed && !menu.contains(event.target)) menu.open = false;
});
// The last comment's menu would open below the edge of what is in view.
const show = (menu) => menu.querySelector(":scope > ul")?.scrollIntoView({ block: "nearest" });

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches("details.menu") && target.open) show(target);
  },
  true,
);
// A comment's menu comes when it is asked for; where something else was pressed meanwhile, it stays closed.
let asked = "";
document.addEventListener("click", ({ target }) => (asked = target.closest(".to-menu")?.id));
document.addEventListener("htmx:load", ({ target }) => {
  if (!target.matches("details.menu")) return;
  target.open = word(target).id === asked;
  if (target.open) show(target);
  if (target.open && way) go(target, way);
});
// What was chosen from a list is done: it closes, and a second press does not hit what was below it.
const TWICE = 400;
const SAME = 12;
let pressed = null;
document.addEventListener(
  "click",
  (event) => {
    const { clientX: x, clientY: y, timeStamp: at, detail, target } = event;
    const isAgain = pressed?.isDone && at - pressed.at < TWICE && Math.hypot(x - pressed.x, y - pressed.y) < SAME;
    if (detail && isAgain) {
      event.preventDefault();
      event.stopPropagation();
    } else {
      pressed = target.closest("details.menu > ul") && { x, y, at };
    }
  },
  true,
);
// A focus that would be lost in it, or with the verbs of a comment that are printed anew, goes to the word
// that opens it.
let used = null;
let verbs = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  used = detail.requestConfig.elt.closest("details.menu:has(> ul)");
  verbs = document.activeElement.closest(".verbs")?.id;
});
document.addEventListener("htmx:afterSettle", () => {
  const isLost = document.activeElement === document.body || used?.contains(document.activeElement);
  const opener = used?.isConnected
    ? word(used)
    : verbs && document.querySelector(`#${verbs} :is(.to-menu, .more > summary)`);
  if (used?.open) {
    used.open = false;
    if (pressed) pressed.isDone = true;
  }
  if (isLost && opener) opener.focus({ preventScroll: true });
  [used, verbs] = [null, ""];
});
