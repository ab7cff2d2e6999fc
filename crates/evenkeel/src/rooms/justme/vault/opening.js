// Opening private pages: what the server and this device keep, each for itself, and merged.

import { LockError, isSame } from "./files.js";
import { Looking } from "./looking.js";
import { isWithin, merge } from "./merge.js";

/** @typedef {import("./files.js").Bundle} Bundle */

/** @template T @param {T | LockError | null} found @returns {T | null} */
const opened = (found) => (found instanceof LockError ? null : found);

/** What [`Locks`](./locks.js) stands on. */
export class Opening extends Looking {
  /** Begins, with nothing written. @param {string} passphrase */
  async create(passphrase) {
    if (this.theirs !== null) throw new LockError("changed");
    await this.#whileOpening(async () => {
      this.key = await this.lockTools.create(passphrase);
    });
    await this.keep();
  }

  /**
   * Opens what the server and this device keep, each for itself, and merges them.
   * @param {import("./open.js").By} by
   */
  open(by) {
    return this.#whileOpening(() => this.#open(by));
  }

  /** @param {import("./open.js").By} by */
  async #open(by) {
    const { theirs, sending } = this;
    const { bundle: ours, sent: wasSent } = sending.here;
    const isTwice = theirs && ours && isSame(theirs, ours);
    const there = theirs ? await this.#try(theirs, by) : null;
    const here = isTwice ? there : ours && await this.#try(ours, by);
    const [server, device] = [opened(there), opened(here)];
    const first = server ?? device;
    if (!first) throw there ?? here ?? new LockError("changed");
    if (server && device && server.key.vault !== device.key.vault) throw new LockError("changed");
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

  /** @param {() => Promise<void>} deed */
  async #whileOpening(deed) {
    this.isOpening = true;
    await deed().finally(() => { this.isOpening = false; });
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
