// Chance that can be repeated: a failing case names its seed.

/** @param {number} seed */
export function chance(seed) {
  let state = (seed * 2654435761 + 1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (most) => Math.floor(next() * most);
  return { below, one: (list) => list[below(list.length)], often: (share) => next() < share };
}

/** Runs `body` for many seeds; says which one failed. */
export async function forSeeds(count, body) {
  const only = process.env.SEED;
  for (let seed = only ? Number(only) : 1; seed <= (only ? Number(only) : count); seed += 1) {
    try {
      await body(chance(seed), seed);
    } catch (error) {
      error.message = `with SEED=${seed}: ${error.message}`;
      throw error;
    }
  }
}
