// Keys for people who live in these pages: / finds, j and k move, ? explains. Enter is the
// browser's own, because moving puts the focus on the line's link.
const WRITING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

function writes(target) {
  return target instanceof Element && target.matches(WRITING);
}

function openers() {
  return [...document.querySelectorAll("[data-row] [data-open]")].filter(
    (opener) => opener.getClientRects().length > 0,
  );
}

function move(step) {
  const all = openers();
  if (all.length === 0) return;
  const row = document.activeElement?.closest("[data-row]");
  const at = all.findIndex((opener) => opener.closest("[data-row]") === row);
  const next = at === -1 ? (step > 0 ? 0 : all.length - 1) : at + step;
  all[Math.max(0, Math.min(all.length - 1, next))].focus();
}

function find(event) {
  const box = document.querySelector("[data-search-first]") ?? document.querySelector("[data-search-key]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function explain(event) {
  const dialog = document.getElementById("keys");
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

const KEYS = { j: () => move(1), k: () => move(-1), "/": find, "?": explain };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (writes(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  KEYS[event.key]?.(event);
});

document.querySelector("[data-help]")?.addEventListener("click", explain);
