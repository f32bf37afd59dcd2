// Counts down the offers of a page.
import { countTo } from "./clock.mjs";

for (const clock of document.querySelectorAll("[data-count-to]")) {
  countTo(clock, new Date(clock.dataset.countTo));
}
