// The private pages of one reader on one device: what there is, and what is open of it.

import { draw, nothingHere } from "./files.js";
import { merge } from "./merge.js";
import { Sending } from "./sending.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./merge.js").Entries} Entries */

/** What [`Opening`](./opening.js) stands on. Its fields are for those who extend it alone. */
export class Looking {
  /** Dropped when it locks. @type {import("./seal.js").Key | null} */
  key = null;
  /** @type {Entries} */
  all = {};
  me = draw(8);
  isOpening = false;
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
    const here = await this.device.get();
    const kept = await this.server.load();
    // What is opened meanwhile is a file with its version: neither is changed under it.
    if (this.key || this.isOpening) return "locked";
    const isAway = "away" in kept;
    this.theirs = isAway ? undefined : kept.bundle;
    const { isKept } = this.sending;
    this.sending = this.#newSending(isKept ? here : this.sending.here);
    this.sending.isKept = isKept;
    this.sending.version = isAway ? 0 : kept.version;
    if (this.theirs || this.sending.here.bundle) return "locked";
    return isAway ? kept.away : "none";
  }

  /** Looks what lies on this device: another window may have put it there. */
  async lookHere() {
    const here = await this.device.get();
    if (!this.key && this.sending.isKept) this.sending.here = here ?? nothingHere();
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

  /** @param {import("./files.js").Here | null} [here] */
  #newSending(here) {
    const sending = new Sending(this.lockTools, this.server, this.device, {
      tell: (what) => this.tell(what),
      lock: () => this.lock(),
      took: (job) => {
        if (!this.key) return this.lock();
        this.all = merge(this.all, job.entries);
        const isSame = this.key.identity === job.key.identity && !this.sending.hasNewLocks;
        if (isSame || job.isTakenBack) this.key = job.key;
      },
    });
    sending.here = here ?? nothingHere();
    return sending;
  }
}
