import { WordspaceError } from '../error';

/** Engines hold at most 2^29 − 24 characters in one string. */
const LONGEST = 2 ** 29 - 24;

/** What files begin with that people drop by mistake. */
const SIGNATURES: [bytes: number[], what: string, mend: string][] = [
  [ascii('%PDF'), 'a PDF document', 'export it as plain text'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Word, Excel or PowerPoint document', 'save it as plain text or CSV'],
  [ascii('{\\rtf'), 'a rich text (RTF) document', 'save it as plain text'],
  [[0x89, ...ascii('PNG')], 'a PNG image', 'choose a text file'],
  [[0xff, 0xd8, 0xff], 'a JPEG image', 'choose a text file'],
  [ascii('GIF8'), 'a GIF image', 'choose a text file'],
  [[...ascii('7z'), 0xbc, 0xaf], 'a 7z archive', 'unpack it and make a .zip file'],
  [ascii('Rar!'), 'a RAR archive', 'unpack it and make a .zip file'],
  [[0xfd, ...ascii('7zXZ')], 'an xz file', 'unpack it or pack it with gzip'],
  [ascii('BZh'), 'a bzip2 file', 'unpack it or pack it with gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard file', 'unpack it or pack it with gzip'],
  [ascii('PAR1'), 'a Parquet file', 'export it as CSV or JSON lines'],
  [ascii('SQLite format 3'), 'an SQLite database', 'export a table as CSV'],
  [[0x93, ...ascii('NUMPY')], 'a NumPy array', 'save it as word2vec text or as a sparse .npz'],
];

/** How many bytes are looked at for signs of a binary file. */
export const LOOK = 4096;

/** What a file is that cannot be read as text, and how to mend it; undefined for text. */
export function binaryKind(bytes: Uint8Array): { what: string; mend: string } | undefined {
  for (const [signature, what, mend] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[i] === byte)) return { what, mend };
  }
  if (!utf16(bytes) && bytes.subarray(0, LOOK).includes(0)) return { what: 'a binary file', mend: 'export it as plain text' };
  return undefined;
}

/**
 * The text of a file: UTF-8 (its BOM left out), or UTF-16 where a BOM says so,
 * with line ends as "\n". Throws a WordspaceError for a binary file, for bytes
 * that are not UTF-8 (with line and byte), and for text too long for a string.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const binary = binaryKind(bytes);
  if (binary) throw new WordspaceError(`${name} is ${binary.what}; ${binary.mend} first.`);
  const encoding = utf16(bytes);
  if (bytes.length / (encoding ? 2 : 1) > LONGEST) {
    throw new WordspaceError(`${name} holds ${Math.ceil(bytes.length / 2 ** 20)} MB of text, more than the 512 MB one text can have; split it into smaller files.`);
  }
  let text: string;
  try {
    text = new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongEncoding(bytes, name, encoding);
  }
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The encoding a two-byte mark announces. */
export function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function wrongEncoding(bytes: Uint8Array, name: string, encoding?: string): WordspaceError {
  if (encoding) return new WordspaceError(`${name} begins as ${encoding.slice(0, 6).toUpperCase()} but breaks it later on; save it as UTF-8.`);
  const at = firstInvalid(bytes);
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++;
  return notUtf8(name, `${at} (line ${line})`, bytes[at]);
}

/** @param where the number of the byte, and the line where it is known */
export function notUtf8(name: string, where: string, byte: number): WordspaceError {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return new WordspaceError(`${name} is not UTF-8: byte ${where} is ${hex}. If it was made as Latin-1 or Windows-1252, save it again as UTF-8.`);
}

/** Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7); the length if all is well. */
export function firstInvalid(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at];
    if (lead < 0x80) {
      at++;
      continue;
    }
    const extra = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    // The second byte excludes overlong forms, surrogates and what lies above U+10FFFF.
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (extra === 0 || !(bytes[at + 1] >= low && bytes[at + 1] <= high)) return at;
    for (let i = 2; i <= extra; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return at;
    at += extra + 1;
  }
  return bytes.length;
}

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0));
}
