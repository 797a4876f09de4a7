// "Copy link" copies the address that it leads to. Where that may not be, it is a link.

import { say } from "./notices.js";

function copy(event) {
  const link = event.target.closest?.("a[data-copied]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { href, dataset } = link;
  navigator.clipboard.writeText(href).then(() => say(dataset.copied), () => location.assign(href));
}

export function start() {
  document.addEventListener("click", copy);
}
