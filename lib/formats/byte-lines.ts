/** The lines of a large text file, by their bytes, and what is said of one that is no row of vectors. */
import { WordspaceError } from '../error';

export interface Line {
  from: number;
  to: number;
  /** Counted from 1. */
  line: number;
}

const NEWLINE = 10;

export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}

/** Lines with something on them, without the white space around. */
export class Lines {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
    /** Lines before `at`. */
    private line: number,
  ) {}

  next(): Line | undefined {
    while (this.at < this.bytes.length) {
      const end = this.bytes.indexOf(NEWLINE, this.at);
      const from = this.at;
      let to = end < 0 ? this.bytes.length : end;
      this.at = to + 1;
      this.line++;
      while (to > from && (isSpace(this.bytes[to - 1]) || this.bytes[to - 1] === 13)) to--;
      if (to > from) return { from, to, line: this.line };
    }
    return undefined;
  }

  peek(): Line | undefined {
    return new Lines(this.bytes, this.at, this.line).next();
  }

  /** How many there are from here on. */
  count(): number {
    const rest = new Lines(this.bytes, this.at, this.line);
    let count = 0;
    while (rest.next()) count++;
    return count;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws WordspaceError for what is not UTF-8 */
export function nameOf(bytes: Uint8Array, file: string, line: number): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new WordspaceError(`${file}, line ${line}: the name is not UTF-8; save the file as UTF-8.`);
  }
}

export function wrongCount(file: string, line: number, present: number, dims: number): WordspaceError {
  return new WordspaceError(`${file}, line ${line}: ${present} values where ${dims || 'some'} are expected; each line is a name and its values.`);
}

export function notFinite(file: string, { from, line }: Line, start: number, text: string): WordspaceError {
  return new WordspaceError(`${file}, line ${line}, column ${start - from + 1}: “${text}” is not a finite number.`);
}

export function unclosed(file: string, line: number): WordspaceError {
  return new WordspaceError(`${file}, line ${line}: a quotation mark before the name is never closed on this line; double those within names.`);
}
