// Counts the seconds of a live hand-over, and asks every three seconds whether somebody accepted.
import { countFrom } from "./clock.mjs";

const box = document.getElementById("live-state");
let timer = null;

function count() {
  window.clearInterval(timer);
  const clock = box.querySelector("[data-count-from]");
  timer = clock ? countFrom(clock, new Date(clock.dataset.countFrom)) : null;
}

async function ask() {
  const answer = await fetch(box.dataset.state, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shape = (root) => [...root.querySelectorAll(".live__who, .live__label")].map((part) => part.textContent).join("|");
  if (shape(page) === shape(box)) return;
  box.replaceChildren(...page.body.childNodes);
  count();
}

if (box) {
  count();
  window.setInterval(ask, 3000);
}
