/** `train --stream`: when a text is streamed, with what, and what is answered. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError, WordspaceError } from '../../error';
import type { VectorFormat } from '../../formats/vectors';
import type { Flavour } from '../../kernels/wasm';
import type { Model } from '../../models/model';
import type { Family } from '../../models/skipgram/family';
import type { Beginning } from '../../models/skipgram/session';
import { named, type OptionValues } from '../../options';
import { VectorSpace } from '../../space/space';
import { textOptions, type CorpusChoice } from '../inputs';
import { kernelFor, type kernels } from '../kernel';
import { number } from '../options';
import { demandWritable, writeSpace } from '../outputs';
import { answer, timed, warn } from '../terminal';
import { Checkpoint, checkpointPath, demandPlace } from './checkpoint';
import { countWords, type Stopping } from './counting';
import { StreamTraining, type StreamRequest } from './training';
import { isPlain, openTexts, type TextFile } from './texts';

export interface StreamChoice {
  stream?: boolean;
  checkpoint?: string;
  every?: number;
  resume?: string;
  cache: boolean;
}

export type StreamGiven = CorpusChoice & StreamChoice & { model: string; out: string; from?: string; threads: number; seeds: number; kernel: (typeof kernels)[number] };

/** Above so many bytes of text it is streamed without being asked; packed text counts thrice. */
const LARGE = 256e6;
/** Seconds between checkpoints. */
const EVERY = 60;

export function withStreaming(command: Command): Command {
  return command
    .option('--stream', 'read plain text from disk in pieces and never hold it: for text larger than memory (skip-gram, CBOW, subword; by itself above 256 MB)')
    .option('--checkpoint <file>', 'while streaming, write everything to this file (or folder) now and then, to go on from with --resume; Ctrl+C writes it too, and without it the vectors as they are')
    .addOption(new Option('--every <seconds>', `seconds between checkpoints (default: ${EVERY})`).argParser(seconds))
    .option('--resume <file>', 'go on from a checkpoint: the same text, and the options it was made with where none are given; with --checkpoint of the same name, begin where there is none yet')
    .option('--no-cache', 'while streaming, read the text again in every epoch instead of keeping it encoded on disk (4 bytes a token)');
}

function seconds(text: string): number {
  const value = number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number of seconds above 0.');
  return value;
}

/**
 * Whether this training streams its text.
 * @throws WordspaceError where it is asked for and cannot be
 */
export function streams(given: StreamGiven, { family, title }: Model): boolean {
  const { stream, checkpoint, resume, text, seeds, phrases } = given;
  if (stream || checkpoint !== undefined || resume !== undefined) {
    const asked = stream ? '--stream' : checkpoint !== undefined ? '--checkpoint' : '--resume';
    if (!text || given.corpus) throw new UsageError(`${asked} is for text files: name them with --text; built-in corpora fit in memory.`);
    if (!family) throw new UsageError(`${asked} trains skip-gram, CBOW and subwords; leave it out for ${title}.`);
    if (seeds > 1) throw new UsageError(`${asked} trains one seed at a time; leave --seeds out.`);
    if (phrases > 0) throw new UsageError(`${asked} cannot join phrases, for which the whole text must be in memory; leave --phrases out.`);
    return true;
  }
  if (!text || given.corpus || !family || seeds > 1 || phrases > 0 || given.kernel === 'plain' || !text.every(isPlain)) return false;
  const bytes = text.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0) * (/\.gz$/i.test(path) ? 3 : 1), 0);
  if (bytes <= LARGE) return false;
  warn(`The text is large (${Math.round(bytes / 1e6)} MB), so it is streamed from disk and not held in memory (--stream).`);
  return true;
}

