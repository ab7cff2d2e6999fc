// The private pages of one reader on one device: open, locked, sent to the server, kept here.
//
// What is written is sealed first, put on this device second, and sent third; it leaves this
// device only when the server has said that it is kept. A copy stays here for good where its
// reader wants to open the pages without a connection. What the server hands out is merged into
// what is known here, never put in its place.

import { isWithin, merge, shown, write } from "./merge.js";
import { draw, LockError } from "./lock.js";

/** @typedef {import("./lock.js").Bundle} Bundle */
/** @typedef {import("./merge.js").Entries} Entries */
/**
 * What the server answers: what it keeps, that it keeps nothing, or that it cannot be reached.
 * @typedef {{ version: number, bundle: Bundle | null } | { away: "offline" | "signed-out" }} Kept
 */
/**
 * @typedef {{ load(): Promise<Kept>,
 *   save(expected: number, bundle: Bundle): Promise<
 *     { version: number } | { conflict: true } | { away: "offline" | "signed-out" | "full" }>
 * }} Server
 */
/**
 * What lies on this device. `sent` tells whether the server has it; `stays`, whether it is to stay
 * here then; `aside`, copies that need an earlier passphrase.
 * @typedef {{ bundle: Bundle | null, sent: boolean, stays: boolean, aside: Bundle[] }} Here
 */
/** @typedef {{ get(): Promise<Here | null>, put(here: Here | null): Promise<void> }} Device */

/** @type {Here} */
const NOTHING_HERE = { bundle: null, sent: true, stays: false, aside: [] };

/** @typedef {{ key: import("./lock.js").Key, entries: Entries }} Job */

/** How often what others sent meanwhile is taken in before this device waits a while. */
const TRIES_MAX = 8;

/** @param {Bundle} a @param {Bundle} b */
const isSame = (a, b) => a.pages === b.pages && a.passphrase === b.passphrase;

const clock = () => new Date().toISOString();

export class Pages {
  /** @type {import("./lock.js").Key | null} */
  #key = null;
  /** @type {Entries} */
  #entries = {};
  /** What the server is known to have kept. @type {Entries} */
  #known = {};
  #version = 0;
  #me = draw(8);
  /** @type {Here} */
  #here = NOTHING_HERE;
  /** @type {Kept} */
  #kept = { away: "offline" };
  /** Keys of this sitting that were changed: another device may still write with one. */
  #earlier = /** @type {import("./lock.js").Key[]} */ ([]);
  /** Whether a way in was changed and the server does not have it yet. */
  #hasNewLocks = false;
  /** Whether the server has something that does not open: nothing is sent over it. */
  #isApart = false;
  /** @type {Job | null} */
  #waiting = null;
  #isKeeping = false;
  /** @type {Promise<void>} */
  #turn = Promise.resolve();
  #tell;
  #lock;
  #server;
  #device;
  #now;

  /**
   * @param {ReturnType<import("./lock.js").lockWith>} lock @param {Server} server
   * @param {Device} device
   * @param {{ now?: () => string, tell?: (what: string) => void }} [options] `tell` hears
   *   "sent", "offline", "signed-out", "full", "older", "changed", "relocked"
   */
  constructor(lock, server, device, { now = clock, tell = () => {} } = {}) {
    this.#lock = lock;
    this.#server = server;
    this.#device = device;
    this.#now = now;
    this.#tell = tell;
  }

  get isOpen() {
    return this.#key !== null;
  }

  /** Whether a copy stays on this device. */
  get stays() {
    return this.#here.stays;
  }

  /** Whether copies lie here that need an earlier passphrase. */
  get hasAside() {
    return this.#here.aside.length > 0;
  }

  get hasRecovery() {
    return this.#key?.files.recovery != null;
  }

