/**
 * Files that are made once and made again only when what they depend on has
 * changed. A stamp beside them remembers from what each was made; a file appears
 * whole or not at all, so a killed run goes on where it stopped.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeOut } from './outputs';

/** What is remembered of a file. */
export interface Stamp {
  fingerprint: string;
  bytes: number;
  /** What the maker wants to say of it: tokens, documents … */
  figures: Record<string, number>;
}

export interface Made {
  bytes: Uint8Array;
  figures: Record<string, number>;
}

export class Artefacts {
  private readonly stamps: Record<string, Stamp>;

  /**
   * @param folder where the files go
   * @param stampFile JSON of the stamps; one that cannot be read counts as empty
   */
  constructor(
    private readonly folder: string,
    private readonly stampFile: string,
  ) {
    this.stamps = readStamps(stampFile);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The stamp of a file that is there and was made from just this; otherwise undefined. */
  current(name: string, fingerprint: string): Stamp | undefined {
    const stamp = this.stamps[name];
    const size = statSync(this.path(name), { throwIfNoEntry: false })?.size;
    return stamp?.fingerprint === fingerprint && stamp.bytes === size ? stamp : undefined;
  }

  /** Write a file and remember from what it was made. */
  keep(name: string, fingerprint: string, { bytes, figures }: Made): Stamp {
    writeWhole(this.path(name), bytes);
    const stamp = { fingerprint, bytes: bytes.length, figures };
    this.stamps[name] = stamp;
    writeWhole(this.stampFile, JSON.stringify(this.stamps, null, 1));
    return stamp;
  }
}

/** In a folder of sources: what is generated from them, and notes. */
const NO_SOURCE = /\.(wasm\.ts|md)$/;

/** SHA-256 over the content of files and folders of sources below a root (in order of name) and over anything else that counts. */
export function fingerprint(root: string, paths: string[], rest: unknown = null): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  const add = (path: string) => {
    hash.update(`\0${path}\0`);
    const full = join(root, path);
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).filter((name) => !NO_SOURCE.test(name)).sort()) add(join(path, name));
    else hash.update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Written whole or not at all, in a folder that may not be there yet. */
export function writeWhole(file: string, content: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeOut(file, content);
}

function readStamps(file: string): Record<string, Stamp> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Stamp>;
  } catch {
    return {};
  }
}
