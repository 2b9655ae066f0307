// Keeps the page that is open like the site that is built. `nutgraf/server` puts this script at the head of each page,
// so it sees the page before any other script does, and tells it of each build.
//
// What differs is changed where it stands: what a reader has opened, and where the page is scrolled to, stays. Where a
// script of the page has made something else of the part that differs, or would have to, the page is loaded anew.

const OWN = new URL(".", import.meta.url).pathname; // the folder of this script
const own = document.querySelector(`script[src="${OWN}live.js"]`);
const { run } = own.dataset;
let number = Number(own.dataset.number);
let digest = own.dataset.digest; // of the page; empty while there is none

// Scripts of the page may do something with each of these when they start.
const STARTED = "figure, table, form, input, button, canvas, video, audio, object, iframe";

const FETCHED = new Set(["fetch", "xmlhttprequest", "iframe"]);

class Reload extends Error {}

// The document as it came, and what stands in the page for each of its nodes.
const came = document.documentElement.cloneNode(true);
const standing = new WeakMap();
pair(came, document.documentElement);
const renewed = new Map(); // the path of a picture that was loaded again: the number of the build
const loading = []; // style sheets

function pair(old, live) {
  standing.set(old, live);
  for (let i = 0; i < old.childNodes.length; i++) pair(old.childNodes[i], live.childNodes[i]);
}

// Whether all below `old` is in the page as it came.
const untouched = (old) => standing.get(old).isEqualNode(old);

const isStyle = (node) => node.nodeName === "LINK" && /(^|\s)stylesheet(\s|$)/i.test(node.rel);

const scriptsOf = (root) =>
  Array.from(root.querySelectorAll("script"))
    .filter((script) => script.getAttribute("src") !== `${OWN}live.js`)
    .filter((script) => !script.type || /module|javascript/i.test(script.type))
    .map((script) => script.outerHTML)
    .join("\n");

const scripted = scriptsOf(came) !== "";

function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const live = standing.get(old);
  if (!live.isConnected) throw new Reload();
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (live.data !== old.data) throw new Reload();
    live.data = old.data = fresh.data;
    return;
  }
  if (scripted && old.matches(STARTED) && !untouched(old)) throw new Reload();
  if (isStyle(old)) swapStyle(old, fresh);
  else patchAttributes(old, fresh);
  patchChildren(old, fresh);
}

function patchAttributes(old, fresh) {
  const live = standing.get(old);
  const names = new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()]);
  for (const name of names) {
    const value = fresh.getAttribute(name);
    if (value === old.getAttribute(name)) continue;
    if (live.getAttribute(name) !== old.getAttribute(name)) throw new Reload();
    for (const node of [old, live]) {
      if (value === null) node.removeAttribute(name);
      else node.setAttribute(name, value);
    }
  }
}

// The new sheet takes the old one's place when it is there, so that the page is never without.
function swapStyle(old, fresh) {
  const before = standing.get(old);
  const after = document.importNode(fresh, false);
  loading.push(
    new Promise((done) => {
      after.onload = after.onerror = () => {
        before.remove();
        done();
      };
    }),
  );
  before.after(after);
  standing.set(old, after);
  for (const name of old.getAttributeNames()) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
}

const alike = (old, fresh) => old.nodeName === fresh.nodeName && old.id === fresh.id;

function patchChildren(old, fresh) {
  const olds = Array.from(old.childNodes);
  const news = Array.from(fresh.childNodes);
  while (olds.length && news.length && olds[0].isEqualNode(news[0])) {
    olds.shift();
    news.shift();
  }
  const end = { old: null };
  while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) {
    end.old = olds.pop();
    news.pop();
  }
  while (olds.length && news.length) {
    const ahead = news.findIndex((node) => olds[0].isEqualNode(node));
    const behind = olds.findIndex((node) => node.isEqualNode(news[0]));
    if (ahead > 0) for (const node of news.splice(0, ahead)) insert(node, old, olds[0]);
    else if (behind > 0) olds.splice(0, behind).forEach(remove);
    else if (alike(olds[0], news[0])) patch(olds.shift(), news.shift());
    else {
      insert(news.shift(), old, olds[0]);
      remove(olds.shift());
    }
  }
  olds.forEach(remove);
  for (const node of news) insert(node, old, end.old);
}

function remove(old) {
  if (!untouched(old)) throw new Reload();
  standing.get(old).remove();
  old.remove();
}

function insert(fresh, parent, before) {
  if (scripted && (fresh.matches?.(STARTED) || fresh.querySelector?.(STARTED))) throw new Reload();
  const old = document.importNode(fresh, true);
  const live = old.cloneNode(true);
  pair(old, live);
  standing.get(parent).insertBefore(live, before && standing.get(before));
  parent.insertBefore(old, before);
}

// False where the server has ended meanwhile.
async function refreshed() {
  const response = await fetch(location.pathname, { cache: "no-store" }).catch(() => undefined);
  if (!response) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").documentElement;
  const told = fresh.querySelector(`script[src="${own.getAttribute("src")}"]`);
  if (told?.dataset.run !== run || !told.dataset.digest) throw new Reload();
  const next = { ...told.dataset };
  told.dataset.number = own.dataset.number;
  told.dataset.digest = own.dataset.digest;
  // Here scripts run, and what is for those without is text.
  for (const node of fresh.querySelectorAll("noscript")) node.textContent = node.innerHTML;
  for (const image of fresh.querySelectorAll("img[src]")) renew(image);
  if (scriptsOf(came) !== scriptsOf(fresh)) throw new Reload();
  patch(came, fresh);
  await Promise.all(loading.splice(0));
  digest = next.digest;
  return true;
}

