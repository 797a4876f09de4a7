// While a page is open it asks now and then what has changed; the server says how soon to ask again.
// Nothing that is being read, chosen or typed is touched: counts change, and a line waits.

import { sayIncomplete } from "./notices.js";
import { swapParts } from "./swaps.js";

const FIRST = 10;
const LONGEST = 300;
const MOST_KNOWN = 700;

let since;
let address;
let reader; // none for visitors
let suspended; // what keeps the reader from contributing
let taking; // how what is new takes its place: loaded with the first of it
let loads = 0; // how often a waiting line was asked for what it announces
let pace = FIRST;
let failures = 0;
let timer;
let due = 0;

// What is shown of the discussion: a thread, a paragraph's, or all of an article's.
const panel = () => document.querySelector("#discussion[data-activity]");

// The newest comments of it that are on the page already.
function known() {
  const keys = [...panel().querySelectorAll(".comment")].map((each) =>
    Number(each.id.replace("comment-", "")),
  );
  return keys
    .sort((a, b) => b - a)
    .slice(0, MOST_KNOWN)
    .join(".");
}

function question() {
  const asked = new URL(address, location.href);
  const say = (name, value) => asked.searchParams.set(name, value);
  say("since", since);
  const revision = document.getElementById("article")?.dataset.revision;
  if (revision) say("revision", revision);
  if (reader) say("reader", reader);
  if (reader) say("suspended", suspended);
  if (panel()) {
    const { paragraph, thread, activity } = panel().dataset;
    if (paragraph) say("paragraph", paragraph);
    if (thread) say("thread", thread);
    say("opened", activity);
    say("have", known());
  }
  return asked.href;
}

// An answer is for the page that asked. Where another panel is open by now, where what is new was
// put in it meanwhile or is on its way, the answer would announce that once more: it is left out,
// and asked for again.
const isLoading = () => document.querySelector(".arrived .htmx-request");
const isFor = (asked, before) => !isLoading() && loads === before && question() === asked;

async function ask() {
  const asked = question();
  const before = loads;
  const response = await fetch(asked, {
    headers: { "HX-Request": "true" },
    redirect: "error",
    signal: AbortSignal.timeout(20000),
  });
  if (response.status >= 500 || response.status === 429) throw new Error(response.statusText);
  pace = Number(response.headers.get("Commentary-Pace"));
  if (!response.ok || !pace) return false;
  const parts = response.status === 200 && (await response.text());
  if (parts) taking ??= await import("./taking.js").catch(sayIncomplete);
  if (parts && !isFor(asked, before)) return true;
  since = response.headers.get("Commentary-Activity") ?? since;
  suspended = response.headers.get("Commentary-Suspended") ?? suspended;
  if (parts && taking) swapParts(parts, taking.mayTake);
  return true;
}

async function tick() {
  if (document.hidden) return;
  taking?.catchUp();
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
  ({ changes: address, activity: since, reader, suspended } = page.dataset);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && due && Date.now() > due) tick();
  });
  // A line that loads what has come says what the page has, so that nothing comes twice.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.closest?.(".arrived") || !panel()) return;
    const { activity, page } = panel().dataset;
    const sort = document.getElementById("thread-list")?.dataset.sort;
    const asks = { since: activity, have: known(), ...(page && { page }), ...(sort && { sort }) };
    Object.assign(event.detail.parameters, asks);
    loads += 1;
  });
  later();
}
