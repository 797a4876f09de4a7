// A menu, of a comment or of one's own pages: the browser opens it; here it closes, and the focus is
// never left inside a closed one. Loaded before all else: Escape puts away the nearest.

const open = () => document.querySelector("details.menu[open]");
const word = (menu) => menu.querySelector("summary");

document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = open();
  if (event.key !== "Escape" || event.isComposing || !menu) return;
  menu.open = false;
  word(menu).focus();
  event.stopImmediatePropagation();
});
document.addEventListener("focusin", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
// The last comment's menu would open below the edge of what is in view.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("details.menu") || !target.open) return;
    target.querySelector("ul").scrollIntoView({ block: "nearest" });
  },
  true,
);
// What a swap gives the focus back to may now stand in a menu that is closed.
let focused = "";
document.addEventListener("htmx:beforeSwap", () => (focused = document.activeElement.id));
document.addEventListener("htmx:afterSettle", () => {
  const menu = document.getElementById(focused)?.closest("details.menu");
  if (menu && document.activeElement === document.body) word(menu).focus({ preventScroll: true });
});
