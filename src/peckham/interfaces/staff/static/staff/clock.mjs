// Counts seconds up, or down to a moment, beside words that are right without it.
const UNITS = (seconds) => {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return `${minutes}:${rest}`;
};

export function countFrom(element, start) {
  const tick = () => {
    element.textContent = UNITS((Date.now() - start.getTime()) / 1000);
  };
  element.setAttribute("role", "timer");
  tick();
  return window.setInterval(tick, 1000);
}

export function countTo(element, end) {
  const tick = () => {
    const left = (end.getTime() - Date.now()) / 1000;
    element.textContent = left > 0 ? UNITS(left) : element.dataset.over;
    if (left <= 0) window.clearInterval(timer);
  };
  element.setAttribute("role", "timer");
  const timer = window.setInterval(tick, 1000);
  tick();
  return timer;
}
