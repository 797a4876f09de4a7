// A reply that comes in stands where it will stand after a reload: below what was answered before it.

export function placeAmongReplies(reply) {
  const parent = document.getElementById(reply.dataset.parent);
  if (!parent) return;
  const below = new Set([parent.id]);
  let last = parent;
  for (let next = parent.nextElementSibling; next; next = next.nextElementSibling) {
    if (next === reply) continue;
    if (next.matches(".comment")) {
      if (!below.has(next.dataset.parent)) break;
      below.add(next.id);
    }
    last = next;
  }
  const slot = reply.nextElementSibling;
  last.after(reply);
  reply.after(slot);
}
