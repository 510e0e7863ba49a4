// Who is on the list and who is in, as far as this phone knows. Touches neither page nor network.
(() => {
  "use strict";
  const ZONE = "Europe/Tallinn";
  const LOOK_ALIKE = { O: "0", I: "1", L: "1" };

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  const asCode = (text) => {
    const bare = text.toUpperCase().replace(/[^0-9A-Z]/g, "")
      .replace(/[OIL]/g, (sign) => LOOK_ALIKE[sign]);
    return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(bare) ? bare : "";
  };

  const local = (moment, options) => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, ...options })
    .format(moment);
  const clock = (moment) => local(new Date(moment), { hour: "2-digit", minute: "2-digit" });

  // As the platform does: after midnight it is still the evening's event.
  const dayOf = (moment, days) => {
    const day = local(moment);
    if (days.includes(day)) return day;
    const before = local(new Date(moment.getTime() - 864e5));
    return Number(local(moment, { hour: "2-digit" })) < 6 && days.includes(before) ? before : null;
  };

  class Door {
    constructor(days) {
      this.days = days;
      this.ahead = 0; // of this phone's clock, in milliseconds
      this.take({ people: [], check_ins: [] });
    }

    take({ people, check_ins: checkIns, now }) {
      if (now) this.ahead = Date.now() - new Date(now).getTime();
      this.people = people.map(([key, name, code, mayComeIn]) => (
        { key, name, code, mayComeIn, words: fold(name) }
      ));
      this.byCode = new Map(this.people.map((person) => [person.code, person]));
      this.byKey = new Map(this.people.map((person) => [person.key, person]));
      this.in = new Map();
      for (const [scan, key, day, session, at] of checkIns) this.note({ scan, key, day, session, at });
    }

    static slot(key, day, session) { return `${key}/${day}/${session ?? ""}`; }

    note({ scan, key, day, session, at }) { this.in.set(Door.slot(key, day, session), { scan, at }); }

    forget(key, { day, session }) { this.in.delete(Door.slot(key, day, session)); }

    since(key, { day, session }) { return this.in.get(Door.slot(key, day, session)); }

    now() { return new Date(Date.now() - this.ahead); }

    today() { return dayOf(this.now(), this.days); }

    count(slot) { return this.people.filter((person) => this.since(person.key, slot)).length; }

    find(text) {
      const person = this.byCode.get(asCode(text));
      if (person) return [person];
      const words = fold(text);
      return this.people.filter((one) => words.every(
        (word) => one.words.some((part) => part.startsWith(word)),
      ));
    }
  }

  window.loimDoor = { Door, asCode, clock };
})();
