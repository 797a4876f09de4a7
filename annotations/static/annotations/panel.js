// The discussion beside the text: where focus goes, how it closes, what the address says.

import { choose, chosen, take } from "./choosing.js";
import { hold } from "./marks.js";
import { sayIncomplete } from "./notices.js";

// So much of a paragraph has to be seen; and what is over the text.
const EDGE = 96;
const empty = '<aside id="discussion" hidden></aside>';
let opener = null; // what opened it, and takes the focus back
let asked = null; // what opened the discussion that it shows now

const panel = () => document.getElementById("discussion");
const article = () => document.getElementById("article");
const isOpen = () => Boolean(panel() && !panel().hidden);
const active = () => document.getElementById(`p${panel()?.dataset.paragraph}`);

function markActive() {
  for (const each of document.querySelectorAll("#article .active")) each.classList.remove("active");
  if (isOpen()) active()?.classList.add("active");
}

function addressOf(identity) {
  const address = new URL(location.href);
  const reattach = address.searchParams.get("reattach");
  address.search = new URLSearchParams({
    ...(identity && { paragraph: identity }),
    ...(reattach && { reattach }),
  });
  address.hash = "";
  return address;
}

// Where the sheet, or the window, ends what is in sight of the text.
export function endOfSight() {
  const sheet = panel().getBoundingClientRect();
  const isSheet = sheet.width >= document.documentElement.clientWidth;
  return isSheet ? sheet.top : window.innerHeight;
}

// The words that are talked about, marked or just chosen, are seen whole where there is room.
function showWords(words) {
  const { top, bottom } = words.getBoundingClientRect();
  const end = endOfSight();
  if (top > EDGE && bottom < end - EDGE / 4) return;
  window.scrollBy({ top: top - Math.max(EDGE, (end - (bottom - top)) / 2) });
}

// Of a paragraph, only what the sheet covers, what is nowhere in sight, or what the head of the page has just
// come to lie over, is brought into view.
function showParagraph(paragraph) {
  const { top, bottom } = paragraph.getBoundingClientRect();
  const head = document.querySelector(".site").getBoundingClientRect().bottom;
  const isCovered = top > endOfSight() - EDGE || (top >= 0 && top < head);
  if (isCovered || bottom < EDGE) paragraph.scrollIntoView({ block: "start" });
}

function showActive() {
  const words = chosen() ?? (asked?.isConnected && asked.closest("mark"));
  if (words) showWords(words);
  else if (active()) showParagraph(active());
}

// Who follows a link to a mark, from their notes perhaps, sees what was said about it.
function showSaid() {
  const key = Number(new URL(location.href).searchParams.get("annotation"));
  const thread = panel().querySelector(`.thread:has(.quote a[href$="/annotations/${key}/"])`);
  const scroller = thread?.closest(".scroll");
  if (scroller) scroller.scrollTop = thread.offsetTop - scroller.offsetTop;
}

// What a discussion needs besides is fetched while it is on its way.
function prepare() {
  import("./sheet.js").catch(sayIncomplete);
  import("./threads.js").catch(sayIncomplete);
}

function opened(wasOpen) {
  markActive();
  if (!panel().querySelector(".annotate")) choose(null);
  const identity = panel().dataset.paragraph;
  if (identity && wasOpen) history.replaceState(history.state, "", addressOf(identity));
  if (identity && !wasOpen) {
    // Back at an address with a fragment, the browser would take the focus there.
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
    history.pushState({ panel: true }, "", addressOf(identity));
  }
  if (!panel().contains(document.activeElement)) {
    panel().querySelector("#discussion-title")?.focus({ preventScroll: true });
  }
}

// The text that is talked about, or is about to be.
function text() {
  const paragraph = chosen()?.startContainer.parentElement.closest(".paragraph") ?? active();
  return paragraph?.querySelector(".text");
}

// The focus goes back to what opened the panel. Where that was the toolbar, who goes by keys is led
// back to the words.
function close() {
  if (!isOpen()) return;
  const byKeys = document.activeElement.matches(":focus-visible");
  const words = text();
  panel().outerHTML = empty;
  markActive();
  hold([]);
  choose(null);
  for (const words of document.querySelectorAll("mark.shown")) words.classList.remove("shown");
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  if (byKeys && words && document.activeElement === document.body) take(words);
}

function leave() {
  if (history.state?.panel) {
    history.back();
    return;
  }
  close();
  history.replaceState(null, "", addressOf(null));
}

// Escape closes the panel; where words are being written, it only leaves their field.
function escape(event) {
  if (event.key !== "Escape" || event.isComposing || !isOpen() || !article()) return;
  const { target } = event;
  const isWriting = target.matches("textarea") && target.value !== target.defaultValue;
  if (isWriting) panel().querySelector("#discussion-title").focus({ preventScroll: true });
  else leave();
}

export function start() {
  let wasOpen = false;
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.target.id === "discussion") prepare();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "discussion") return;
    wasOpen = isOpen();
    asked = event.detail.requestConfig.elt;
    if (!wasOpen) opener = asked;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "discussion" && article()) opened(wasOpen);
  });
  // Until it has settled it looks like what it replaces, and lies elsewhere.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!article()) return;
    markActive(); // it may have been replaced, by words that were marked in it
    if (event.detail.target.id === "discussion" && isOpen()) showActive();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".discussion .close");
    if (!link || !article() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });
  window.addEventListener("keydown", escape); // the document hears it first: the toolbar is nearer
  window.addEventListener("popstate", () => {
    if (!history.state?.panel) close();
    else if (!isOpen()) location.reload();
  });
  if (isOpen()) prepare();
  if (!article()) return;
  markActive();
  if (!isOpen()) return;
  if (document.querySelector("mark.shown")) showSaid();
  else showActive();
}
