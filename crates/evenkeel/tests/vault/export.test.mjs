// What is saved as files opens outside of the program, with the command line of `rage`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { newDevice, newServer } from "./site.mjs";

const PASSPHRASE = "five plain words of mine";
const TEXT = "Journal\n\nI hoped that we would … – and läugh.\n";
const RAGE = process.env.RAGE ?? "rage";

/** Files as somebody has them who saved them, in a folder that is gone after the test. */
async function saved(t) {
  const device = newDevice(newServer());
  await device.load();
  await device.pages.create(PASSPHRASE);
  const recovery = await device.pages.makeRecovery(PASSPHRASE);
  const files = await device.pages.export(TEXT);
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "notes.age"), files.pages);
  writeFileSync(join(folder, "notes-key.age"), files.key);
  writeFileSync(join(folder, "key.txt"), recovery);
  return folder;
}

/** On a terminal, where the passphrase is asked for. */
function byPassphrase(folder, passphrase) {
  const line = `${RAGE} -d -i notes-key.age -o out.txt notes.age && cat out.txt`;
  const env = { ...process.env, PINENTRY_PROGRAM: "none" };
  const run = spawnSync("script", ["-qec", line, "/dev/null"],
    { cwd: folder, env, input: `${passphrase}\n`, timeout: 60_000 });
  return { status: run.status, said: run.stdout.toString().replaceAll("\r\n", "\n") };
}

test("the files open with the passphrase, and with no other", async (t) => {
  const folder = await saved(t);
  const wrong = byPassphrase(folder, "five plain words of yours");
  assert.notEqual(wrong.status, 0);
  assert.ok(!wrong.said.includes("hoped"), wrong.said);
  const right = byPassphrase(folder, PASSPHRASE);
  assert.equal(right.status, 0, right.said);
  assert.ok(right.said.includes(TEXT), right.said);
});

test("the pages open with the recovery key alone", async (t) => {
  const folder = await saved(t);
  const run = spawnSync(RAGE, ["-d", "-i", "key.txt", "notes.age"], { cwd: folder });
  assert.equal(run.stdout.toString(), TEXT, run.stderr.toString());
});