/** @param from vectors to go on from */
export async function streamAndWrite(given: StreamGiven, model: Model, options: OptionValues, format: VectorFormat, from?: Beginning): Promise<void> {
  const kernel = kernelFor(given.kernel, given.threads);
  if (kernel === 'plain') throw new UsageError('A streamed text is trained on by the simd or fma kernel, which needs WebAssembly SIMD; choose one of them or leave --stream out.');
  const { resume, request } = opened(given, model, options, kernel, from);
  if (given.threads > 1) warn(`${given.threads} threads: runs differ a little; one thread repeats exactly.`);
  const stopping: Stopping = {};
  const stop = (signal: NodeJS.Signals) => void (stopping.asked = signal);
  // Only once: who asks again means it.
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const counting = await timed(async () => resume?.header ?? countWords(request.files, request.text, stopping));
    const counted = counting.result;
    const { result, seconds, cpuSeconds } = await timed(() => new StreamTraining(request, counted, stopping, resume).run());
    const space = new VectorSpace(result.words);
    writeSpace(given.out, space, format);
    const known = counted.counts.reduce((sum, count) => sum + count, 0);
    const tokensPerSecond = result.trained / Math.max(seconds, 0.001);
    answer({
      model: model.id,
      items: space.size,
      dims: space.dims,
      tokens: counted.tokens,
      types: counted.types,
      documents: request.files.length,
      epochs: result.epochs,
      seconds,
      cpuSeconds,
      tokensPerSecond: Math.round((result.trained * (counted.tokens / known)) / Math.max(cpuSeconds, 0.001)),
      loss: result.loss,
      seed: options.seed,
      threads: given.threads,
      repeats: given.threads === 1,
      stopped: result.epochs < options.epochs,
      kernel,
      figures: { loss: result.loss, lossPerToken: result.lossPerToken, tokens: result.trained, tokensPerSecond, epochs: result.epochs },
      options: named(model, options),
      out: given.out,
      stream: true,
      countingSeconds: counting.seconds,
      countsMissUpTo: counted.missed,
      resumedAt: resume ? { epoch: resume.header.epoch, block: resume.header.block } : null,
      checkpoint: request.checkpoint ?? null,
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    resume?.close();
  }
}

/** Tells vectors to go on from apart. */
function nameAndSize(path?: string): string {
  if (path === undefined) return 'no vectors';
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size === undefined ? path : `${basename(path)} of ${size} bytes`;
}

/** Files and checkpoint, opened and compared. */
function opened(given: StreamGiven, model: Model, options: OptionValues, flavour: Flavour, beginning?: Beginning): { request: StreamRequest; resume?: Checkpoint } {
  const files = openTexts(given.text!);
  const { caseFold, minCount, maxSize, apostrophes, hyphens, numbers, locale } = textOptions(given);
  const settings = { model: model.id, from: nameAndSize(given.from), ...options, caseFold, minCount, maxSize, apostrophes, hyphens, numbers, locale, kernel: given.kernel };
  const from = given.resume === undefined ? undefined : checkpointPath(given.resume);
  const checkpoint = given.checkpoint === undefined ? from : checkpointPath(given.checkpoint);
  if (checkpoint !== undefined) {
    // What is gone on from is looked into below.
    if (checkpoint === from) demandWritable(checkpoint);
    else demandPlace(checkpoint, given.text!);
  }
  const request = {
    family: model.family as Family, files, options, from: beginning, settings, flavour, checkpoint,
    text: textOptions(given), threads: given.threads, cache: given.cache, every: given.every ?? EVERY,
  };
  if (from === undefined) return { request };
  if (given.checkpoint !== undefined && from === checkpoint && !statSync(from, { throwIfNoEntry: false })) {
    warn(`There is no checkpoint ${from} yet, so the training begins.`);
    return { request };
  }
  const resume = new Checkpoint(from);
  try {
    demandSame(from, resume.header, settings, files);
  } catch (error) {
    resume.close();
    throw error;
  }
  return { request, resume };
}

/** @throws WordspaceError that names the first setting or file that is not the checkpoint's */
function demandSame(path: string, then: Checkpoint['header'], settings: StreamRequest['settings'], files: TextFile[]): void {
  for (const [name, value] of Object.entries(settings)) {
    if (then.settings[name] !== value) {
      throw new WordspaceError(`${path} was made with ${name} ${then.settings[name]}, not ${value}; give the same options, or begin without --resume.`);
    }
  }
  if (then.files.length !== files.length) {
    throw new WordspaceError(`${path} was made from ${then.files.length} text files, not ${files.length}; name the same files, or begin without --resume.`);
  }
  files.forEach((file, i) => {
    const before = then.files[i];
    if (before.size !== file.size || before.head !== file.head || before.changed !== file.changed) {
      throw new WordspaceError(`${file.path} is not the text that ${path} was made from (its size, its date or its beginning differs); bring that text back, or begin without --resume.`);
    }
  });
}
