// Says, politely and once, that the hour is nearly over, and offers more time.
const box = document.querySelector("[data-kept-until]");
const WARN_BEFORE = 5 * 60 * 1000;

if (box) {
  const left = Date.parse(box.dataset.keptUntil) - Date.now();
  window.setTimeout(() => {
    box.querySelector("[aria-live]").textContent = box.dataset.warning;
    box.querySelector("form").hidden = false;
  }, Math.max(0, left - WARN_BEFORE));
}
