// A selection in the browser -> passages that the server understands.
//
// A passage is { paragraph, start, end, exact }: offsets count Unicode code points in the text of
// the paragraph, as Python does. The browser counts UTF-16 units; they are converted here only.

const codePoints = (text) => Array.from(text).length;

// The part of the range that lies in this paragraph's text.
function within(range, text) {
  const part = document.createRange();
  part.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part;
}

function passageIn(range, text) {
  const part = within(range, text);
  const selected = part.toString();
  const exact = selected.trim();
  if (!exact) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(part.startContainer, part.startOffset);
  const blanks = selected.length - selected.trimStart().length;
  const start = codePoints(before.toString()) + codePoints(selected.slice(0, blanks));
  return {
    paragraph: Number(text.dataset.paragraph),
    start,
    end: start + codePoints(exact),
    exact,
  };
}

// Every passage of the article that is selected, in order; none if nothing but blanks is, or if
// the selection begins or ends outside the article.
export function passagesOf(selection, article) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return [];
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return [];
  return [...article.querySelectorAll("[data-paragraph]")]
    .filter((text) => range.intersectsNode(text))
    .map((text) => passageIn(range, text))
    .filter(Boolean);
}

// The short form for addresses: `3.5-20~4.0-12`.
export const shortForm = (passages) =>
  passages.map((each) => `${each.paragraph}.${each.start}-${each.end}`).join("~");
