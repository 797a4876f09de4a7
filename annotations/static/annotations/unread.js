// On to what is new: the next unread comment of the open discussion, or else of the article.

import { isUnread, send } from "./seen.js";
import { leadTo } from "./threads.js";

const discussion = () => document.getElementById("discussion");
const comments = () => [...(discussion()?.querySelectorAll(".comment") ?? [])];
let here = null; // the label of the comment that was gone to last

function current() {
  const focused = document.activeElement?.closest?.(".comment");
  return focused?.id ?? here;
}

function goTo(label) {
  const comment = document.getElementById(label);
  if (!comment) return;
  here = label;
  for (let fold = comment.closest("details.fold"); fold; fold = null) fold.open = true;
  leadTo(comment);
}

export async function goOn(way) {
  const link = document.querySelector("a.next");
  if (!link) return;
  const all = comments();
  if (way === "before") all.reverse();
  const place = all.findIndex((comment) => comment.id === current());
  const next = all.slice(place + 1).find(isUnread);
  if (next) {
    goTo(next.id);
    return;
  }
  // What is on its way to being marked as read is not to be found again.
  await send();
  const address = new URL(link.href);
  if (current()) address.searchParams.set(way, current().replace("comment-", ""));
  htmx.ajax("GET", `${address.pathname}${address.search}`, {
    source: link,
    target: "#discussion",
    swap: "outerHTML",
  });
}

export function start() {
  document.addEventListener("news:found", (event) => goTo(event.detail.label));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.next");
    if (!link || !document.getElementById("article")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goOn("after");
  });
}
