/** fastText's skip-gram without n-grams on a file of sentences; null where it is not installed. */
import { spawnSync } from 'node:child_process';
import type { OptionValues } from '../../../lib/options';
import type { Seconds } from './gensim';

/** Seconds of one epoch: a run of two less a run of one, so that reading and saving do not count. */
export function fasttext(file: string, settings: OptionValues, threads: number, out: string): Seconds | null {
  const one = run(file, settings, threads, out, 1);
  const two = one && run(file, settings, threads, out, 2);
  return one && two && { cpu: two.cpu - one.cpu, wall: two.wall - one.wall };
}

function run(file: string, { dims, window, negative, sample, alpha }: OptionValues, threads: number, out: string, epochs: number): Seconds | null {
  const given = [
    'skipgram', '-input', file, '-output', out, '-minCount', 1, '-minn', 0, '-maxn', 0, '-dim', dims, '-ws', window,
    '-neg', negative, '-t', sample, '-lr', alpha, '-epoch', epochs, '-thread', threads, '-verbose', 0,
  ].map(String);
  const timed = 'TIMEFORMAT="%R %U %S"; time fasttext "$@"';
  const { status, stderr } = spawnSync('bash', ['-c', timed, 'fasttext', ...given], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (status !== 0) return null;
  const [real, user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return { cpu: user + system, wall: real };
}
