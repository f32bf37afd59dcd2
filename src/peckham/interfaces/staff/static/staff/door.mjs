// The door's form: asks the server who would hold the request whenever the answers that decide it
// change, and turns the page into one thing as soon as a red flag is ticked. Without this file the
// button "Check who holds it next" does the same.
import { countFrom } from "./clock.mjs";

const form = document.querySelector("form[data-preview]");
const next = document.getElementById("next");
let tickedAt = null;
let latest = 0;

function question() {
  const asked = new URLSearchParams();
  const category = form.elements.category.value;
  const flags = [...form.querySelectorAll("input[name=red_flags]:checked")];
  if (!category && flags.length === 0) return null;
  asked.set("category", category);
  for (const flag of flags) asked.append("red_flags", flag.value);
  if (form.dataset.person) asked.set("person", form.dataset.person);
  return asked;
}

async function show() {
  const asked = question();
  const turn = ++latest;
  const live = asked?.has("red_flags") ?? false;
  const turns = live && tickedAt === null;
  tickedAt = live ? (tickedAt ?? new Date()) : null;
  next.setAttribute("aria-live", live ? "assertive" : "polite");
  form.classList.toggle("take--live", live);
  if (!asked) return;
  const answer = await fetch(`${form.dataset.preview}?${asked}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  next.replaceChildren(...page.body.childNodes);
  const clock = next.querySelector("[data-count-from]");
  if (clock && tickedAt) countFrom(clock, tickedAt);
  if (turns) next.scrollIntoView({ block: "center" });
}

if (form && next) {
  form.addEventListener("change", (event) => {
    if (["category", "red_flags"].includes(event.target.name)) show();
  });
  show();
}
