// The words that somebody is about to say something about stay marked in the text, without being a
// selection any more: that goes with the focus.

const NAME = "chosen";
let range = null;

export const chosen = () => (range?.collapsed ? null : range);

export function keep(selected) {
  range = selected;
  if (window.Highlight) CSS.highlights.set(NAME, new Highlight(range));
}

export function letGo() {
  range = null;
  if (window.Highlight) CSS.highlights.delete(NAME);
}
