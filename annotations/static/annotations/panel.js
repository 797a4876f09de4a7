// The discussion beside the text: where focus goes, how it closes, what the address says.

const empty = '<aside id="discussion" hidden></aside>';
const bodies = new Map();
let opener = null;

const panel = () => document.getElementById("discussion");
const article = () => document.getElementById("article");
const isOpen = () => Boolean(panel() && !panel().hidden);

function markActive() {
  for (const each of document.querySelectorAll("#article .active")) each.classList.remove("active");
  const identity = isOpen() && panel().dataset.paragraph;
  if (identity) document.getElementById(`p${identity}`)?.classList.add("active");
  document.body.classList.toggle("has-panel", isOpen());
}

function addressOf(identity) {
  const address = new URL(location.href);
  address.search = identity ? `?paragraph=${identity}` : "";
  address.hash = "";
  return address;
}

function opened(wasOpen) {
  markActive();
  const identity = panel().dataset.paragraph;
  if (identity) {
    const act = wasOpen ? "replaceState" : "pushState";
    history[act]({ panel: true }, "", addressOf(identity));
  }
  if (!panel().contains(document.activeElement)) {
    panel().querySelector("#discussion-title")?.focus({ preventScroll: true });
  }
}

function close() {
  if (!isOpen()) return;
  panel().outerHTML = empty;
  markActive();
  const back = opener && document.contains(opener) ? opener : null;
  back?.focus({ preventScroll: true });
}

function leave() {
  if (history.state?.panel) {
    history.back();
    return;
  }
  close();
  history.replaceState(null, "", addressOf(null));
}

// A form put aside leaves what stood there before it.
function cancel(link) {
  const slot = link.closest(".slot");
  if (slot) {
    slot.hidden = true;
    slot.replaceChildren();
    return;
  }
  const form = link.closest("form");
  form.outerHTML = bodies.get(form.id);
}

export function start() {
  let wasOpen = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    if (target.id === "discussion") {
      wasOpen = isOpen();
      if (!wasOpen) opener = event.detail.requestConfig.elt;
    } else if (target.matches("div.body")) {
      bodies.set(target.id, target.outerHTML);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "discussion" && article()) opened(wasOpen);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".discussion .close, a.cancel");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".cancel") && (link.closest(".slot") || bodies.has(link.closest("form").id))) {
      event.preventDefault();
      cancel(link);
    } else if (link.matches(".close") && article()) {
      event.preventDefault();
      leave();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen() && article()) leave();
  });
  window.addEventListener("popstate", () => {
    if (!history.state?.panel) close();
  });
  if (article()) markActive();
}
