import { opening, wholePart, type Part } from './part';

/** Paragraphs are gathered into documents of at least so many words: enough for a document to be about something. */
const WORDS = 200;
/** Fewer headings than this are more likely a coincidence than chapters. */
const FEWEST_HEADINGS = 3;
/** A section shorter than this is a line of a table of contents, or a title above a title. */
const SHORTEST_SECTION = 20;

const NUMBER = String.raw`(?:\d{1,4}|[ivxlcdm]{1,8}|(?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|last))`;
const HEADING = new RegExp(String.raw`^(?:chapter|book|part|act|canto|letter|section|stave|kapitel|chapitre|cap[ií]tulo|глава)\s+${NUMBER}\b.{0,80}$`, 'iu');

/**
 * One plain text file as documents, because tf-idf, LSA and LDA learn from what
 * words share documents: at chapter headings where there are at least three,
 * otherwise at blank lines with paragraphs gathered to 200 words or more (at
 * single line ends where no line is blank). A short text stays one document.
 */
export function splitPlain(text: string, title: string): Part {
  const sections = chapters(text);
  if (sections) {
    return {
      texts: sections.map((section) => unwrap(section.text)),
      titles: sections.map((section) => section.title || opening(section.text)),
      columns: [],
      warnings: [],
    };
  }
  const texts = gather(paragraphs(unwrap(text)));
  if (texts.length < 2) return wholePart(title, unwrap(text));
  return { texts, titles: texts.map(opening), columns: [], warnings: [] };
}

/**
 * Joins the lines of text that was wrapped at a fixed width, as old e-mail and
 * Project Gutenberg are: a newline is a hard sentence bound further on, and
 * would cut most windows in two. Text with a sentence (or a verse) a line stays.
 */
export function unwrap(text: string): string {
  return isWrapped(text) ? joinLines(text) : text;
}

/** Whether a line end becomes a space depends on the characters at its sides alone. */
export function joinLines(text: string): string {
  return text.replace(/([^\n])\n(?=[^\n\s])/g, '$1 ');
}

/** So much of a text says whether it is wrapped. */
export const JUDGED = 200_000;

/** Lines mostly filled to a width of 45–100 that mostly do not end as sentences do; judged on the first 2,000. */
export function isWrapped(text: string): boolean {
  const lines = text.slice(0, JUDGED).split('\n', 2001);
  lines.pop();
  let inner = 0;
  let filled = 0;
  let ended = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    if (lines[i].trim() === '' || lines[i + 1].trim() === '') continue;
    inner++;
    if (lines[i].length >= 45 && lines[i].length <= 100) filled++;
    if (/[.!?…]["'”’)]*\s*$/.test(lines[i].slice(-20))) ended++;
  }
  return inner >= 5 && filled >= 0.8 * inner && ended < 0.4 * inner;
}

/** Sections below their headings; the text before the first has no title. Undefined where headings are few. */
function chapters(text: string): { title: string; text: string }[] | undefined {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  let headings = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.length <= 120 ? line.trim() : line;
    if (trimmed.length <= 100 && HEADING.test(trimmed)) {
      headings++;
      sections.push({ title: trimmed, lines: [] });
    } else {
      sections[sections.length - 1].lines.push(line);
    }
  }
  if (headings < FEWEST_HEADINGS) return undefined;
  const whole = sections
    .map(({ title, lines }) => ({ title, text: lines.join('\n').trim() }))
    .filter((section) => countWords(section.text) >= SHORTEST_SECTION);
  return whole.length > 1 ? whole : undefined;
}

function paragraphs(text: string): string[] {
  const blocks = text.split(/\n[ \t]*\n/);
  return (blocks.length > 1 ? blocks : text.split('\n')).map((block) => block.trim()).filter((block) => block !== '');
}

/** Successive paragraphs together until they have enough words; a short rest joins the last. */
function gather(blocks: string[]): string[] {
  const texts: string[] = [];
  let group: string[] = [];
  let words = 0;
  for (const block of blocks) {
    group.push(block);
    words += countWords(block);
    if (words < WORDS) continue;
    texts.push(group.join('\n'));
    group = [];
    words = 0;
  }
  if (group.length > 0) {
    if (texts.length > 0 && words < WORDS / 2) texts.push([texts.pop(), ...group].join('\n'));
    else texts.push(group.join('\n'));
  }
  return texts;
}

/** Runs of characters above the space: near enough to weigh a paragraph. */
function countWords(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i) > 32;
    if (letter && !inside) words++;
    inside = letter;
  }
  return words;
}
