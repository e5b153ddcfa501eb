/** Workers that are started before what they shall work on is ready, since starting takes them as long. */
export interface Ending {
  terminate(): void;
}

/** What `make` gives; where it throws, the workers end. */
export function orEnd<Made>(workers: Ending[], make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    for (const worker of workers) worker.terminate();
    throw error;
  }
}
