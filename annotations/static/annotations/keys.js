// A few keys for reading. They never fire while somebody types or with a modifier, and can be
// turned off for good.

import { isMac } from "./sentences.js";
import { goOn } from "./unread.js";

const OFF = "commentary-keys-off";
const dialog = document.getElementById("keys");
const actions = {
  n: () => goOn("after"),
  p: () => goOn("before"),
  "?": () => dialog.showModal(),
};

// Private windows may refuse to remember: then it holds for this page.
const isOff = () => !dialog.querySelector("input").checked;

function remember() {
  try {
    if (isOff()) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // Nothing to do: the box on the page still says it.
  }
}

function recall() {
  try {
    dialog.querySelector("input").checked = !localStorage.getItem(OFF);
  } catch {
    // As it stands on the page.
  }
}

const isTyping = (element) =>
  element.closest?.("input, textarea, select, [contenteditable], dialog[open]");

function press(event) {
  const act = actions[event.key];
  if (!act || isOff() || event.isComposing || event.defaultPrevented || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
}

export function start() {
  if (!dialog) return;
  if (isMac) for (const key of dialog.querySelectorAll("[data-mac]")) key.textContent = key.dataset.mac;
  recall();
  document.addEventListener("keydown", press);
  dialog.addEventListener("change", remember);
  // Escape closes the list of keys alone, not the discussion behind it.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  for (const opener of document.querySelectorAll("[data-opens-keys]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
}
