// The box that says a value, and the outline of the mark that it is about.

const MARGIN = 8; // px to the edges of the window

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function makeTip(stage) {
  const box = element("div", "figure-tip");
  const outline = element("div", "figure-outline");
  const status = element("p", "visually-hidden");
  status.setAttribute("role", "status");
  box.setAttribute("aria-hidden", "true"); // what it says is said by the status, when the keyboard asks
  box.hidden = true;
  outline.hidden = true;
  stage.append(outline, box, status);

  const fill = (words) => {
    if (words.length === 1 && !words[0][0]) {
      box.replaceChildren(element("p", "", words[0][1]));
      return;
    }
    const list = element("dl");
    for (const [title, value] of words) {
      const row = element("div");
      row.append(element("dt", "", title), element("dd", "", value));
      list.append(row);
    }
    box.replaceChildren(list);
  };

  // Beside the point, on the side where there is room; never outside the window.
  const place = (x, y) => {
    const home = stage.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const room = document.documentElement.clientWidth - MARGIN;
    let left = home.left + x + 14;
    if (left + width > room) left = home.left + x - 14 - width;
    left = Math.max(MARGIN, Math.min(left, room - width));
    let top = home.top + y - height - 10;
    if (top < MARGIN) top = Math.min(home.top + y + 14, window.innerHeight - MARGIN - height);
    box.style.left = `${left - home.left}px`;
    box.style.top = `${top - home.top}px`;
  };

  return {
    get shown() {
      return !box.hidden;
    },
    // `at(x, y)` gives the place in the stage of a place in the drawing, `scale` how large the drawing is shown.
    show(point, at, scale, { aloud = false } = {}) {
      fill(point.words);
      box.hidden = false;
      const round = POINTS.has(point.type);
      outline.hidden = !round && point.type !== "rect";
      outline.classList.toggle("round", round);
      const { x1, y1, x2, y2 } = point.box;
      const [left, top] = round ? at(point.x, point.y) : at(x1, y1);
      Object.assign(outline.style, { left: `${left}px`, top: `${top}px` });
      Object.assign(outline.style, {
        width: round ? "" : `${(x2 - x1) * scale}px`,
        height: round ? "" : `${(y2 - y1) * scale}px`,
      });
      place(...at(point.x, point.y));
      if (aloud) status.textContent = point.words.map((pair) => pair.filter(Boolean).join(": ")).join(", ");
    },
    hide() {
      box.hidden = true;
      outline.hidden = true;
      status.textContent = "";
    },
  };
}
