// A Date whose local time is UTC. A chart is drawn in UTC when the site is built, and has to say the same days where
// its reader lives. What stands after this in the reader's bundle sees no other Date.
const UtcDate = (() => {
  const ZONE = /(?:Z|GMT|UTC|:\d\d(?:\.\d+)?\s*[+-]\d\d:?\d\d)\s*(?:\(.*\))?$/i;
  const moment = (text) => {
    if (ZONE.test(text)) return Date.parse(text);
    const iso = Date.parse(`${text}Z`);
    const other = Number.isNaN(iso) ? Date.parse(`${text} UTC`) : iso;
    return Number.isNaN(other) ? Date.parse(text) : other;
  };

  class UtcDate extends Date {
    constructor(...parts) {
      if (parts.length > 1) super(Date.UTC(...parts));
      else if (typeof parts[0] === "string") super(moment(parts[0]));
      else super(...parts);
    }

    static parse(text) {
      return moment(String(text));
    }

    getTimezoneOffset() {
      return 0;
    }
  }

  for (const part of ["Date", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"]) {
    for (const verb of ["get", "set"]) {
      UtcDate.prototype[`${verb}${part}`] = function (...values) {
        return this[`${verb}UTC${part}`](...values);
      };
    }
  }
  UtcDate.prototype.getDay = UtcDate.prototype.getUTCDay;
  return UtcDate;
})();