  /** Looks what there is: nothing yet, something locked, or no way to know. */
  async look() {
    this.#here = await this.#device.get() ?? NOTHING_HERE;
    this.#kept = await this.#server.load();
    if (this.#here.bundle || ("bundle" in this.#kept && this.#kept.bundle)) return "locked";
    return "away" in this.#kept ? this.#kept.away : "none";
  }

  /** Which ways open it: the server's word or this device's. */
  get ways() {
    const bundle = ("bundle" in this.#kept && this.#kept.bundle) || this.#here.bundle;
    return { recovery: bundle?.recovery != null, passkey: bundle?.passkey != null };
  }

  /** Begins, with nothing written. @param {string} passphrase */
  async create(passphrase) {
    if (!("bundle" in this.#kept)) throw new LockError("changed");
    this.#key = await this.#lock.create(passphrase);
    this.#version = this.#kept.version;
    this.#isApart = false;
    await this.#keep();
  }

  /**
   * Opens what the server and this device keep, each for itself, and merges them.
   * @param {Parameters<ReturnType<import("./lock.js").lockWith>["open"]>[1]} by
   */
  async open(by) {
    const theirs = "bundle" in this.#kept ? this.#kept.bundle : null;
    const ours = this.#here.bundle;
    const isTwice = theirs !== null && ours !== null && isSame(theirs, ours);
    const there = theirs && await this.#try(theirs, by);
    const here = isTwice ? there : ours && await this.#try(ours, by);
    const [server, device] = [opened(there), opened(here)];
    const first = server ?? device;
    if (!first) throw failure(there) ?? failure(here) ?? new LockError("changed");
    if (server && device && server.key.vault !== device.key.vault) throw new LockError("changed");
    this.#key = first.key;
    this.#entries = merge(server?.entries ?? {}, device?.entries ?? {});
    this.#version = "version" in this.#kept ? this.#kept.version : 0;
    this.#isApart = theirs !== null && !server;
    if (this.#isApart) return this.#tell("changed");
    const sent = device && this.#here.sent ? device.entries : {};
    if (server && !isWithin(sent, server.entries)) this.#tell("older");
    this.#known = server?.entries ?? sent;
    if (ours && !device && !this.#here.sent) await this.#putAside(ours);
    const isNew = !server || !isWithin(this.#entries, server.entries);
    if (isNew || !this.#here.sent || (this.#here.stays && !isTwice)) this.#keep();
  }

  /**
   * Brings in a copy that needs an earlier passphrase.
   * @param {string} passphrase
   */
  async bringIn(passphrase) {
    const key = this.#opened();
    const rest = [];
    let found = 0;
    for (const bundle of this.#here.aside) {
      const opened = await this.#try(bundle, { passphrase });
      if ("key" in opened && opened.key.vault === key.vault) {
        this.#entries = merge(this.#entries, opened.entries);
        found += 1;
      } else {
        rest.push(bundle);
      }
    }
    if (found === 0) throw new LockError("passphrase");
    await this.#put({ ...this.#here, aside: rest });
    await this.#keep();
  }

  /** @param {string} [kind] */
  entries(kind) {
    return shown(this.#entries).filter((entry) => kind === undefined || entry.kind === kind);
  }

  /**
   * Writes an entry over what its writer saw of it, and begins to keep it; gives its id.
   * @param {string | null} id @param {string} kind @param {Record<string, string>} fields
   */
  write(id, kind, fields) {
    this.#opened();
    const to = id ?? draw(8);
    this.#entries = write(this.#entries, to, kind, fields, this.#me, this.#now());
    this.#keep();
    return to;
  }

  /** @param {string} id */
  remove(id) {
    this.#opened();
    const { kind } = this.#entries[id];
    this.#entries = write(this.#entries, id, kind, null, this.#me, this.#now());
    this.#keep();
  }

  /** Whether a copy is to stay on this device. @param {boolean} stays */
  async stay(stays) {
    await this.#put({ ...this.#here, stays });
    await this.#keep();
  }

  /** @param {string} passphrase */
  async changePassphrase(passphrase) {
    await this.#changeLocks(await this.#lock.rekey(this.#opened(), passphrase));
  }

  /** Makes a recovery key, and gives it. @param {string} passphrase */
  async makeRecovery(passphrase) {
    await this.check(passphrase);
    const { recovery, key } = await this.#lock.withRecovery(this.#opened(), passphrase);
    await this.#changeLocks(key);
    return recovery;
  }

  /** @param {string} name as this device's list of passkeys shows it */
  async addPasskey(name) {
    await this.#changeLocks(await this.#lock.withPasskey(this.#opened(), name));
  }

  async removePasskey() {
    await this.#changeLocks(this.#lock.withoutPasskey(this.#opened()));
  }

  /** Fails unless this is the passphrase. @param {string} passphrase */
  async check(passphrase) {
    const key = this.#opened();
    const bundle = await this.#lock.seal(key, {});
    await this.#lock.open(bundle, { passphrase });
  }

  /** @param {string} text */
  async export(text) {
    return this.#lock.exported(this.#opened(), text);
  }

  /** Forgets the key and all that was read. What was written before is being kept. */
  lock() {
    this.#key = null;
    this.#entries = {};
    this.#known = {};
  }

  /** Settled when all that was written so far is on this device, and sent if that was possible. */
  settled() {
    return this.#turn;
  }

  /** Sends again what could not be sent. */
  retry() {
    return this.#key && !this.#here.sent ? this.#keep() : this.#turn;
  }

  #opened() {
    if (!this.#key) throw new Error("locked");
    return this.#key;
  }

  /** @param {Bundle} bundle @param {any} by */
  async #try(bundle, by) {
    try {
      return await this.#lock.open(bundle, by);
    } catch (error) {
      if (error instanceof LockError) return error;
      throw error;
    }
  }

  /** @param {Bundle} bundle */
  async #putAside(bundle) {
    const aside = [...this.#here.aside, bundle];
    await this.#put({ ...this.#here, bundle: null, sent: true, aside });
  }

  /** @param {import("./lock.js").Key} key */
  #changeLocks(key) {
    this.#earlier.push(this.#opened());
    this.#hasNewLocks = true;
    this.#key = key;
    return this.#keep();
  }

  /** Keeps what is open now. The key is held on to until then: locking meanwhile loses nothing. */
  #keep() {
    this.#waiting = { key: this.#opened(), entries: this.#entries };
    if (!this.#isKeeping) {
      this.#isKeeping = true;
      this.#turn = this.#keepAll().finally(() => {
        this.#isKeeping = false;
      });
    }
    return this.#turn;
  }

  async #keepAll() {
    while (this.#waiting) {
      /** @type {Job} */
      const job = this.#waiting;
      this.#waiting = null;
      try {
        await this.#keepOne(job);
      } catch (error) {
        if (!(error instanceof LockError)) throw error;
        this.#tell(error.code);
      }
      if (this.#waiting) this.#waiting.entries = merge(this.#waiting.entries, job.entries);
      if (this.#key) this.#entries = merge(this.#entries, job.entries);
    }
    this.#earlier = [];
  }

  /** Seals, puts here, sends. @param {Job} job */
  async #keepOne(job) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const bundle = await this.#lock.seal(job.key, job.entries);
      await this.#put({ ...this.#here, bundle, sent: false });
      if (this.#isApart) return;
      const answer = await this.#server.save(this.#version, bundle);
      if ("away" in answer) return this.#tell(answer.away);
      if ("version" in answer) {
        this.#version = answer.version;
        return this.#sent(job, bundle);
      }
      const kept = await this.#server.load();
      if ("away" in kept) return this.#tell(kept.away);
      this.#version = kept.version;
      if (kept.bundle && !await this.#takeIn(kept.bundle, job)) return;
    }
    this.#tell("offline");
  }

  /**
   * Takes in what another device has sent meanwhile. Where it does not open with a key of this
   * device, the passphrase was changed there, or somebody altered it: then nothing is written over
   * it, and this device locks.
   * @param {Bundle} bundle @param {Job} job
   */
  async #takeIn(bundle, job) {
    for (const key of [job.key, ...this.#earlier]) {
      const theirs = await this.#reopened(bundle, key);
      if (!theirs) continue;
      if (!isWithin(this.#known, theirs.entries)) this.#tell("older");
      job.entries = merge(job.entries, theirs.entries);
      // Ways in that were added elsewhere are taken over, unless they were changed here.
      if (key === job.key && !this.#hasNewLocks) {
        job.key = theirs.key;
        if (this.#key) this.#key = theirs.key;
      }
      return true;
    }
    this.#isApart = true;
    this.lock();
    this.#tell("relocked");
    return false;
  }

  /** @param {Bundle} bundle @param {import("./lock.js").Key} key */
  async #reopened(bundle, key) {
    try {
      return await this.#lock.reopen(bundle, key);
    } catch (error) {
      if (error instanceof LockError) return null;
      throw error;
    }
  }

  /** @param {Job} job @param {Bundle} bundle */
  async #sent(job, bundle) {
    this.#known = this.#key ? merge(this.#known, job.entries) : {};
    this.#kept = { version: this.#version, bundle };
    this.#hasNewLocks = false;
    const { stays } = this.#here;
    await this.#put({ ...this.#here, bundle: stays ? bundle : null, sent: true });
    this.#tell("sent");
  }

  /** @param {Here} here */
  async #put(here) {
    this.#here = here;
    const isEmpty = here.bundle === null && !here.stays && here.aside.length === 0;
    await this.#device.put(isEmpty ? null : here);
  }
}

/** @param {any} found */
const opened = (found) => (found instanceof Error ? null : found);

/** @param {any} found */
const failure = (found) => (found instanceof Error ? found : null);
