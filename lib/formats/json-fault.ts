/**
 * Where JSON stops being JSON (RFC 8259): the offset of the first token that
 * cannot stand there, or the length when the text ends too soon or is sound.
 * The engines' own messages differ and often leave the place out.
 */
export function jsonFault(text: string): number {
  /** Open brackets, innermost last. */
  const open: string[] = [];
  let expected: 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'next' = 'value';
  let at = skipSpace(text, 0);
  for (; at < text.length; at = skipSpace(text, at)) {
    const c = text[at];
    const value: boolean = expected === 'value' || expected === 'valueOrEnd';
    if (expected === 'next' && open.length === 0) return at;
    if ((c === '{' || c === '[') && value) {
      open.push(c);
      expected = c === '{' ? 'keyOrEnd' : 'valueOrEnd';
      at++;
    } else if (c === '}' && open.at(-1) === '{' && (expected === 'next' || expected === 'keyOrEnd')) {
      open.pop();
      expected = 'next';
      at++;
    } else if (c === ']' && open.at(-1) === '[' && (expected === 'next' || expected === 'valueOrEnd')) {
      open.pop();
      expected = 'next';
      at++;
    } else if (c === ':' && expected === 'colon') {
      expected = 'value';
      at++;
    } else if (c === ',' && expected === 'next') {
      expected = open.at(-1) === '{' ? 'key' : 'value';
      at++;
    } else if (c === '"' && (value || expected === 'key' || expected === 'keyOrEnd')) {
      const end = stringEnd(text, at);
      if (text[end - 1] !== '"' || end === at + 1) return end;
      expected = value ? 'next' : 'colon';
      at = end;
    } else {
      const end = value ? scalarEnd(text, at) : at;
      if (end === at) return at;
      expected = 'next';
      at = end;
    }
  }
  return at;
}

function skipSpace(text: string, at: number): number {
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at++;
  return at;
}

/** Behind the closing quote, or where the string breaks. By hand: a regular expression overflows on long strings. */
function stringEnd(text: string, at: number): number {
  for (at++; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text.charCodeAt(at) < 32) return at;
    if (text[at] !== '\\') continue;
    const escape = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
    if (!escape) return at;
    at += escape[0].length;
  }
  return at;
}

function scalarEnd(text: string, at: number): number {
  const found = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/.exec(text.slice(at, at + 400));
  return at + (found?.[0].length ?? 0);
}
