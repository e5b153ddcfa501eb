import { WordspaceError } from '../error';
import type { Corpus } from '../text/corpus';
import { binaryKind, decodeText } from './decode';
import { readDelimited } from './delimited';
import { gunzip, isGzip } from './gzip';
import { LARGEST, tooLarge } from './inflate';
import { looksLikeJsonLines, readJsonLines } from './jsonl';
import { splitMarkdown, stripMarkdown } from './markdown';
import { joinParts, wholePart, type Part } from './part';
import { splitPlain, unwrap } from './plain';
import { isZip, zipMembers, type PackedMember } from './zip';

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
  /** Where `bytes` are only what a member of an archive begins with: the whole. */
  packed?: PackedMember;
}

export interface CorpusOptions {
  /** The column or field that holds the text; guessed when not given. */
  textColumn?: string;
}

interface TextFile {
  text: string;
  /** As errors call it: "a.txt", or "a.txt in letters.zip". */
  name: string;
  /** As documents call it: the path within an archive. */
  path: string;
  /** The only file: it is split into documents of its own. */
  alone: boolean;
}

/** How a text becomes documents: the first row that fits by name, or by content where the name says nothing. */
const FORMATS: { fits(file: TextFile): boolean; read(file: TextFile, options: CorpusOptions): Part }[] = [
  {
    fits: ({ path, text }) => /\.(jsonl|ndjson|json)$/i.test(path) || looksLikeJsonLines(text),
    read: ({ text, name }, { textColumn }) => readJsonLines(text, name, textColumn),
  },
  {
    fits: ({ path }) => /\.(csv|tsv|tab)$/i.test(path),
    read: ({ text, name, path }, { textColumn }) => readDelimited(text, name, { tsv: !/\.csv$/i.test(path), textColumn }),
  },
  {
    fits: ({ path }) => /\.(md|markdown)$/i.test(path),
    read: ({ text, path, alone }) => (alone ? splitMarkdown(text, title(path)) : wholePart(title(path), stripMarkdown(text))),
  },
  {
    fits: () => true,
    read: ({ text, path, alone }) => (alone ? splitPlain(text, title(path)) : wholePart(title(path), unwrap(text))),
  },
];

/**
 * Dropped files → documents. Plain text (.txt, .md): several files are a
 * document each, one file alone is split (see plain.ts, markdown.ts). Tables
 * (.csv, .tsv, .jsonl, .ndjson, .json): a document a row. Archives (.zip, .gz)
 * are read as the files in them; members that are not text are left out with a
 * warning. Throws a WordspaceError that names the file and the place.
 */
export function readCorpus(files: NamedBytes[], options: CorpusOptions = {}): { corpus: Corpus; warnings: string[] } {
  if (files.length === 0) throw new WordspaceError('No file was given; choose one or more text files.');
  const warnings: string[] = [];
  const name = files.length === 1 ? files[0].name : `${files.length} files`;
  let room = LARGEST;
  const opened = files.flatMap((file) => {
    const inside = open(file, room, warnings);
    for (const { bytes } of inside) room -= bytes.length;
    if (room < 0) throw tooLarge(name, LARGEST);
    return inside;
  });
  const alone = opened.length === 1;
  const parts: { path: string; part: Part }[] = [];
  for (const { bytes, ...file } of opened) {
    const text = decodeText(bytes, file.name);
    if (text.trim() === '') {
      if (alone) throw new WordspaceError(`${file.name} is empty; choose a file with words in it.`);
      warnings.push(`${file.name} is empty and was left out.`);
      continue;
    }
    const whole = { ...file, text, alone };
    const format = FORMATS.find(({ fits }) => fits(whole)) ?? FORMATS[FORMATS.length - 1];
    const part = format.read(whole, options);
    warnings.push(...part.warnings);
    parts.push({ path: file.path, part });
  }
  return { corpus: joinParts(name, parts), warnings };
}

interface Opened extends NamedBytes {
  path: string;
}

/** A file, or the files in it, of at most `room` bytes together. */
function open({ name, bytes }: NamedBytes, room: number, warnings: string[]): Opened[] {
  const content = unwrapGzip(bytes, name, room);
  if (!isZip(content)) return [{ name, path: withoutGz(name), bytes: content }];

  const members = zipMembers(content, name, room);
  const office = members.find((member) => member.name === '[Content_Types].xml' || member.name === 'mimetype');
  if (office) {
    const what = office.name === 'mimetype' ? 'an OpenDocument or EPUB document' : 'a Word, Excel or PowerPoint document';
    throw new WordspaceError(`${name} is ${what}; save it as plain text or CSV first.`);
  }
  const texts: Opened[] = [];
  const skipped: string[] = [];
  for (const member of members) {
    if (/(^|\/)(\.|__MACOSX\/)/.test(member.name)) continue;
    const label = `${member.name} in ${name}`;
    const inner = unwrapGzip(member.read(), label, room);
    room -= inner.length;
    if (isZip(inner) || binaryKind(inner)) skipped.push(member.name);
    else texts.push({ name: label, path: withoutGz(member.name), bytes: inner });
  }
  if (texts.length === 0) throw new WordspaceError(`${name} holds no text files; put .txt, .md, .csv or .jsonl files in it.`);
  if (skipped.length > 0) {
    const some = skipped.slice(0, 3).join(', ') + (skipped.length > 3 ? ' …' : '');
    warnings.push(`${name}: left out ${skipped.length} ${skipped.length === 1 ? 'file that is' : 'files that are'} not text (${some}).`);
  }
  return texts;
}

/** Unpacks once: gzip within gzip is no text, and can be made without an end. */
function unwrapGzip(bytes: Uint8Array, name: string, room: number): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const content = gunzip(bytes, name, room);
  if (isGzip(content)) throw new WordspaceError(`${name} is packed by gzip more than once; unpack it first.`);
  return content;
}

const withoutGz = (path: string) => path.replace(/\.gz$/i, '');

/** What a document is called after: the file without folder and ending. */
function title(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file.replace(/\.(txt|text|md|markdown)$/i, '') || file;
}