const pathOf = (address) => {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin ? decodeURIComponent(pathname).slice(1) : undefined;
};

function renew(image) {
  const build = renewed.get(pathOf(image.getAttribute("src")));
  if (build) image.setAttribute("src", `${image.getAttribute("src").split("?")[0]}?${build}`);
}

// What the page has loaded and that has changed at the same address: pictures are loaded again where they stand, and
// what a script has fetched only it knows what to do with. Style sheets and scripts have new addresses when they change.
function takeChanged(changed, build) {
  if (!changed.length) return;
  const paths = new Set(changed);
  const images = Array.from(came.querySelectorAll("img[src]")).filter((image) => paths.has(pathOf(image.getAttribute("src"))));
  for (const image of images) {
    renewed.set(pathOf(image.getAttribute("src")), build);
    renew(image);
    standing.get(image).setAttribute("src", image.getAttribute("src"));
  }
  const fetched = performance.getEntriesByType("resource").filter((entry) => FETCHED.has(entry.initiatorType));
  if (fetched.some((entry) => paths.has(pathOf(entry.name)))) throw new Reload();
}

async function take(told) {
  show(told.notes);
  if (told.run !== run) throw new Reload();
  if (told.number === number) return;
  if (!digest) throw new Reload();
  takeChanged(told.changed, told.number);
  if (told.digest !== digest && !(await refreshed())) return;
  number = told.number;
}

// Browsers keep the place as well, but not where a second reload comes before they have gone to it.
const PLACE = "nutgraf-place";

function reload() {
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, window.scrollX, window.scrollY]));
  location.reload();
}

function returnToPlace() {
  const [path, x, y] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path !== location.pathname) return;
  const go = () => window.scrollTo({ left: x, top: y, behavior: "instant" });
  history.scrollRestoration = "manual";
  go();
  const touched = new AbortController(); // by the reader, who may have gone on
  const { signal } = touched;
  for (const type of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(type, () => touched.abort(), { signal, passive: true });
  }
  window.addEventListener("load", go, { signal, once: true });
  window.addEventListener("load", () => (history.scrollRestoration = "auto"), { once: true });
}

returnToPlace();

let source;
let turn = Promise.resolve();

function listen() {
  source = new EventSource(`${OWN}events?page=${encodeURIComponent(location.pathname)}&number=${number}`);
  source.onmessage = (event) => {
    // Whatever cannot be done in place is right after a reload, which keeps the place as well.
    turn = turn.then(() => take(JSON.parse(event.data))).catch(reload);
  };
}

// A browser holds few connections to one server: pages that nobody sees leave them to others, and catch up when seen.
function turnTo() {
  source?.close();
  source = undefined;
  if (document.visibilityState === "visible") listen();
}

document.addEventListener("visibilitychange", turnTo);
window.addEventListener("pageshow", (event) => event.persisted && turnTo());
turnTo();

// What is wrong, over the page.

const MOST = 50; // problems
let sheet;
let shown = "[]";

const text = (name, content, className) => {
  const made = document.createElement(name);
  made.textContent = content;
  if (className) made.className = className;
  return made;
};

function show(notes) {
  if (shown === JSON.stringify(notes)) return;
  shown = JSON.stringify(notes);
  sheet?.remove();
  sheet = undefined;
  if (!notes.length || window !== window.top) return;
  sheet = document.createElement("nutgraf-notes");
  const shadow = sheet.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${OWN}live.css`;
  const panel = panelOf(notes);
  style.onload = () => {
    shadow.append(panel);
    panel.querySelectorAll("pre").forEach(showCaret);
  };
  shadow.append(style);
  document.documentElement.append(sheet);
}

function panelOf(notes) {
  const panel = document.createElement("section");
  panel.className = "notes";
  panel.setAttribute("role", "alert");
  const head = document.createElement("header");
  const count = notes.length === 1 ? "1 problem" : `${notes.length} problems`;
  const behind = digest ? "Behind this is the last good page." : "There is no page to show yet.";
  const fold = text("button", "Hide");
  fold.type = "button";
  fold.onclick = () => {
    const folded = panel.classList.toggle("folded");
    fold.textContent = folded ? "Show" : "Hide";
  };
  head.append(text("h1", count), text("p", behind), fold);
  const list = document.createElement("ol");
  for (const note of notes.slice(0, MOST)) list.append(entry(note));
  if (notes.length > MOST) list.append(text("li", `The other ${notes.length - MOST} are on the terminal.`));
  panel.append(head, list);
  return panel;
}

function entry(note) {
  const item = document.createElement("li");
  if (note.place) item.append(text("p", note.place, "place"));
  item.append(text("p", note.said, "said"));
  if (note.source.length) {
    const [line, caret] = note.source;
    const source = text("pre", `${line}\n`);
    source.tabIndex = 0; // so that the keyboard can scroll it
    source.append(text("b", caret));
    item.append(source);
  }
  if (note.hint) item.append(text("p", note.hint, "hint"));
  return item;
}

// A long line is scrolled to the place that is meant.
function showCaret(source) {
  const caret = source.querySelector("b").textContent;
  const letter = source.querySelector("b").getBoundingClientRect().width / caret.length;
  const end = letter * caret.length;
  if (end > source.clientWidth - 24) source.scrollLeft = letter * caret.indexOf("^") - source.clientWidth / 3;
}
