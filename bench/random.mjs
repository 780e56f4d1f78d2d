/** Numbers in [0, 1) that are the same in every run, and what is drawn with them. */
export function drawing(seed) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (many) => Math.floor(random() * many);
  const pick = (of) => of[below(of.length)];
  return { random, below, pick, chance: (share) => random() < share };
}
