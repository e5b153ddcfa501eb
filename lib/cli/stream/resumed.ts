/** `train --resume`: what was not given is as it was when the checkpoint was made. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Checkpoint, checkpointPath, type CheckpointHeader } from './checkpoint';
import type { StreamGiven } from './command';

/**
 * The options given, completed from the checkpoint that is gone on from; those given and
 * different stay, to be refused by name. As they are where there is no checkpoint yet.
 * @throws WordspaceError where it is damaged, or missing and not to be made
 */
export function completed<Given extends StreamGiven>(given: Given, command: Command): Given {
  if (given.resume === undefined) return given;
  const path = checkpointPath(given.resume);
  const begins = given.checkpoint !== undefined && checkpointPath(given.checkpoint) === path;
  if (begins && !existsSync(path)) return given;
  const checkpoint = new Checkpoint(path);
  checkpoint.close();
  const was = Object.entries(asGiven(checkpoint.header.settings)).filter(([name]) => command.getOptionValueSource(name) !== 'cli');
  return { ...given, ...Object.fromEntries(was) };
}

/** Settings by the names of options, but for the vectors a training began from, which a checkpoint only tells apart. */
function asGiven(settings: CheckpointHeader['settings']): Record<string, string | number | boolean> {
  const { caseFold, ...named } = settings;
  delete named.from;
  return { ...named, keepCase: !caseFold };
}
