// While a page is open it asks now and then what has changed; the server says how soon to ask again.
// Nothing that is being read, chosen or typed is touched: counts change, and a line waits.

import { swapParts } from "./swaps.js";
import { catchUp, mayTake, start as startTaking } from "./taking.js";

const FIRST = 10;
const LONGEST = 300;
const MOST_KNOWN = 100;

let since;
let address;
let pace = FIRST;
let failures = 0;
let timer;
let due = 0;

const panel = () => document.querySelector("#discussion[data-activity]");

// The newest comments of the panel that are on the page already.
function known() {
  const keys = [...panel().querySelectorAll(".comment")].map((each) =>
    Number(each.id.replace("comment-", "")),
  );
  return keys
    .sort((a, b) => b - a)
    .slice(0, MOST_KNOWN)
    .join(",");
}

function question() {
  const asked = new URL(address, location.href);
  const say = (name, value) => asked.searchParams.set(name, value);
  say("since", since);
  const revision = document.getElementById("article")?.dataset.revision;
  if (revision) say("revision", revision);
  if (document.getElementById("news")) say("reader", "");
  if (panel()) {
    say("paragraph", panel().dataset.paragraph);
    say("opened", panel().dataset.activity);
    say("have", known());
  }
  return asked;
}

async function ask() {
  const response = await fetch(question(), {
    headers: { "HX-Request": "true" },
    redirect: "error",
    signal: AbortSignal.timeout(20000),
  });
  if (response.status >= 500 || response.status === 429) throw new Error(response.statusText);
  pace = Number(response.headers.get("Commentary-Pace"));
  if (!response.ok || !pace) return false;
  since = response.headers.get("Commentary-Activity") ?? since;
  if (response.status === 200) swapParts(await response.text(), mayTake);
  return true;
}

async function tick() {
  if (document.hidden) return;
  catchUp();
  try {
    if (!(await ask())) return;
    failures = 0;
  } catch {
    failures += 1;
  }
  later();
}

// A little sooner or later each time, so that pages opened together do not ask together.
function later() {
  const seconds = Math.min(pace * 2 ** failures, Math.max(LONGEST, pace));
  const wait = seconds * 1000 * (0.85 + Math.random() * 0.3);
  due = Date.now() + wait;
  clearTimeout(timer);
  timer = setTimeout(tick, wait);
}

export function start() {
  const page = document.querySelector("[data-changes]");
  if (!page) return;
  startTaking();
  ({ changes: address, activity: since } = page.dataset);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && due && Date.now() > due) tick();
  });
  // A line that loads what has come says what the page has, so that nothing comes twice.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.closest?.(".arrived") || !panel()) return;
    event.detail.parameters.since = panel().dataset.activity;
    event.detail.parameters.have = known();
  });
  later();
}
