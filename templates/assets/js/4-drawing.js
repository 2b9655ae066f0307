// A drawing that Vega draws again in the place of the one from the build.

const bundle = document.querySelector("script[data-bundle]")?.dataset.bundle;
const live = new Map(); // from the element of a drawing to what Vega draws in it
let vega;
let dragged;

// The bundle; a failure is forgotten, so that a reader who is back online can try again.
function loadVega() {
  vega ??= import(new URL(bundle, document.baseURI)).catch((error) => {
    vega = undefined;
    throw error;
  });
  return vega;
}

// The same generator as in the build, so that what is drawn by chance is drawn the same.
function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

// Text is measured when it is drawn, and a font that comes later would not be. Of the families only the first is the
// site's; the next stands in for it where the machine has it, and loading one that it has not fails.
function fontsOf(drawing) {
  const [family] = getComputedStyle(drawing).fontFamily.split(",");
  const loaded = ["400", "600"].map((weight) => document.fonts.load(`${weight} 13px ${family}`));
  return Promise.allSettled(loaded);
}

async function bringToLife(drawing, variant, tables, settings) {
  const { View, expressionInterpreter, parse, setRandom } = await loadVega();
  await fontsOf(drawing);
  const still = drawing.querySelector("svg");
  const spec = structuredClone(variant.spec);
  for (const data of spec.data ?? []) {
    if ("table" in data) data.values = structuredClone(tables[data.table]);
    delete data.table;
  }
  const faults = [];
  const logger = {
    level: () => logger,
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
    error: (...parts) => {
      faults.push(parts);
      return logger;
    },
  };
  const holder = element("div", "drawing-live");
  setRandom(seeded(variant.seed));
  const view = new View(parse(spec, null, { ast: true }), {
    expr: expressionInterpreter,
    hover: false,
    logger,
    renderer: "svg",
    tooltip: () => {},
  });
  await view.initialize(holder).runAsync();
  if (view.signal.length && spec.signals.some(({ name }) => name === "geo_interval_init_tick")) {
    await view.signal("geo_interval_init_tick", {}).runAsync();
  }
  for (const [name, value] of settings) view.signal(name, value);
  await view.runAsync();
  const svg = holder.querySelector("svg");
  if (faults.length || !svg) {
    view.finalize();
    throw new Error("the chart could not be drawn again");
  }
  for (const name of ["width", "height", "viewBox"]) svg.setAttribute(name, still.getAttribute(name));
  svg.setAttribute("class", "chart");
  svg.setAttribute("aria-hidden", "true");
  // A finger that is drawn sideways over such a chart brushes; up and down it still scrolls the page.
  if (JSON.stringify(spec.marks).includes('_brush"')) svg.style.touchAction = "pan-y";
  still.replaceWith(holder);
  live.set(drawing, { view, svg, width: Number(still.getAttribute("width")) });
  return live.get(drawing);
}

const scaleOf = ({ svg, width }) => svg.getBoundingClientRect().width / width;

// Vega reads pointers in px of the window, but a drawing is shown smaller or larger than it was drawn. So while an
// event is on its way to Vega, it says where the pointer would be over a drawing of full size.
function straighten(event) {
  const drawing = dragged ?? event.target.closest?.(".drawing");
  const chart = live.get(drawing);
  if (event.type === "pointerdown" && chart) dragged = drawing;
  if (event.type === "pointerup" || event.type === "pointercancel") dragged = undefined;
  if (!chart) return;
  const { left, top } = chart.svg.getBoundingClientRect();
  const scale = scaleOf(chart);
  if (Math.abs(scale - 1) < 0.001) return;
  Object.defineProperty(event, "clientX", { value: left + (event.clientX - left) / scale });
  Object.defineProperty(event, "clientY", { value: top + (event.clientY - top) / scale });
}

for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel", "click", "dblclick", "wheel"]) {
  window.addEventListener(type, straighten, { capture: true, passive: true });
}
