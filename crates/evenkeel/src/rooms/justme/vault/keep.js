// The private pages of one reader, once they are open: written in, taken out, locked otherwise.

import { draw } from "./files.js";
import { shown, write } from "./merge.js";
import { Locks } from "./locks.js";

const clock = () => new Date().toISOString();

export class Pages extends Locks {
  #now;

  /**
   * @param {ReturnType<import("./lock.js").lockWith>} lock
   * @param {import("./files.js").Server} server @param {import("./files.js").Device} device
   * @param {{ owner?: string, now?: () => string, tell?: (what: string) => void }} [options]
   *   whose they are; `tell`: see `Looking`
   */
  constructor(lock, server, device, { owner = "", now = clock, tell = () => {} } = {}) {
    super(lock, server, device, tell);
    this.owner = owner;
    this.#now = now;
  }

  get isOpen() {
    return this.key !== null;
  }

  /** Whether a copy stays on this device. */
  get stays() {
    return this.sending.here.stays;
  }

  /** Whether copies lie here that need an earlier passphrase. */
  get hasAside() {
    return this.sending.here.aside.length > 0;
  }

  /** Which ways open it besides the passphrase. */
  get ways() {
    const bundle = this.key?.files ?? this.theirs ?? this.sending.here.bundle;
    return { recovery: bundle?.recovery != null, passkey: bundle?.passkey != null };
  }

  /** @param {string} [kind] */
  entries(kind) {
    return shown(this.all).filter((entry) => kind === undefined || entry.kind === kind);
  }

  /**
   * Writes an entry over what its writer saw of it, and begins to keep it; gives its id.
   * @param {string | null} id @param {string} kind @param {Record<string, string> | null} fields
   */
  write(id, kind, fields) {
    this.opened();
    const to = id ?? draw(8);
    this.all = write(this.all, to, kind, fields, this.me, this.#now());
    this.keep();
    return to;
  }

  /** Takes an entry out. @param {string} id */
  remove(id) {
    return this.write(id, this.all[id].kind, null);
  }

  /** Whether a copy is to stay on this device. @param {boolean} stays */
  async stay(stays) {
    await this.sending.put({ ...this.sending.here, stays });
    await this.keep();
  }

  /** @param {string} text */
  async export(text) {
    return this.lockTools.exported(this.opened(), text);
  }

  /**
   * Throws everything away, here and on the server, for good; tells why where that was not possible.
   * @param {string} proof what its reader signs in by
   */
  async startOver(proof) {
    await this.settled();
    let answer = await this.server.save(this.sending.version, null, proof);
    if ("conflict" in answer) {
      // Another device wrote meanwhile: that goes too.
      const kept = await this.server.load();
      if ("away" in kept) return kept.away;
      answer = await this.server.save(kept.version, null, proof);
    }
    if (!("version" in answer)) return "away" in answer ? answer.away : "offline";
    this.lock();
    await this.device.put(null);
    await this.look();
    return null;
  }

  /** Settled when all that was written so far is on this device, and sent if that was possible. */
  settled() {
    return this.sending.turn;
  }

  /** Sends again what could not be sent. */
  retry() {
    return this.key && !this.sending.here.sent ? this.keep() : this.settled();
  }
}
