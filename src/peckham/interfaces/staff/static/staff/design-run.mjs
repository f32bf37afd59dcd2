// Asks every second how far a search for a plan is, and stops asking when it is over.
const box = document.getElementById("run-state");

async function ask() {
  const answer = await fetch(box.dataset.state, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = (root) => root.querySelector(".standing").textContent;
  if (said(page) !== said(box)) box.replaceChildren(...page.body.childNodes);
  if (!box.querySelector("progress")) window.clearInterval(timer);
}

const timer = box ? window.setInterval(ask, 1000) : null;
