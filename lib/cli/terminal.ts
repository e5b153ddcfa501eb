/** What the CLI says: results on standard output, everything else on standard error. */
import { performance } from 'node:perf_hooks';
import { run } from '../jobs/run';
import { kebab } from '../options';
import type { Progress, Work } from '../work';

let openLine = false;

/** The verb's answer: one JSON document. */
export function answer(document: unknown): void {
  endLine();
  process.stdout.write(`${written(document)}\n`);
}

/** Digits of a figure: vectors have no seven that mean anything, and what is behind them is noise (.699999988). */
const DIGITS = 6;

export function written(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) => (typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value) ? meant(value) : value), 1);
}

function meant(value: number): number {
  return Math.abs(value) >= 10 ** DIGITS ? Math.round(value) : Number(value.toPrecision(DIGITS));
}

export function warn(sentence: string): void {
  endLine();
  console.error(`note: ${sentence}`);
}

/** A progress line that the next one overwrites. */
export function endLine(): void {
  if (openLine) process.stderr.write('\n');
  openLine = false;
}

/** Run work to its end with its progress on standard error. */
export function watch<Result>(work: Work<Result>): Promise<Result> {
  return run(work, { onProgress: report() });
}

/**
 * Tells progress: live on a terminal, every five seconds in a log.
 * @param before share of the work that was done before it began here, for the time left
 */
export function report(before = 0): (progress: Progress) => void {
  const live = process.stderr.isTTY;
  const began = performance.now();
  let told = began;
  return (progress) => {
    const now = performance.now();
    if (now - told < (live ? 200 : 5000)) return;
    told = now;
    const text = line(progress, (now - began) / 1000, before);
    process.stderr.write(live ? `\r\x1B[2K${text}` : `${text}\n`);
    openLine = live;
  };
}

export interface Cost {
  /** Wall time. */
  seconds: number;
  /** Time on all processors. */
  cpuSeconds: number;
}

/** Measure what work costs, rounded to milliseconds. */
export async function timed<Result>(work: () => Promise<Result>): Promise<Cost & { result: Result }> {
  const began = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const milli = (seconds: number) => Math.round(seconds * 1000) / 1000;
  return { result, seconds: milli((performance.now() - began) / 1000), cpuSeconds: milli((user + system) / 1e6) };
}

function line({ stage, done, total, figures = {} }: Progress, seconds: number, before: number): string {
  const share = total > 0 ? done / total : 0;
  const left = share - before > 0.01 ? `, ${((seconds * (1 - share)) / (share - before)).toFixed(0)} s left` : '';
  const known = Object.entries(figures).map(([name, value]) => `${kebab(name).replaceAll('-', ' ')} ${Number(value.toPrecision(4)).toLocaleString('en')}`);
  return [`${stage} ${Math.round(share * 100)} %${left}`, ...known].join(' · ');
}
