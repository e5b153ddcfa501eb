/**
 * Long documents cut into passages of about equal length: search and topics work
 * on passages (a topic model sees one subject at a time), and so do maps of documents.
 */
const AFTER_SENTENCE = /(?<=[.!?]["”’')\]]*\s|\n)/;

/** Pieces of at least `words` words that end where a sentence ends; a short rest stays with the piece before it. */
export function passages(text: string, words = 150): string[] {
  const pieces: string[] = [];
  let piece = '';
  let count = 0;
  for (const sentence of text.split(AFTER_SENTENCE)) {
    piece += sentence;
    count += sentence.split(/\s+/).filter(Boolean).length;
    if (count < words) continue;
    pieces.push(piece);
    piece = '';
    count = 0;
  }
  if (count < words / 2 && pieces.length > 0) piece = pieces.pop() + piece;
  return [...pieces, piece].map((p) => p.trim());
}
