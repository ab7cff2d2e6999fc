// The private pages of one reader on one device: what there is, and opening it.

import { LockError, draw, isSame, nothingHere } from "./files.js";
import { isWithin, merge } from "./merge.js";
import { Sending } from "./sending.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./merge.js").Entries} Entries */

/** @template T @param {T | LockError | null} found @returns {T | null} */
const opened = (found) => (found instanceof LockError ? null : found);

/** What [`Pages`](./keep.js) stands on. Its fields are for that file alone. */
export class Opening {
  /** Dropped when it locks. @type {import("./seal.js").Key | null} */
  key = null;
  /** @type {Entries} */
  all = {};
  me = draw(8);
  /** What the server has; undefined: it could not be asked. @type {Bundle | null | undefined} */
  theirs;

  /**
   * @param {ReturnType<import("./lock.js").lockWith>} lockTools
   * @param {import("./files.js").Server} server @param {import("./files.js").Device} device
   * @param {(what: string) => void} tell hears "sent", why nothing could be sent, "older",
   *   "changed", "relocked", or the code of a `LockError`
   */
  constructor(lockTools, server, device, tell) {
    this.lockTools = lockTools;
    this.server = server;
    this.device = device;
    this.tell = tell;
    this.sending = this.#newSending();
  }

  /** Looks what there is: nothing yet ("none"), something "locked", or why nobody can tell. */
  async look() {
    this.sending = this.#newSending();
    await this.lookHere();
    const kept = await this.server.load();
    const isAway = "away" in kept;
    this.theirs = isAway ? undefined : kept.bundle;
    this.sending.version = isAway ? 0 : kept.version;
    if (this.theirs || this.sending.here.bundle) return "locked";
    return isAway ? kept.away : "none";
  }

  /** Looks what lies on this device: another window may have put it there. */
  async lookHere() {
    const here = await this.device.get();
    if (!this.key) this.sending.here = here ?? nothingHere();
  }

  /** Begins, with nothing written. @param {string} passphrase */
  async create(passphrase) {
    if (this.theirs !== null) throw new LockError("changed");
    this.key = await this.lockTools.create(passphrase);
    await this.keep();
  }

  /**
   * Opens what the server and this device keep, each for itself, and merges them.
   * @param {import("./open.js").By} by
   */
  async open(by) {
    const { theirs, sending } = this;
    const { bundle: ours, sent: wasSent } = sending.here;
    const isTwice = theirs && ours && isSame(theirs, ours);
    const there = theirs ? await this.#try(theirs, by) : null;
    const here = isTwice ? there : ours && await this.#try(ours, by);
    const [server, device] = [opened(there), opened(here)];
    const first = server ?? device;
    if (!first) throw there ?? here ?? new LockError("changed");
    if (server && device && server.key.vault !== device.key.vault) throw new LockError("changed");
    // What was looked at meanwhile is not what was opened: it is met again when this is sent.
    this.sending = sending;
    this.key = first.key;
    this.all = merge(server?.entries ?? {}, device?.entries ?? {});
    this.sending.isApart = Boolean(theirs) && !server;
    if (this.sending.isApart) return this.tell("changed");
    const sent = device && wasSent ? device.entries : {};
    if (server && !isWithin(sent, server.entries)) this.tell("older");
    this.sending.known = server?.entries ?? sent;
    if (ours && !device && !wasSent) await this.#putAside(ours);
    const isNew = !server || !isWithin(this.all, server.entries);
    if (isNew || !this.sending.here.sent || (this.stays && !isTwice)) this.keep();
  }

  /** Brings in a copy that needs an earlier passphrase. @param {string} passphrase */
  async bringIn(passphrase) {
    const key = this.opened();
    const { here } = this.sending;
    const rest = [];
    for (const bundle of here.aside) {
      const found = opened(await this.#try(bundle, { passphrase }));
      if (found?.key.vault !== key.vault) rest.push(bundle);
      else this.all = merge(this.all, found.entries);
    }
    if (rest.length === here.aside.length) throw new LockError("passphrase");
    await this.sending.put({ ...here, aside: rest });
    await this.keep();
  }

  /** Forgets the key and all that was read. What was written before is being kept. */
  lock() {
    [this.key, this.all, this.sending.known] = [null, {}, {}];
  }

  /** Keeps what is open now. */
  keep() {
    return this.sending.keep({ key: this.opened(), entries: this.all });
  }

  opened() {
    if (!this.key) throw new Error("locked");
    return this.key;
  }

  #newSending() {
    return new Sending(this.lockTools, this.server, this.device, {
      tell: (what) => this.tell(what),
      lock: () => this.lock(),
      took: (job) => {
        if (!this.key) return this.lock();
        this.all = merge(this.all, job.entries);
        if (this.key.identity === job.key.identity && !this.sending.hasNewLocks) {
          this.key = job.key;
        }
      },
    });
  }

  /** @param {Bundle} bundle @param {import("./open.js").By} by */
  async #try(bundle, by) {
    try {
      return await this.lockTools.open(bundle, by);
    } catch (error) {
      if (error instanceof LockError) return error;
      throw error;
    }
  }

  /** @param {Bundle} bundle */
  async #putAside(bundle) {
    const { here } = this.sending;
    await this.sending.put({ ...here, bundle: null, sent: true, aside: [...here.aside, bundle] });
  }
}
