/**
 * What somebody has typed and not yet sent, kept in their browser: `stored` is one such draft.
 *
 * An editor's is written as they type, offered when the page is opened again, and forgotten once the
 * server says that it was published. To restore it is to send it to the server as "Go on editing"
 * does. There is one for each person and article, whatever revision it was based on: an older one is
 * merged like any edit that someone else was faster than.
 */

const PAUSE = 500; // milliseconds without typing after which it is written

/**
 * @param {HTMLFormElement} form with its key in `data-draft`; without one nothing is kept
 * @param {() => void} prepare brings the fields into the state in which they would be sent
 */
export function keepDraft(form, prepare) {
  if (!form.dataset.draft) return { save() {}, saveNow() {} };
  const draft = stored(form.dataset.draft);
  let timer = null;

  function forget() {
    clearTimeout(timer);
    timer = null;
    draft.forget();
  }

  function saveNow() {
    clearTimeout(timer);
    timer = null;
    prepare();
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    draft.write({ at: Date.now(), fields });
  }

  function save() {
    clearTimeout(timer);
    timer = setTimeout(saveNow, PAUSE);
  }

  window.addEventListener("pagehide", () => {
    if (timer) saveNow();
  });
  if (document.querySelector(".messagelist .published")) forget();
  for (const link of form.querySelectorAll("a[data-draft-discard]")) {
    link.addEventListener("click", forget);
  }
  if (!("unsaved" in form.dataset)) offer(form, draft.read(), forget);
  return { save, saveNow };
}

/** Nothing can be typed before it is decided, so that neither text takes the other's place. */
function offer(form, kept, forget) {
  if (!kept) return;
  const { at, fields } = kept;
  const box = document.querySelector("[data-draft-offer]");
  const time = box.querySelector("[data-draft-time]");
  time.textContent = new Date(at).toLocaleString(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  box.hidden = false;
  form.inert = true;
  box.querySelector("[data-draft-restore]").addEventListener("click", () => send(form, fields));
  box.querySelector("[data-draft-discard]").addEventListener("click", () => {
    forget();
    box.hidden = true;
    form.inert = false;
  });
}

function send(form, fields) {
  const post = document.createElement("form");
  post.method = "post";
  post.action = form.action;
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [...fields, ["csrfmiddlewaretoken", token], ["go", "write"]]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    post.append(input);
  }
  document.body.append(post);
  post.submit();
}

/** A draft by its key, which names the person: nobody else in this browser finds it. */
export function stored(key) {
  return {
    read: () => withStorage((storage) => JSON.parse(storage.getItem(key))),
    write: (draft) => withStorage((storage) => storage.setItem(key, JSON.stringify(draft))),
    forget: () => withStorage((storage) => storage.removeItem(key)),
  };
}

/** The keys of all that begin so. */
export function storedUnder(beginning) {
  const keys = withStorage((storage) => Object.keys(storage)) ?? [];
  return keys.filter((key) => key.startsWith(beginning));
}

/** Storage may be full or forbidden: then typing goes on without it. */
function withStorage(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}
