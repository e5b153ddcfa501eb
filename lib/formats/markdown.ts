import { opening, wholePart, type Part } from './part';
import { unwrap } from './plain';

/**
 * Markdown (CommonMark, read lightly) as documents, one a heading; text before
 * the first heading is one too. Headings without text of their own are left out.
 */
export function splitMarkdown(text: string, title: string): Part {
  const sections: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  for (const line of withoutCode(text)) {
    const heading = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line);
    if (heading) sections.push({ title: stripInline(heading[1]).replace(/[ \t]+#+[ \t]*$/, '').trim(), lines: [] });
    else sections[sections.length - 1].lines.push(line);
  }
  const whole = sections
    .map((section) => ({ title: section.title, text: unwrap(stripLines(section.lines)) }))
    .filter((section) => section.text !== '');
  if (whole.length === 1) return wholePart(whole[0].title || title, whole[0].text);
  return {
    texts: whole.map((section) => section.text),
    titles: whole.map((section) => section.title || opening(section.text)),
    columns: [],
    warnings: [],
  };
}

/** The words of a Markdown text, headings included, without the marks. */
export function stripMarkdown(text: string): string {
  return unwrap(stripLines(withoutCode(text).map((line) => line.replace(/^ {0,3}#{1,6}[ \t]+/, ''))));
}

/** Lines without front matter and fenced code: code is not language. */
function withoutCode(text: string): string[] {
  const kept: string[] = [];
  let fence = '';
  for (const line of text.replace(/^---\n(?:.*\n)*?---\n/, '').split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === '') fence = mark;
    else if (mark && mark.startsWith(fence)) fence = '';
    else if (fence === '') kept.push(line);
  }
  return kept;
}

function stripLines(lines: string[]): string {
  return lines
    .map((line) => stripInline(line.replace(/^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?/, '')))
    .filter((line) => !/^[ \t]*(?:[-=*_|: \t]{3,}|\[[^\]]{1,200}\]:.*)$/.test(line))
    .join('\n')
    .trim();
}

/** [text](address), [text][reference], and images likewise. */
const LINK = /!?\[([^[\]]{0,1000})\](?:\([^()]{0,1000}\)|\[[^[\]]{0,200}\])/g;

/** Repetitions are bounded so that no line, however odd, takes more than linear time. */
function stripInline(line: string): string {
  return line
    .replace(/<!--.{0,1000}?-->|<\/?[a-z][^<>]{0,1000}>/gi, ' ')
    .replace(LINK, '$1')
    .replace(LINK, '$1') // An image within a link takes two.
    .replace(/`+|\*\*|__|~~/g, '')
    .replace(/(^|[^\p{L}\p{N}])[*_](?=\S)|(\S)[*_](?=[^\p{L}\p{N}]|$)/gu, '$1$2')
    .replace(/\|/g, ' ');
}
