/**
 * In how many stretches of a text each word occurs.
 * @param bounds stretch s is ids[bounds[s] … bounds[s + 1])
 * @param words so many there are
 */
export function frequenciesIn(ids: Uint32Array, bounds: ArrayLike<number>, words: number): Uint32Array {
  const frequencies = new Uint32Array(words);
  const lastSeen = new Uint32Array(words);
  for (let s = 0; s + 1 < bounds.length; s++) {
    for (let i = bounds[s]; i < bounds[s + 1]; i++) {
      const word = ids[i];
      if (lastSeen[word] === s + 1) continue;
      lastSeen[word] = s + 1;
      frequencies[word]++;
    }
  }
  return frequencies;
}
