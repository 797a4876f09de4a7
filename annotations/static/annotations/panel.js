// The discussion beside the text: where focus goes, how it closes, what the address says.

const empty = '<aside id="discussion" hidden></aside>';
let opener = null;

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

// Only what the sheet covers, or what is nowhere in sight, is brought into view.
function showActive() {
  const paragraph = active();
  if (!paragraph) return;
  const { top, bottom } = paragraph.getBoundingClientRect();
  const sheet = panel().getBoundingClientRect();
  const isSheet = sheet.width >= document.documentElement.clientWidth;
  const end = isSheet ? sheet.top : window.innerHeight;
  if (top > end - 96 || bottom < 96) paragraph.scrollIntoView({ block: "start" });
}

function opened(wasOpen) {
  markActive();
  const identity = panel().dataset.paragraph;
  if (identity && wasOpen) history.replaceState(history.state, "", addressOf(identity));
  if (identity && !wasOpen) history.pushState({ panel: true }, "", addressOf(identity));
  if (!panel().contains(document.activeElement)) {
    panel().querySelector("#discussion-title")?.focus({ preventScroll: true });
  }
}

function close() {
  if (!isOpen()) return;
  panel().outerHTML = empty;
  markActive();
  if (opener && document.contains(opener)) opener.focus({ preventScroll: true });
}

export function leave() {
  if (history.state?.panel) {
    history.back();
    return;
  }
  close();
  history.replaceState(null, "", addressOf(null));
}

// Escape closes the panel, but never over words that were not sent.
function escape(event) {
  if (event.key !== "Escape" || event.isComposing || !isOpen() || !article()) return;
  const unsent = [...panel().querySelectorAll("textarea")].some(
    (field) => field.value !== field.defaultValue,
  );
  if (unsent) panel().querySelector("#discussion-title").focus({ preventScroll: true });
  else leave();
}

export function start() {
  let wasOpen = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "discussion") return;
    wasOpen = isOpen();
    if (!wasOpen) opener = event.detail.requestConfig.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "discussion" && article()) opened(wasOpen);
  });
  // Until it has settled it looks like what it replaces, and lies elsewhere.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === "discussion" && article() && isOpen()) showActive();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".discussion .close");
    if (!link || !article() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", escape);
  window.addEventListener("popstate", () => {
    if (!history.state?.panel) close();
    else if (!isOpen()) location.reload();
  });
  if (!article()) return;
  markActive();
  if (isOpen() && !document.querySelector("mark.shown")) showActive();
}
