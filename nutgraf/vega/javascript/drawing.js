// Runs after Vega: defines `nutgrafDraw(spec, seed, family)`, `nutgrafFreeze(spec, seed, family)`, `nutgrafDrawn()`,
// `nutgrafWidth(text, size, weight, font)`, `nutgrafFaces()`, `nutgrafSurvey()` and, from `environment.js`, `runTimers()`.
(() => {
  const { vega, vegaLite } = globalThis.nutgraf;
  const measure = textMeasure(globalThis.nutgrafTables);
  let defaultFamily = "";

  vega.textMetrics.width = (item, text) => {
    const font = `${item.font},${defaultFamily}`;
    const width = measure(text, vega.textMetrics.height(item), item.fontWeight, item.fontStyle, font);
    return item.limit > 0 ? Math.min(width, item.limit) : width;
  };

  const refused = (uri) => Promise.reject(new Error(`the chart loads ${uri}, but data must be in the spec`));
  const loader = {
    load: refused,
    http: refused,
    file: refused,
    sanitize: (uri) => Promise.resolve({ href: uri }),
  };

  const listener = (errors) => {
    const ignore = () => logger;
    const keep = (...parts) => {
      errors.push(parts.map((part) => part?.message ?? String(part)).join(" "));
      return logger;
    };
    // Vega only warns of data that it could not load or read, and draws nothing.
    const lost = /^(?:Loading|Data ingestion) failed/;
    const warn = (...parts) => (lost.test(parts[0]) ? keep(parts.at(-1)) : logger);
    const logger = { level: ignore, warn, info: ignore, debug: ignore, error: keep };
    return logger;
  };

  const run = async (specText, seed, result) => {
    const errors = [];
    let view = null;
    try {
      seedRandom(seed);
      vegaLite.resetIdCounter();
      vega.resetSVGDefIds();
      const compiled = vegaLite.compile(JSON.parse(specText), { logger: listener([]) }).spec;
      view = new vega.View(vega.parse(compiled), { loader, logger: listener(errors), renderer: "none" });
      await view.runAsync();
      if (compiled.signals?.some((signal) => signal.name === "geo_interval_init_tick")) {
        // An interval selection on a map starts from its value only after a first run.
        await view.signal("geo_interval_init_tick", {}).runAsync();
      }
      if (errors.length) throw new Error(errors[0]);
      return await result(view, compiled);
    } finally {
      view?.finalize();
    }
  };

  // What was drawn last, for whoever wants to know what it shows.
  let shown = null;
  const survey = surveyor(vega);
  const svg = (view, compiled) => {
    shown = () => survey(view, compiled);
    return view.toSVG();
  };

  // The compiled spec with the layout that was found, so that another machine, which may measure text otherwise,
  // draws the plots in the same places; and the inputs that Vega would put below the chart, which pages have as HTML.
  const frozen = (view, compiled) => {
    const { left, top, right, bottom } = view.padding();
    const [x, y] = view.origin();
    const total = [view._viewWidth + left + right, view._viewHeight + top + bottom];
    const padding = { left: left + x, top: top + y };
    padding.right = total[0] - view.width() - padding.left;
    padding.bottom = total[1] - view.height() - padding.top;
    const { $schema, autosize, background, description, title, usermeta, signals = [], ...rest } = compiled;
    const controls = signals
      .filter((signal) => signal.bind?.input)
      .map(({ name, bind }) => ({ name, bind, value: view.signal(name) ?? null }));
    const size = {};
    for (const name of ["width", "height"]) if (name in compiled) size[name] = view[name]();
    const spec = { ...rest, ...size, autosize: "none", padding };
    spec.signals = signals.map(({ bind, ...signal }) => signal);
    return JSON.stringify({ spec, controls });
  };

  // Starts a drawing. Promises settle when the call returns; only links and images need `runTimers` as well.
  let outcome = "";
  const start = (result) => (specText, seed, family) => {
    defaultFamily = family;
    outcome = "";
    shown = null;
    forgetTimers();
    run(specText, seed, result).then(
      (text) => {
        outcome = text;
      },
      (error) => {
        outcome = error?.message || String(error);
      },
    );
  };
  globalThis.nutgrafDraw = start(svg);
  globalThis.nutgrafFreeze = start(frozen);

  // The SVG or JSON text, or what went wrong; empty while there is neither. Data may hold half of a character, and Vega
  // leaves half of one where it cuts a label: no UTF-8 has that, and who waits for it would wait for ever.
  globalThis.nutgrafDrawn = () => outcome.toWellFormed();

  // JSON of what the last drawing shows; empty where nothing was drawn.
  globalThis.nutgrafSurvey = () => {
    const surveyed = shown?.() ?? "";
    shown = null;
    return surveyed;
  };

  globalThis.nutgrafWidth = (text, size, weight, font) => measure(text, size, weight, "normal", font);
  globalThis.nutgrafFaces = () => JSON.stringify(measure.faces());
})();
