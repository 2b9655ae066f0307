// Runs first in a new isolate: what Vega expects of the world, and nothing of the real one.
//
// No `window` and no `document` are defined: with them Vega waits for a browser's events.
(() => {
  const fixedNow = Date.UTC(2000, 0, 1);
  const RealDate = Date;

  function FixedDate(...parts) {
    if (!new.target) return new RealDate(fixedNow).toString();
    return parts.length ? new RealDate(...parts) : new RealDate(fixedNow);
  }
  FixedDate.prototype = RealDate.prototype;
  FixedDate.prototype.constructor = FixedDate;
  FixedDate.now = () => fixedNow;
  FixedDate.parse = RealDate.parse;
  FixedDate.UTC = RealDate.UTC;
  globalThis.Date = FixedDate;
  // These tell the time too, or wait for it, or compile other code; Vega needs none of them.
  for (const name of ["Intl", "Temporal", "Atomics", "SharedArrayBuffer", "WebAssembly"]) delete globalThis[name];

  // A small generator with 32 bits of state (xorshift); `seedRandom` makes each drawing start from its own seed.
  let state = 1;
  globalThis.seedRandom = (seed) => {
    state = seed >>> 0 || 1;
  };
  Math.random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };

  // Delayed work waits here until `runTimers` is called; each call runs what is waiting, whatever its delay.
  // Vega polls this way for links and images. Intervals (animation) never run.
  let waiting = new Map();
  let timers = 0;
  globalThis.setTimeout = (action, _delay, ...parts) => {
    timers += 1;
    waiting.set(timers, () => action(...parts));
    return timers;
  };
  globalThis.clearTimeout = (timer) => {
    waiting.delete(timer);
  };
  globalThis.setInterval = () => 0;
  globalThis.clearInterval = () => undefined;
  globalThis.forgetTimers = () => waiting.clear();
  globalThis.runTimers = () => {
    const due = waiting;
    waiting = new Map();
    for (const action of due.values()) action();
  };

  globalThis.structuredClone = function clone(value) {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(clone);
    if (value instanceof RealDate) return new RealDate(value.getTime());
    if (value instanceof RegExp) return new RegExp(value.source, value.flags);
    if (value instanceof Set) return new Set([...value].map(clone));
    if (value instanceof Map) return new Map([...value].map(([key, part]) => [clone(key), clone(part)]));
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clone(part)]));
  };
})();
