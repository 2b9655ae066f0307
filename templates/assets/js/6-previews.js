// Previews: a link with `data-preview`, the id of an element of this page, shows a copy of that element in a card. A
// pointer that rests on the link opens it, the keyboard's focus, and the first tap of a finger; the second tap follows
// the link. Without this script the link is a link.

const PREVIEWED = "a[data-preview], a.footnote-ref";
const REST = 250; // ms that a pointer rests on a link before its card opens
const LEAVE = 250; // ms that a pointer may be on its way from the link to the card
const FIRST_ROWS = 5; // of a table
const BESIDE = 6; // px between the link and its card

// What a card shows of an element: the parts marked with `data-previewed`, or all that is in it. The ids of the
// originals stay theirs; those that a drawing refers to get names of their own, for what is hidden in the page (the
// drawing for the other width) must not be referred to.
function copied(source) {
  const parts = source.querySelectorAll("[data-previewed]");
  const copy = document.createDocumentFragment();
  for (const part of parts.length ? parts : source.childNodes) copy.append(part.cloneNode(true));
  for (const back of copy.querySelectorAll(".backlink, .footnote-backref")) back.remove();
  for (const svg of copy.querySelectorAll("svg")) rename(svg);
  for (const table of copy.querySelectorAll(".data-table")) shorten(table);
  for (const drawing of copy.querySelectorAll(".drawing")) drawing.setAttribute("aria-hidden", "true");
  for (const part of copy.querySelectorAll("*")) {
    if (!part.closest("svg")) part.removeAttribute("id");
    for (const name of ["aria-labelledby", "aria-describedby", "data-preview", "role", "tabindex"]) part.removeAttribute(name);
  }
  return copy;
}

// The card shows the first rows of a table, without the buttons that sort it.
function shorten(table) {
  for (const row of Array.from(table.tBodies[0].rows).slice(FIRST_ROWS)) row.remove();
  for (const button of table.querySelectorAll(".sort")) button.replaceWith(...button.childNodes);
  table.parentElement.removeAttribute("aria-label");
}

function rename(svg) {
  const ids = new Set(Array.from(svg.querySelectorAll("[id]"), (part) => part.id));
  svg.removeAttribute("id");
  for (const part of svg.querySelectorAll("*")) {
    if (part.id) part.id = `preview--${part.id}`;
    for (const attribute of part.attributes) {
      if (!attribute.value.includes("#")) continue;
      attribute.value = attribute.value.replace(/#([\w-]+)/g, (all, id) => (ids.has(id) ? `#preview--${id}` : all));
    }
  }
}

function startPreviews() {
  const card = element("div", "preview");
  card.id = "page--preview";
  card.popover = "manual";
  let link; // the one whose card is shown
  let timer;
  let touched = false; // by a finger, the last time that anything was pressed

  const previewed = (event) => event.target.closest?.(PREVIEWED);
  const isIn = (target) => card.contains(target) || (link?.contains(target) ?? false);
  const isSeen = (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  };
  const focused = () => card.contains(document.activeElement) || (link?.matches(":focus-visible") ?? false);

  function open(to, x, y) {
    close();
    const source = document.getElementById(to.dataset.preview ?? decodeURIComponent(to.hash.slice(1)));
    if (!source || source.contains(to) || (source.matches("figure") && isSeen(source))) return;
    card.replaceChildren(copied(source));
    card.classList.toggle("preview-figure", source.matches("figure"));
    link = to;
    link.after(card); // so that the keyboard comes from the link to those in the card, and on to the text
    link.setAttribute("aria-describedby", card.id);
    if (touched) link.setAttribute("aria-expanded", "true");
    card.showPopover?.();
    place(x, y);
  }

  function close() {
    clearTimeout(timer);
    if (!link) return;
    for (const name of ["aria-describedby", "aria-expanded"]) link.removeAttribute(name);
    link = undefined;
    card.remove();
  }

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  // Below the line of the link that is pointed at, or above it where there is more room; never outside the window.
  function place(x, y) {
    const lines = [...link.getClientRects()];
    const line = lines.find(({ top, bottom, right }) => y >= top && y <= bottom && x <= right) ?? lines[0];
    const set = (name, value) => card.style.setProperty(name, `${value}px`);
    for (const name of ["left", "top"]) set(name, 0);
    card.style.removeProperty("max-height");
    const { clientWidth, clientHeight } = document.documentElement;
    const above = line.top - BESIDE - MARGIN;
    const below = clientHeight - line.bottom - BESIDE - MARGIN;
    const under = below >= Math.min(above, card.offsetHeight);
    set("max-height", Math.max(under ? below : above, 0));
    // What scrolls must be reached by the keyboard, too.
    if (card.scrollHeight > card.clientHeight && !card.querySelector("a")) card.tabIndex = 0;
    else card.removeAttribute("tabindex");
    const { left, top, width, height } = card.getBoundingClientRect();
    const wanted = Math.min(line.left - MARGIN, clientWidth - MARGIN - width);
    set("left", Math.max(MARGIN, wanted) - left);
    set("top", (under ? line.bottom + BESIDE : line.top - BESIDE - height) - top);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const to = previewed(event);
    const { clientX, clientY } = event;
    if (isIn(event.target)) clearTimeout(timer);
    else if (to) later(() => open(to, clientX, clientY), REST);
    else later(() => focused() || close(), LEAVE);
  });
  document.documentElement.addEventListener("pointerleave", () => later(() => focused() || close(), LEAVE));
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (!isIn(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const to = previewed(event);
    if (!to || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (touched && to !== link) {
      open(to, event.clientX, event.clientY);
      if (link === to) event.preventDefault();
    } else close();
  });
  document.addEventListener("focusin", (event) => {
    const to = previewed(event);
    if (isIn(event.target)) clearTimeout(timer);
    else if (to?.matches(":focus-visible")) open(to);
    else close();
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape" || !link) return;
    const home = card.contains(document.activeElement) ? link : undefined;
    home?.focus();
    close();
  });
  const moved = (event) => {
    if (!link || card.contains(event.target)) return;
    if (event.target !== document || !isSeen(link)) close();
  };
  document.addEventListener("scroll", moved, { capture: true, passive: true });
  window.addEventListener("resize", close);
  window.addEventListener("pagehide", close);
}

startPreviews();
