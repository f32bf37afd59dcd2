// Starts the component library on pages that can use it. Every page works without this file.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

const address = document.querySelector('meta[name="component-script"]')?.content;
if (address) {
  const { initAll } = await import(address);
  initAll();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
