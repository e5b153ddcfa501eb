/**
 * Long text in pieces that are tokenized one by one. A cut stands after white space,
 * where the tokenizer keeps nothing in mind, so that the tokens are those of the whole
 * text. Where a cut falls depends on the text alone, not on how it arrives.
 */

/** The longest piece, in UTF-16 units: about 10 ms of tokenizing. */
const PIECE = 1 << 17;

/** Where the piece that begins at `from` ends: at the text's end when that is near enough. */
export function pieceEnd(text: string, from: number, longest = PIECE): number {
  return text.length - from <= longest ? text.length : cutAt(text, from, from + longest);
}

/** Text that arrives in chunks, cut anywhere, as the pieces that it would have as one string. */
export class Pieces {
  private rest = '';

  /** @param take receives the pieces in order */
  constructor(
    private readonly take: (piece: string) => void,
    private readonly longest = PIECE,
  ) {}

  push(chunk: string): void {
    this.rest += chunk;
    while (this.rest.length > this.longest) {
      const end = pieceEnd(this.rest, 0, this.longest);
      this.take(this.rest.slice(0, end));
      this.rest = this.rest.slice(end);
    }
  }

  /** The text ends here; the next chunk begins another. */
  end(): void {
    if (this.rest !== '') this.take(this.rest);
    this.rest = '';
  }
}

/** Where to cut a long text: after the last white space, else after the last punctuation, else anywhere between characters. */
function cutAt(text: string, from: number, to: number): number {
  for (const place of [/\s/, /\p{P}/u]) {
    for (let at = to; at > from; at--) if (place.test(text[at - 1])) return at;
  }
  return /[\uDC00-\uDFFF]/.test(text[to]) ? to - 1 : to;
}
