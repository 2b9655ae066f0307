// Interactive figures: nothing is loaded until one is pointed at, touched, focused or set.

const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

function start(stage, number) {
  const drawings = [...stage.querySelectorAll(".drawing")];
  const inputs = [...stage.querySelectorAll("[data-parameter]")];
  const tip = makeTip(stage);
  const settings = new Map();
  let opened; // the view file and its tables
  let last; // the pointer or key that still waits for an answer
  let current; // the value that the keyboard is at

  const visible = () => drawings.find((drawing) => drawing.getClientRects().length);

  async function open() {
    const url = new URL(stage.dataset.view, document.baseURI);
    const [file] = await Promise.all([fetched(url).then((response) => response.json()), loadVega()]);
    return { file, tables: await Promise.all(file.tables.map((table) => rowsOf(table, url))) };
  }

  const chartOf = async (drawing) => {
    const { file, tables } = await opened;
    return bringToLife(drawing, (drawing.matches(".drawing-narrow") && file.narrow) || file.wide, tables, settings);
  };

  const waking = new Map();
  // Makes the drawing that is shown answer. If that fails, the figure stays as it is.
  async function wake() {
    const drawing = visible();
    if (!drawing || live.has(drawing)) return;
    opened ??= open();
    if (!waking.has(drawing)) waking.set(drawing, chartOf(drawing));
    try {
      await waking.get(drawing);
      stage.classList.add("is-live");
      const waiting = last;
      last = undefined;
      if (waiting) waiting();
    } catch {
      opened = undefined;
      waking.delete(drawing);
    }
  }

  function show(chart, point, aloud) {
    const svg = chart.svg.getBoundingClientRect();
    const home = stage.getBoundingClientRect();
    const scale = scaleOf(chart);
    const at = (x, y) => [svg.left - home.left + x * scale, svg.top - home.top + y * scale];
    tip.show(point, at, scale, { aloud });
  }

  function point(target, x, y) {
    const chart = live.get(visible());
    if (!chart) {
      last = () => point(document.elementFromPoint(x, y), x, y);
      wake();
      return;
    }
    const svg = chart.svg.getBoundingClientRect();
    const scale = scaleOf(chart);
    const meant = pointed(points(chart.view), target?.__data__, (x - svg.left) / scale, (y - svg.top) / scale);
    current = undefined;
    if (meant) show(chart, meant, false);
    else tip.hide();
  }

  function press(key) {
    const chart = live.get(visible());
    if (!chart) {
      last = () => press(key);
      wake();
      return;
    }
    const all = points(chart.view);
    // Another run of the chart has made other marks.
    const from = current && all.find(({ item, x, y }) => item === current.item || (x === current.x && y === current.y));
    current = next(all, from, key);
    if (current) show(chart, current, true);
  }

  const leave = () => {
    last = undefined;
    current = undefined;
    tip.hide();
  };

  const overDrawing = (event) => event.target.closest?.(".drawing");
  // `straighten` may have changed where the event says it is; the page's own coordinates stay.
  const pointer = (event) => point(event.target, event.pageX - window.scrollX, event.pageY - window.scrollY);
  for (const type of ["pointerover", "pointermove", "pointerdown"]) {
    stage.addEventListener(type, (event) => {
      if (overDrawing(event)) pointer(event);
    });
  }
  stage.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") leave();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!stage.contains(event.target)) leave();
  });
  stage.addEventListener("focusin", wake);
  stage.addEventListener("focusout", leave);
  stage.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (!overDrawing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = event.key === "Enter" && current?.item.href;
    if (link && /^(?:https?:|[^:]*$)/i.test(link)) window.location.assign(link);
    if (!KEYS.has(event.key)) return;
    event.preventDefault();
    press(event.key);
  });

  stage.insertAdjacentElement("beforeend", element("p", "visually-hidden", stage.dataset.hint)).id = `page--hint-${number}`;
  for (const drawing of drawings) {
    drawing.tabIndex = 0;
    drawing.setAttribute("role", "application");
    drawing.setAttribute("aria-roledescription", stage.dataset.noun);
    drawing.setAttribute("aria-describedby", `page--hint-${number}`);
    drawing.querySelector("svg").setAttribute("aria-hidden", "true");
  }

  async function set(input) {
    const output = input.parentElement.querySelector("output");
    if (output) output.textContent = input.value;
    await wake();
    if (!opened) return;
    const choices = (await opened).file.choices ?? {};
    const name = input.dataset.parameter;
    settings.set(name, valueOf(input, choices[name]));
    for (const drawing of drawings) {
      const chart = live.get(drawing);
      if (chart) await chart.view.signal(name, settings.get(name)).runAsync();
    }
    tip.hide();
  }
  for (const input of inputs) {
    input.disabled = false;
    input.addEventListener("input", () => set(input));
  }

  new ResizeObserver(() => {
    if (stage.classList.contains("is-live")) wake();
  }).observe(stage);
}

function valueOf(input, choices) {
  if (choices) return choices[Number(input.value)];
  if (input.type === "checkbox") return input.checked;
  return input.type === "range" || input.type === "number" ? input.valueAsNumber : input.value;
}

document.querySelectorAll(".figure-stage").forEach(start);
