// Says that somebody signed in is soon signed out, lets them stay, and leaves nothing on the screen.
const box = document.querySelector("[data-idle-seconds]");

if (box) {
  const said = box.querySelector("[aria-live]");
  const stay = box.querySelector("form");
  const whole = Number(box.dataset.idleSeconds) * 1000;
  const warned = Number(box.dataset.warnSeconds) * 1000;
  let since = Date.now();

  const look = () => {
    const idle = Date.now() - since;
    if (idle >= whole) {
      // Whatever is on the screen is not for whoever comes next.
      location.replace(box.dataset.after);
    } else if (idle >= warned && !said.textContent) {
      said.textContent = box.dataset.warning;
      stay.hidden = false;
    }
  };

  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay) });
    if (!answer.ok || answer.redirected) return location.replace(box.dataset.after);
    since = Date.now();
    said.textContent = "";
    stay.hidden = true;
  });
  // A laptop that was shut counts the time too: look when it is opened again.
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
}
