// "Copy link" copies the address that it leads to. Where that may not be, it is a link.

import { say } from "./notices.js";

async function copy(event) {
  const link = event.target.closest?.("a[data-copied]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { href, dataset } = link;
  try {
    await navigator.clipboard.writeText(href);
  } catch {
    location.assign(href);
    return;
  }
  say(dataset.copied);
}

export function start() {
  document.addEventListener("click", copy);
}
