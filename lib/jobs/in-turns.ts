/**
 * Do tasks side by side, at most `most` at a time, each begun as soon as one ends.
 * @returns their results in the order of the tasks
 * @throws the first failure; tasks not yet begun are then never begun
 */
export async function inTurns<Result>(tasks: readonly (() => Promise<Result>)[], most: number): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < tasks.length && !failed) {
      const mine = next++;
      try {
        results[mine] = await tasks[mine]();
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(most, tasks.length)) }, lane));
  return results;
}
