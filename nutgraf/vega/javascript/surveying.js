// Defines `surveyor(vega)`: what a drawing shows, for those who judge charts. It looks at marks where they were drawn,
// at scales as they came out, at axes with the words that they carry, so that it does not matter how a chart was made.
globalThis.surveyor = (vega) => {
  const MOST_PAINTS = 64;
  const CONTINUOUS = ["linear", "log", "pow", "sqrt", "symlog", "time", "utc"];
  const CATEGORICAL = /^(category|accent|dark2|observable10|paired|pastel|set\d|tableau)/;
  const last = (entry) => (Array.isArray(entry) ? entry.at(-1) : entry);
  const every = (entry) => (Array.isArray(entry) ? entry : entry ? [entry] : []);
  const number = (value) => (Number.isFinite(+value) ? +value : null);
  const value = (field, item) => vega.field(field)(item.datum);

  // The scale of that name as the marks in a group know it.
  const scaleIn = (group, name) => {
    for (let at = group; at; at = at.mark?.group) {
      const scale = at.context?.scales?.[name]?.value;
      if (scale) return scale;
    }
    return undefined;
  };

  // Fields with the lower ends of what is stacked from zero; those of streams, stacked around a middle, are no such.
  const stackStarts = (compiled) => {
    const found = new Set();
    const look = (group) => {
      const steps = (group.data ?? []).flatMap((data) => data.transform ?? []);
      for (const step of steps) if (step.type === "stack" && step.offset !== "center") found.add(step.as?.[0]);
      for (const mark of group.marks ?? []) look(mark);
    };
    look(compiled);
    return found;
  };

  const legendScales = (group) => {
    const own = (group.legends ?? []).flatMap((legend) =>
      ["fill", "stroke", "shape", "size", "opacity", "strokeDash"].map((channel) => legend[channel]).filter(Boolean),
    );
    return [...own, ...(group.marks ?? []).flatMap(legendScales)];
  };

  // What an end of a mark stands for: a value in the data, the start of a stack, a fixed value, the edge of the plot.
  const meaning = (end, starts) => {
    if (end.scale === undefined) return { kind: "edge" };
    if (typeof end.field === "string") return { kind: starts.has(end.field) ? "stack" : "field", field: end.field };
    return typeof end.value === "number" ? { kind: "constant", value: end.value } : { kind: "edge" };
  };

  // Where marks with a length begin, in units of the data; null for those that lead from one value to another.
  const baseOf = (encode, items, group, starts) => {
    for (const [channel, other] of [["x", "x2"], ["y", "y2"]]) {
      const ends = [last(encode[channel]), last(encode[other])];
      const name = ends[0]?.scale ?? ends[1]?.scale;
      const scale = name === undefined ? undefined : scaleIn(group, name);
      if (!ends[0] || !ends[1] || !scale?.invert) continue;
      const means = ends.map((end) => meaning(end, starts));
      const base = means.find((each) => each.kind !== "field");
      const far = means.find((each) => each.kind === "field");
      if (!base || !far) continue;
      const found = { channel, scale: name, kind: base.kind, value: base.value ?? 0, below: 0, above: 0 };
      for (const item of items) {
        const end = number(value(far.field, item));
        if (end !== null && end < found.value) found.below += 1;
        if (end !== null && end > found.value) found.above += 1;
      }
      return found;
    }
    return null;
  };

  // How many of the times that marks stand for lie beyond the ends of the axis.
  const timesOf = (encode, items, group) => {
    for (const channel of ["x", "y"]) {
      const ends = [last(encode[channel]), last(encode[`${channel}2`])];
      const end = ends.find((each) => typeof each?.field === "string" && each.scale !== undefined);
      const scale = end && scaleIn(group, end.scale);
      if (!scale || !["time", "utc"].includes(scale.type)) continue;
      const [from, to] = [Math.min(...scale.domain().map(Number)), Math.max(...scale.domain().map(Number))];
      const pixel = (to - from) / (Math.abs(scale.range().at(-1) - scale.range()[0]) || 1);
      const found = { scale: end.scale, start: from, stop: to, first: null, last: null, values: 0, outside: 0 };
      for (const item of items) {
        const time = value(end.field, item) == null ? null : number(value(end.field, item));
        if (time === null) continue;
        found.values += 1;
        found.outside += time < from - pixel || time > to + pixel;
        found.first = found.first === null ? time : Math.min(found.first, time);
        found.last = found.last === null ? time : Math.max(found.last, time);
      }
      return found.values ? found : null;
    }
    return null;
  };

  const solid = (paint) => (typeof paint === "string" && paint !== "transparent" && paint !== "none" ? paint : "");

  // A colour as `#rrggbb`, or as a variable of the theme, and how much of it is seen.
  const rgb = vega.expressionFunction("rgb");
  const colours = new Map();
  const colour = (paint, opacity) => {
    if (!paint || paint.startsWith("var(")) return [paint, opacity];
    if (!colours.has(paint)) {
      const read = rgb(paint);
      colours.set(paint, Number.isNaN(read.r) ? ["", 0] : [read.formatHex(), read.opacity]);
    }
    const [hex, seen] = colours.get(paint);
    return [hex, seen * opacity];
  };

  // The category that a scale of colours gives an item's paint for; null where the paint comes from elsewhere.
  const categoryOf = (entries, item, paint, group) => {
    for (const entry of entries) {
      const scale = entry.scale === undefined ? undefined : scaleIn(group, entry.scale);
      if (!scale || scale.invert || scale.invertExtent) continue;
      const category = typeof entry.field === "string" ? value(entry.field, item) : entry.value;
      if (category !== undefined && scale(category) === paint) return { scale: entry.scale, category: String(category) };
    }
    return null;
  };

  const paintOf = (item, encode, group, size) => {
    const opacity = item.opacity ?? 1;
    const fill = solid(item.fill);
    const stroke = item.strokeWidth === 0 ? "" : solid(item.stroke);
    const from = (channel, paint) => (paint ? categoryOf(every(encode[channel]), item, paint, group) : null);
    const byFill = from("fill", fill);
    const key = byFill ?? from("stroke", stroke);
    const [inside, insideSeen] = colour(fill, opacity * (item.fillOpacity ?? 1));
    const [outline, outlineSeen] = colour(stroke, opacity * (item.strokeOpacity ?? 1));
    const { bounds } = item;
    return {
      fill: inside,
      fill_opacity: insideSeen,
      stroke: outline,
      stroke_opacity: outlineSeen,
      stroke_width: outline ? (item.strokeWidth ?? 1) : 0,
      scale: key?.scale ?? "",
      category: key?.category ?? "",
      keyed: key === null ? "" : byFill ? "fill" : "stroke",
      sign: String(item.shape ?? item.strokeDash ?? ""),
      across: size !== null && (bounds.x2 - bounds.x1 >= size.width - 1 || bounds.y2 - bounds.y1 >= size.height - 1),
      items: 0,
    };
  };

  const paintsOf = (encode, type, items, group, size) => {
    const found = new Map();
    // A line has the paint of its first point.
    const painted = ["line", "area", "trail"].includes(type) ? items.slice(0, 1) : items;
    for (const item of painted) {
      if (item.opacity === 0 || found.size >= MOST_PAINTS) continue;
      const paint = paintOf(item, encode, group, size);
      const key = JSON.stringify(paint);
      if (!found.has(key)) found.set(key, paint);
      found.get(key).items += 1;
    }
    return [...found.values()];
  };

  // The share of points that others hide by three quarters or more: painted one after the other, then counted.
  const hiddenShare = (items, size) => {
    const [width, height] = [Math.ceil(size.width) + 1, Math.ceil(size.height) + 1];
    const top = new Int32Array(width * height);
    const seen = new Int32Array(items.length);
    const whole = new Int32Array(items.length);
    items.forEach((item, index) => {
      const radius = Math.sqrt(Math.max(item.size ?? 64, 1) / Math.PI);
      for (let y = Math.max(0, Math.ceil(item.y - radius)); y <= Math.min(height - 1, item.y + radius); y += 1) {
        const half = Math.sqrt(Math.max(0, radius * radius - (y - item.y) ** 2));
        for (let x = Math.max(0, Math.ceil(item.x - half)); x <= Math.min(width - 1, item.x + half); x += 1) {
          const under = top[y * width + x];
          if (under) seen[under - 1] -= 1;
          top[y * width + x] = index + 1;
          seen[index] += 1;
          whole[index] += 1;
        }
      }
    });
    let hidden = 0;
    for (let index = 0; index < items.length; index += 1) hidden += whole[index] > 0 && seen[index] * 4 <= whole[index];
    return items.length ? hidden / items.length : 0;
  };

  // The slices of a pie; none where arcs say by their radius how much.
  const slicesOf = (items) => {
    const radii = new Set(items.map((item) => Math.round(item.outerRadius)));
    return radii.size > 1 ? 0 : items.filter((item) => Math.abs(item.endAngle - item.startAngle) > 1e-3).length;
  };

  const scalesOf = (encode) => {
    const found = {};
    for (const [channel, kind] of Object.entries({
      ...{ x: "x", x2: "x", xc: "x", y: "y", y2: "y", yc: "y", fill: "colour", stroke: "colour" },
      ...{ startAngle: "theta", size: "size" },
    })) {
      for (const entry of every(encode[channel])) if (entry.scale !== undefined) found[kind] ??= entry.scale;
    }
    return found;
  };

  const mergeMark = (plot, mark) => {
    const same = plot.marks.find((each) => each.name === mark.name && each.type === mark.type);
    if (!same) {
      plot.marks.push(mark);
      return;
    }
    same.items += mark.items;
    same.slices += mark.slices;
    same.paints.push(...mark.paints);
    if (same.base && mark.base) for (const side of ["below", "above"]) same.base[side] += mark.base[side];
    else same.base ??= mark.base;
    if (same.times && mark.times) {
      same.times.values += mark.times.values;
      same.times.outside += mark.times.outside;
      same.times.first = Math.min(same.times.first, mark.times.first);
      same.times.last = Math.max(same.times.last, mark.times.last);
    } else same.times ??= mark.times;
  };

  // Names of scales by what their definitions say: that readers set the domain, that colours are those of a ramp.
  const definedScales = (group, found = { selected: new Set(), ordered: new Set() }) => {
    for (const { name, domainRaw, range } of group.scales ?? []) {
      if (domainRaw) found.selected.add(name);
      const scheme = String(range?.scheme ?? range).toLowerCase();
      if (typeof (range?.scheme ?? range) === "string" && !CATEGORICAL.test(scheme)) found.ordered.add(name);
    }
    for (const mark of group.marks ?? []) definedScales(mark, found);
    return found;
  };

  const noteScales = (known, group, names, defined) => {
    for (const name of names) {
      const scale = scaleIn(group, name);
      if (!scale || known[name]) continue;
      const numbers = CONTINUOUS.includes(scale.type) ? scale.domain().map(number).filter((end) => end !== null) : [];
      const ends = numbers.length ? [Math.min(...numbers), Math.max(...numbers)] : [0, 0];
      const [selected, ordered] = [defined.selected.has(name), defined.ordered.has(name)];
      known[name] = { type: scale.type ?? "", low: ends[0], high: ends[1], selected, ordered };
    }
  };

  const surveyMark = (scene, definition, plot, group, seen) => {
    const encode = { ...definition.encode?.enter, ...definition.encode?.update };
    const { marktype: type, items } = scene;
    const scales = scalesOf(encode);
    noteScales(plot.scales, group, Object.values(scales), seen.defined);
    const size = { width: plot.width, height: plot.height };
    const style = [definition.style].flat()[0];
    const drawn = type === "rule" || type === "text" || type === "image" ? [] : items;
    mergeMark(plot, {
      name: definition.name ?? "",
      type,
      style,
      scales,
      items: items.length,
      base: baseOf(encode, items, group, seen.starts),
      times: timesOf(encode, drawn, group),
      paints: ["text", "image"].includes(type) ? [] : paintsOf(encode, type, items, group, style === "rect" ? size : null),
      slices: type === "arc" && last(encode.startAngle)?.scale !== undefined ? slicesOf(items) : 0,
      hidden: type === "symbol" && items.length > 1 && items.every((item) => solid(item.fill)) ? hiddenShare(items, size) : 0,
    });
  };

  // Words of an axis: what stands along it, and what it is called.
  const surveyAxis = (scene) => {
    const [axis] = scene.items;
    const texts = (role) =>
      axis.items
        .filter((mark) => mark.role === role)
        .flatMap((mark) => mark.items)
        .filter((item) => item.opacity !== 0 && item.text != null)
        .map((item) => [item.text].flat().join(" "));
    const { scale, orient } = axis.datum;
    return { scale, upright: ["left", "right"].includes(axis.orient ?? orient), title: texts("axis-title").join(" "), labels: texts("axis-label") };
  };

  const surveyGroup = (group, definition, plot, survey, seen) => {
    const marks = definition.marks ?? [];
    let next = 0;
    for (const scene of group.items) {
      if (scene.role === "axis") {
        const axis = surveyAxis(scene);
        if (axis.labels.length) {
          survey.axes.push(axis);
          noteScales(survey.scales, group, [axis.scale], seen.defined);
        }
      }
      if (/^(axis|legend|title)/.test(scene.role)) continue;
      const inner = marks[next];
      next += 1;
      if (!inner) continue;
      if (inner.type !== "group") {
        // What Vega-Lite adds for selections has no style.
        if (inner.style) surveyMark(scene, inner, plot, group, seen);
        continue;
      }
      for (const item of scene.items) {
        const own = [inner.style].flat().includes("cell");
        surveyGroup(item, inner, own ? newPlot(survey, item) : plot, survey, seen);
      }
    }
  };

  const newPlot = (survey, group) => {
    const plot = { width: group.width ?? 0, height: group.height ?? 0, scales: {}, marks: [] };
    survey.plots.push(plot);
    return plot;
  };

  return (view, compiled) => {
    const root = view.scenegraph().root.items[0];
    const [background] = colour(solid(compiled.background), 1);
    const survey = { background, plots: [], scales: {}, axes: [], legends: [...new Set(legendScales(compiled))] };
    const seen = { starts: stackStarts(compiled), defined: definedScales(compiled) };
    surveyGroup(root, compiled, newPlot(survey, root), survey, seen);
    survey.plots = survey.plots.filter((plot) => plot.marks.length);
    return JSON.stringify(survey);
  };
};
