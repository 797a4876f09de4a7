/**
 * The article's text as one document.
 *
 * The page is a plain form with some fields for each paragraph, and stays one: all that happens here
 * is that rows are added, moved and filled, and that the order is written down when it is sent. A
 * row is never taken off the page, because the server counts them; one that leaves the text has its
 * "take out" box ticked. A row's identity stays with its first words.
 */

import { keepDraft } from "./drafts.js";

const form = document.querySelector("form[data-editor]");
if (form) edit(form);

function edit(form) {
  const list = form.querySelector("[data-document]");
  const blank = form.querySelector("[data-new-paragraph]").content.firstElementChild;
  const total = form.elements[`${list.dataset.document}-TOTAL_FORMS`];
  const said = form.querySelector("[data-said]");
  let unsaved = "unsaved" in form.dataset;
  const draft = keepDraft(form, number);

  const rows = () => [...list.children];
  const rowOf = (element) => element.closest("[data-paragraph]");
  const words = (row) => row.querySelector("textarea");
  const style = (row) => row.querySelector("select");
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const isIn = (row) => !row.hidden && !field(row, "DELETE").checked;
  const say = (what) => { said.textContent = said.dataset[what]; };

  function neighbour(row, step) {
    let next = row[step];
    while (next && !isIn(next)) next = next[step];
    return next;
  }
  const above = (row) => neighbour(row, "previousElementSibling");
  const below = (row) => neighbour(row, "nextElementSibling");

  // Where the browser cannot do it by itself, a field grows with its text.
  const grows = CSS.supports("field-sizing", "content");
  function fit(area) {
    if (grows) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }

  function changed() {
    unsaved = true;
    draft.save();
  }

  function write(row, text, caret) {
    const area = words(row);
    if (area.value !== text) {
      area.value = text;
      fit(area);
      changed();
    }
    if (caret !== undefined) {
      area.focus();
      area.setSelectionRange(caret, caret);
    }
  }

  function addRow(where, row, text, styled) {
    const added = blank.cloneNode(true);
    for (const element of added.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace("__prefix__", total.value));
      }
    }
    total.value = Number(total.value) + 1;
    row ? row[where](added) : list.append(added);
    style(added).value = styled;
    write(added, text);
    changed();
    return added;
  }

  /** A paragraph goes on as itself; what follows a crosshead, a pull quote or a figure is text. */
  function styleAfter(row) {
    const goesOn = ["body", "list-item", "quotation"].includes(style(row).value);
    return goesOn ? style(row).value : "body";
  }

  /** Out of the text without a trace: its words are in another row. */
  function absorb(row) {
    words(row).value = "";
    field(row, "DELETE").checked = true;
    row.hidden = true;
  }

  function split(row) {
    const { value, selectionStart, selectionEnd } = words(row);
    const before = value.slice(0, selectionStart);
    const after = value.slice(selectionEnd);
    if (!before && after) {
      addRow("before", row, "", "body");
    } else {
      write(row, before);
      const isMiddle = Boolean(after.trim());
      const added = addRow("after", row, after, isMiddle ? style(row).value : styleAfter(row));
      write(added, after, 0);
    }
    say("split");
  }

  /** The lower row's words go to the end of the upper one. */
  function join(upper, lower) {
    const [before, after] = [words(upper).value, words(lower).value];
    // A blank between two sentences; none where a word was split and is whole again.
    const gap = /[.!?…:;,)\]”’»"']$/.test(before) && /^\S/.test(after) ? " " : "";
    write(upper, before + gap + after, before.length);
    absorb(lower);
    say("joined");
  }

  function move(row, up) {
    const other = up ? above(row) : below(row);
    if (!other) return;
    const focused = document.activeElement;
    other[up ? "before" : "after"](row);
    if (row.contains(focused)) focused.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    changed();
    say("moved");
  }

  function takeOut(row, out) {
    field(row, "DELETE").checked = out;
    const start = words(row).value.slice(0, 60);
    row.querySelector("[data-first-words]").textContent = start;
    changed();
    say(out ? "takenOut" : "putBack");
    (out ? row.querySelector("[data-put-back]") : words(row)).focus();
  }

  /** The paragraphs of a pasted text: parted by blank lines, or else by line ends. */
  function paragraphsOf(text) {
    const lines = text.replace(/\r\n?/g, "\n").trim();
    const parts = /\n[^\S\n]*\n/.test(lines)
      ? lines.split(/\n[^\S\n]*\n\s*/).map((part) => part.replace(/\s*\n\s*/g, " "))
      : lines.split("\n");
    return parts.map((part) => part.trim()).filter(Boolean);
  }

  function paste(row, parts) {
    const { value, selectionStart, selectionEnd } = words(row);
    const rest = value.slice(selectionEnd);
    let last = row;
    write(row, value.slice(0, selectionStart) + parts[0]);
    for (const part of parts.slice(1)) last = addRow("after", last, part, "body");
    const caret = words(last).value.length;
    write(last, words(last).value + rest, caret);
  }

  list.addEventListener("keydown", (event) => {
    const area = event.target;
    if (area.tagName !== "TEXTAREA" || event.isComposing) return;
    const row = rowOf(area);
    const caret = area.selectionStart === area.selectionEnd ? area.selectionStart : null;
    const only = (action) => { event.preventDefault(); action(); };
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      only(() => move(row, event.key === "ArrowUp"));
    } else if (event.key === "Enter" && event.shiftKey) {
      only(() => {
        area.setRangeText("\\\n", area.selectionStart, area.selectionEnd, "end");
        fit(area);
        changed();
      });
    } else if (event.key === "Backspace" && caret === 0 && above(row)) {
      only(() => join(above(row), row));
    } else if (event.key === "Delete" && caret === area.value.length && below(row)) {
      only(() => join(row, below(row)));
    } else if (event.key === "ArrowUp" && caret === 0 && above(row)) {
      only(() => write(above(row), words(above(row)).value, words(above(row)).value.length));
    } else if (event.key === "ArrowDown" && caret === area.value.length && below(row)) {
      only(() => write(below(row), words(below(row)).value, 0));
    }
  });

  // Phones' keyboards do not name the key that they press, but say what it is for.
  list.addEventListener("beforeinput", (event) => {
    if (event.target.tagName !== "TEXTAREA" || event.isComposing) return;
    if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") {
      event.preventDefault();
      split(rowOf(event.target));
    }
  });

  list.addEventListener("paste", (event) => {
    const parts = paragraphsOf(event.clipboardData.getData("text/plain"));
    if (event.target.tagName !== "TEXTAREA" || parts.length < 2) return;
    event.preventDefault();
    paste(rowOf(event.target), parts);
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const row = rowOf(button);
    if ("move" in button.dataset) move(row, button.dataset.move === "up");
    if ("add" in button.dataset) words(addRow("after", row, "", styleAfter(row))).focus();
    if ("takeOut" in button.dataset) takeOut(row, true);
    if ("putBack" in button.dataset) takeOut(row, false);
    if ("use" in button.dataset) {
      style(row).value = button.dataset.useStyle;
      write(row, button.dataset.use, 0);
    }
  });

  // A tap on a button leaves the caret, and the phone's keyboard, where they are.
  list.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) event.preventDefault();
  });

  form.addEventListener("input", (event) => {
    changed();
    if (event.target.tagName === "TEXTAREA") fit(event.target);
  });

  // A title is one line, however many it takes to show it.
  form.elements.title.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertLineBreak") event.preventDefault();
  });

  /** The rows' order, as the server reads it. */
  function number() {
    rows().filter((row) => !row.hidden).forEach((row, index) => {
      field(row, "ORDER").value = (index + 1) * 10;
    });
  }

  form.addEventListener("submit", () => {
    unsaved = false;
    number();
    draft.saveNow();
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // The empty rows at the end are for those without JavaScript; here they would be in the way.
  for (const row of rows()) {
    const isSpare = !field(row, "identity").value || field(row, "DELETE").checked;
    row.hidden = isSpare && !words(row).value && !row.matches(".wrong");
  }
  if (!rows().some(isIn)) addRow("after", null, "", "body");
  form.classList.add("scripted");
  form.querySelectorAll("textarea").forEach(fit);
}
