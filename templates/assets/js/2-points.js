// The values of a drawn chart: where each mark with a tooltip is, and what it says.

const POINTS = new Set(["symbol", "line", "area", "trail"]);
const JOINED = new Set(["line", "area", "trail"]); // one shape in the page, a mark for each value in Vega
const REACH = 40; // px between a pointer and the point that it means

// Where a mark is pointed at, in the coordinates of its group.
function anchor(item, type) {
  const { x1, y1, x2, y2 } = item.bounds;
  if (POINTS.has(type)) return [item.x ?? 0, item.y ?? 0];
  if (type === "rect") return y2 - y1 >= x2 - x1 ? [(x1 + x2) / 2, y1] : [x2, (y1 + y2) / 2];
  if (type === "arc") {
    const angle = (item.startAngle + item.endAngle) / 2 - Math.PI / 2;
    const radius = ((item.innerRadius ?? 0) + item.outerRadius) / 2;
    return [item.x + radius * Math.cos(angle), item.y + radius * Math.sin(angle)];
  }
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

// All values: `x`, `y` and `box` in px of the drawing, `words` as pairs of title and value.
function points(view) {
  const found = [];
  const visit = (mark, dx, dy) => {
    for (const item of mark.items) {
      if (mark.marktype === "group") {
        for (const inner of item.items ?? []) visit(inner, dx + (item.x ?? 0), dy + (item.y ?? 0));
      }
      const words = item.tooltip == null || item.defined === false ? [] : said(item.tooltip);
      if (!words.length) continue;
      const [x, y] = anchor(item, mark.marktype);
      if (!Number.isFinite(x + y)) continue;
      const { x1, y1, x2, y2 } = item.bounds;
      const box = { x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy };
      found.push({ item, mark, type: mark.marktype, words, x: x + dx, y: y + dy, box });
    }
  };
  const { left, top } = view.padding();
  const [x, y] = view.origin();
  visit(view.scenegraph().root, left + x, top + y);
  return found;
}

// A tooltip as Vega gives it: words, or values by title.
function said(tooltip) {
  if (typeof tooltip !== "object") return tooltip === "" ? [] : [["", String(tooltip)]];
  if (Array.isArray(tooltip)) return [["", tooltip.map(plain).join(", ")]];
  return Object.entries(tooltip)
    .filter(([title, value]) => !title.startsWith("_") && value !== undefined)
    .map(([title, value]) => [title, plain(value)]);
}

function plain(value) {
  if (value === null || Number.isNaN(value)) return "–";
  if (Object.prototype.toString.call(value) === "[object Date]") {
    return Number.isNaN(+value) ? "–" : value.toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const least = (list, measure) => {
  const values = list.map(measure);
  return list[values.indexOf(Math.min(...values))];
};

// The value that a pointer at `x`, `y` means; `item` is the mark under it, if any. Lines and areas have a value for every
// place along x, so that there a reader need not hit the line.
function pointed(all, item, x, y) {
  const distance = (point) => Math.hypot(point.x - x, point.y - y);
  const hit = all.find((point) => point.item === item);
  if (hit && !JOINED.has(hit.type)) return hit;
  if (hit && hit.type === "area") {
    return least(all.filter(({ mark }) => mark === hit.mark), (point) => Math.abs(point.x - x));
  }
  const inside = ({ x1, y1, x2, y2 }) => x >= x1 - 4 && x <= x2 + 4 && y >= y1 - 4 && y <= y2 + 4;
  const touched = all.filter(({ type, box }) => !POINTS.has(type) && inside(box));
  if (touched.length) return least(touched, distance);
  const close = all.filter((point) => POINTS.has(point.type) && distance(point) <= REACH);
  const [best] = close.length ? [least(close, distance)] : [];
  if (best && distance(best) <= REACH / 3) return best;
  const along = all.filter(
    (point) => JOINED.has(point.type) && Math.abs(point.x - x) <= REACH && Math.abs(point.y - y) <= 5 * REACH,
  );
  return along.length ? least(along, (point) => Math.hypot(4 * (point.x - x), point.y - y)) : best;
}

// The value that an arrow key leads to from `from`. One axis is gone along, the other across values that share a place
// on it: down the bars of a chart of horizontal bars, else along x. A series is kept where it can be.
function next(all, from, key) {
  const lying = all.filter(({ type, box }) => type === "rect" && box.x2 - box.x1 > box.y2 - box.y1).length;
  const [along, across] = lying * 2 > all.length ? ["y", "x"] : ["x", "y"];
  const order = [...all].sort((one, other) => one[along] - other[along] || one[across] - other[across]);
  if (!from || key === "Home") return order[0];
  if (key === "End") return order.at(-1);
  const horizontal = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const beside = all.filter((point) => Math.abs(point[along] - from[along]) < 0.5);
  if (horizontal !== (along === "x") && beside.length > 1) {
    const further = beside.filter((point) => sign * (point[across] - from[across]) > 0.5);
    return further.length ? least(further, (point) => sign * point[across]) : from;
  }
  const further = all.filter((point) => sign * (point[along] - from[along]) >= 0.5);
  if (!further.length) return from;
  const nearest = least(further, (point) => sign * point[along])[along];
  const group = further.filter((point) => Math.abs(point[along] - nearest) < 0.5);
  const same = group.filter((point) => point.mark === from.mark);
  return least(same.length ? same : group, (point) => Math.abs(point[across] - from[across]));
}
