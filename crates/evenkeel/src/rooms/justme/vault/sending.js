// From this device to the server: sealed first, put here second, sent third. It leaves this device
// only when the server has said that it is kept. What another device has sent meanwhile is merged,
// never put in the place of what is here.

import { LockError, nothingHere } from "./files.js";
import { takeIn } from "./meeting.js";
import { merge } from "./merge.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./merge.js").Entries} Entries */
/** @typedef {import("./seal.js").Key} Key */
/**
 * What is to be kept, and under which key; and whether that went back to the one before.
 * @typedef {{ key: Key, entries: Entries, isTakenBack?: boolean }} Job
 */
/**
 * Hears what happened, and what was merged.
 * @typedef {{ tell(what: string): void, took(job: Job): void, lock(): void }} Reader
 */

/** How often what others sent meanwhile is taken in before this device waits a while. */
const TRIES_MAX = 8;

export class Sending {
  here = nothingHere();
  /** Of what the server keeps. */
  version = 0;
  /** What the server is known to have kept. @type {Entries} */
  known = {};
  /** Whether this device keeps what it is given. */
  isKept = true;
  /** Keys that were changed and not yet sent: another device may still write with one. */
  earlier = /** @type {Key[]} */ ([]);
  /** Whether a way in was changed and the server does not have it yet. */
  hasNewLocks = false;
  /** Whether the server has something that does not open: nothing is sent over it. */
  isApart = false;
  /** @type {Job | null} */
  #waiting = null;
  #isKeeping = false;
  /** @type {Promise<void>} */
  #turn = Promise.resolve();
  #lock;
  #server;
  #device;
  #reader;

  /**
   * @param {ReturnType<import("./lock.js").lockWith>} lock
   * @param {import("./files.js").Server} server @param {import("./files.js").Device} device
   * @param {Reader} reader
   */
  constructor(lock, server, device, reader) {
    this.#lock = lock;
    this.#server = server;
    this.#device = device;
    this.#reader = reader;
  }

  /** Settled when all so far is on this device, and sent if that was possible. */
  get turn() {
    return this.#turn;
  }

  /** Keeps this; what waited is in it. The key is held on to until then. @param {Job} job */
  keep(job) {
    this.#waiting = job;
    if (!this.#isKeeping) {
      this.#isKeeping = true;
      this.#turn = this.#keepAll().finally(() => {
        this.#isKeeping = false;
      });
    }
    return this.#turn;
  }

  /** @param {import("./files.js").Here} here */
  async put(here) {
    this.here = here;
    const isEmpty = here.bundle === null && !here.stays && here.aside.length === 0;
    this.isKept = await this.#device.put(isEmpty ? null : here);
  }

  async #keepAll() {
    while (this.#waiting) {
      const job = this.#waiting;
      this.#waiting = null;
      const told = await this.#keepOne(job).catch((error) => {
        if (error instanceof LockError) return this.#unsent(job, error.code);
        throw error;
      });
      if (this.#waiting) {
        this.#waiting.entries = merge(this.#waiting.entries, job.entries);
        if (job.isTakenBack) this.#waiting.key = job.key;
      }
      this.#reader.took(job);
      // Told last: whoever hears it shows what was taken in.
      if (told && !(told === "sent" && this.#waiting)) this.#reader.tell(told);
    }
  }

  /** Gives what it came to, where that was not told before. @param {Job} job */
  async #keepOne(job) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const bundle = await this.#lock.seal(job.key, job.entries);
      await this.put({ ...this.here, bundle, sent: false });
      if (this.isApart) return null;
      const answer = await this.#server.save(this.version, bundle);
      if ("away" in answer) return this.#unsent(job, answer.away);
      if ("version" in answer) return this.#sent(job, bundle, answer.version);
      const kept = await this.#server.load();
      if ("away" in kept) return this.#unsent(job, kept.away);
      this.version = kept.version;
      if (!await takeIn(this, this.#lock, this.#reader, kept.bundle, job)) return null;
    }
    return this.#unsent(job, "offline");
  }

  /**
   * A way in is changed on the server or not at all: one that this device alone knew would leave
   * the old one open, and lock the reader out. @param {Job} job @param {string} why
   */
  async #unsent(job, why) {
    const [before] = this.earlier;
    if (this.hasNewLocks && before) {
      [job.key, job.isTakenBack] = [before, true];
      [this.earlier, this.hasNewLocks] = [[], false];
      const bundle = await this.#lock.seal(before, job.entries).catch(() => this.here.bundle);
      await this.put({ ...this.here, bundle, sent: false });
    }
    return this.isKept || why === "full" ? why : "unsaved";
  }

  /** @param {Job} job @param {Bundle} bundle @param {number} version */
  async #sent(job, bundle, version) {
    this.version = version;
    this.known = merge(this.known, job.entries);
    [this.earlier, this.hasNewLocks] = [[], false];
    await this.put({ ...this.here, bundle: this.here.stays ? bundle : null, sent: true });
    return "sent";
  }
}
