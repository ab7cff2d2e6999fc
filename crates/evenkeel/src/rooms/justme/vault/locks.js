// The ways in to private pages, once they are open: a way is changed on the server or not at all.

import { LockError } from "./files.js";
import { Opening } from "./opening.js";

/** @typedef {import("./seal.js").Key} Key */

/** What [`Pages`](./keep.js) stands on. */
export class Locks extends Opening {
  /** @param {string} passphrase */
  async changePassphrase(passphrase) {
    await this.#changeLocks(await this.lockTools.rekey(this.opened(), passphrase));
  }

  /** Makes a recovery key, and gives it. @param {string} passphrase */
  async makeRecovery(passphrase) {
    await this.check(passphrase);
    const { recovery, key } = await this.lockTools.withRecovery(this.opened(), passphrase);
    await this.#changeLocks(key);
    return recovery;
  }

  /** @param {string} passphrase @param {string} name as this device's list of passkeys shows it */
  async addPasskey(passphrase, name) {
    await this.check(passphrase);
    await this.#changeLocks(await this.lockTools.withPasskey(this.opened(), name));
  }

  /**
   * Makes a new key, which the passkey does not open: whoever had the old one could read on.
   * @param {string} passphrase
   */
  async removePasskey(passphrase) {
    await this.check(passphrase);
    await this.changePassphrase(passphrase);
  }

  /** Fails unless this is the passphrase. @param {string} passphrase */
  async check(passphrase) {
    await this.lockTools.open(await this.lockTools.seal(this.opened(), {}), { passphrase });
  }

  /** @param {Key} key */
  async #changeLocks(key) {
    if (this.sending.isApart) throw new LockError("changed");
    this.sending.earlier.push(this.opened());
    this.sending.hasNewLocks = true;
    this.key = key;
    await this.keep();
    const { passphrase, passkey } = this.key?.files ?? key.files;
    const isKept = passphrase === key.files.passphrase && passkey === key.files.passkey;
    if (!isKept) throw new LockError("unsent");
  }
}
