// What the private pages hold, and how two copies of it become one.
//
// Each entry remembers which writings it has seen, device by device. Merging keeps every writing
// that the other side has not seen and drops only what was seen and written over. So it does not
// matter in which order copies meet, how often, or whether a server hands out an old one: nothing
// is lost, and all devices come to the same.

/**
 * One writing of an entry. `fields` is null where the entry was taken out.
 * @typedef {{ by: string, nth: number, at: string, fields: Record<string, string> | null }} Version
 */
/**
 * `seen` has, for each device, the number of its last writing that went into this entry.
 * @typedef {{ kind: string, seen: Record<string, number>, versions: Version[] }} Entry
 */
/** @typedef {Record<string, Entry>} Entries by their id */
/**
 * An entry as its reader sees it: the last writing, and others made elsewhere at the same time.
 * @typedef {{ id: string, kind: string, at: string, fields: Record<string, string>,
 *   others: { at: string, fields: Record<string, string> }[] }} Shown
 */

/** @param {Version} a @param {Version} b */
const byPlace = (a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.nth - b.nth);

/** @param {Version} a @param {Version} b later first; one order for all devices */
const byTime = (a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : byPlace(a, b));

/** @param {Entry} entry @param {Version} version */
const hasSeen = (entry, version) => (entry.seen[version.by] ?? 0) >= version.nth;

/** @param {Entry} entry @param {Version} version */
const holds = (entry, version) =>
  entry.versions.some((own) => own.by === version.by && own.nth === version.nth);

/** @param {Record<string, number>} a @param {Record<string, number>} b */
function unite(a, b) {
  /** @type {Record<string, number>} */
  const seen = {};
  for (const device of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    seen[device] = Math.max(a[device] ?? 0, b[device] ?? 0);
  }
  return seen;
}

/** @param {Entry} a @param {Entry} b @returns {Entry} */
function mergeEntry(a, b) {
  const kept = [
    ...a.versions.filter((version) => holds(b, version) || !hasSeen(b, version)),
    ...b.versions.filter((version) => !holds(a, version) && !hasSeen(a, version)),
  ];
  return { kind: a.kind, seen: unite(a.seen, b.seen), versions: kept.sort(byPlace) };
}

/**
 * Both copies as one. Merging is associative, commutative and idempotent.
 * @param {Entries} a @param {Entries} b @returns {Entries}
 */
export function merge(a, b) {
  /** @type {Entries} */
  const all = {};
  for (const id of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    all[id] = a[id] && b[id] ? mergeEntry(a[id], b[id]) : (a[id] ?? b[id]);
  }
  return all;
}

/**
 * Whether `b` holds all that `a` does.
 * @param {Entries} a @param {Entries} b
 */
export const isWithin = (a, b) => JSON.stringify(merge(a, b)) === JSON.stringify(merge(b, {}));

/**
 * With one entry written over everything its writer saw of it.
 * @param {Entries} entries @param {string} id @param {string} kind
 * @param {Record<string, string> | null} fields @param {string} device @param {string} at
 * @returns {Entries}
 */
export function write(entries, id, kind, fields, device, at) {
  const before = entries[id] ?? { kind, seen: {}, versions: [] };
  const nth = (before.seen[device] ?? 0) + 1;
  const seen = unite(before.seen, { [device]: nth });
  const versions = [{ by: device, nth, at, fields }];
  return merge({ ...entries, [id]: { kind: before.kind, seen, versions } }, {});
}

/**
 * What there is to read, the last written first. What was taken out on one device and written on
 * another stays.
 * @param {Entries} entries @returns {Shown[]}
 */
export function shown(entries) {
  /** @type {Shown[]} */
  const all = [];
  for (const [id, entry] of Object.entries(entries)) {
    const written = entry.versions.filter((version) => version.fields !== null).sort(byTime);
    /** @type {string[]} */
    const texts = [];
    const different = written.filter(({ fields }) => {
      const text = JSON.stringify(Object.entries(fields ?? {}).sort());
      return !texts.includes(text) && texts.push(text);
    });
    if (different.length === 0) continue;
    const [last, ...others] = different.map(({ at, fields }) => ({ at, fields: fields ?? {} }));
    all.push({ id, kind: entry.kind, ...last, others });
  }
  return all.sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : a.id < b.id ? -1 : 1));
}

/** @param {Record<string, string>} fields */
const textOf = (fields) => JSON.stringify(Object.entries(fields).sort());

/**
 * What an entry holds beside the writing that its reader has before them: made on other devices,
 * and not to be written over unseen.
 * @param {Shown | undefined} entry @param {Record<string, string>} mine
 */
export function elsewhere(entry, mine) {
  const all = entry ? [{ at: entry.at, fields: entry.fields }, ...entry.others] : [];
  return all.filter(({ fields }) => textOf(fields) !== textOf(mine));
}
