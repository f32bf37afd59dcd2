// The map of a neighbourhood plan, drawn over the picture that stands there without this file. On
// the page that moves small areas it also moves them: choose one by a click, then drag it. All that
// it does, the form below the map does too.
const box = document.getElementById("map");
const form = document.getElementById("move");
const tried = document.getElementById("tried");
const BORDER = "#1b2723";

function draw(L, shapes) {
  const map = L.map(box, { attributionControl: false, zoomSnap: 0.25, keyboardPanDelta: 60 });
  const colours = new Map(shapes.parts.map((part) => [part.code, part.colour]));
  const names = new Map(shapes.parts.map((part) => [part.code, part.name]));
  const homes = new Map(shapes.features.map((one) => [one.id, one.properties.home]));
  const layers = new Map();
  const style = (one) => ({ color: "#ffffff", weight: 0.7, fillColor: colours.get(homes.get(one.id)), fillOpacity: 1 });
  const whole = L.geoJSON(shapes, { style, onEachFeature: (one, layer) => layers.set(one.id, layer) }).addTo(map);
  const lines = { style: { color: BORDER, weight: 2, fill: false }, interactive: false };
  L.geoJSON(shapes.borders, lines).addTo(map);
  for (const part of shapes.parts) {
    L.tooltip({ permanent: true, direction: "center", className: "map__name" })
      .setLatLng(part.at).setContent(document.createTextNode(part.name)).addTo(map);
  }
  const fit = () => map.fitBounds(whole.getBounds(), { padding: [6, 6], animate: false });
  fit();
  map.on("resize", fit);
  return { L, map, layers, homes, names, style, whole };
}

function describe(one, drawn) {
  const count = (people) => (people === null ? "?" : people.toLocaleString("en-GB"));
  const { name, residents, registered } = one.properties;
  return `${name} (${one.id}), ${drawn.names.get(drawn.homes.get(one.id))}: ${count(residents)} / ${count(registered)}`;
}

function sayWhatIsUnderThePointer(drawn, said) {
  drawn.whole.on("mouseover", (event) => {
    said.textContent = describe(event.layer.feature, drawn);
  });
}

function mover(drawn, said) {
  let chosen = null;
  let dragging = false;

  function choose(one) {
    if (chosen) drawn.layers.get(chosen).setStyle(drawn.style({ id: chosen }));
    chosen = one;
    if (!one) return;
    drawn.layers.get(one).setStyle({ color: BORDER, weight: 3 }).bringToFront();
    form.elements.area.value = one;
  }

  async function show(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["tried", "sizes-now"]) {
      const shown = page.getElementById(id);
      if (shown) document.getElementById(id).replaceChildren(...shown.childNodes);
    }
    window.history.replaceState(null, "", address);
    paint();
  }

  function moves() {
    return [...tried.querySelectorAll("input[name=move]")].map((input) => input.value);
  }

  function paint() {
    for (const one of drawn.whole.getLayers()) drawn.homes.set(one.feature.id, one.feature.properties.home);
    for (const text of moves()) drawn.homes.set(...text.split(":"));
    drawn.whole.setStyle(drawn.style);
    if (chosen) choose(chosen);
  }

  function address(extra, without) {
    const asked = new URLSearchParams();
    for (const text of moves()) if (!text.startsWith(`${without}:`)) asked.append("move", text);
    if (extra) asked.append("move", extra);
    return `${window.location.pathname}?${asked}`;
  }

  function move(area, to) {
    if (area && to && drawn.homes.get(area) !== to) show(address(`${area}:${to}`, area));
  }

  drawn.whole.on("click", (event) => choose(event.layer.feature.id));
  drawn.whole.on("mousedown", (event) => {
    if (event.layer.feature.id !== chosen) return;
    dragging = true;
    drawn.map.dragging.disable();
  });
  drawn.whole.on("mouseover", (event) => {
    if (dragging) said.textContent = `→ ${drawn.names.get(drawn.homes.get(event.layer.feature.id))}`;
  });
  drawn.whole.on("mouseup", (event) => {
    if (dragging) move(chosen, drawn.homes.get(event.layer.feature.id));
  });
  document.addEventListener("mouseup", () => {
    if (dragging) drawn.map.dragging.enable();
    dragging = false;
  });
  form.elements.area.addEventListener("change", () => choose(form.elements.area.value || null));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move(form.elements.area.value, form.elements.to.value);
  });
  tried.addEventListener("click", (event) => {
    const link = event.target.closest("[data-take-back]");
    if (!link) return;
    event.preventDefault();
    show(address("", link.dataset.takeBack));
  });
  paint();
}

if (box) {
  const [L, answer] = await Promise.all([import(box.dataset.leaflet), fetch(box.dataset.shapes)]);
  if (answer.ok) {
    const words = box.querySelector("img").alt;
    box.replaceChildren();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", words);
    const drawn = draw(L, await answer.json());
    const said = box.appendChild(document.createElement("p"));
    said.className = "map__said";
    sayWhatIsUnderThePointer(drawn, said);
    if (box.dataset.map === "move" && form && tried) mover(drawn, said);
  }
}
