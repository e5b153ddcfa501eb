/**
 * Long documents cut into passages of about equal length: search and topics work
 * on passages (a topic model sees one subject at a time), and so do maps of documents.
 */
const SENTENCE = /[^.!?\n]*(?:[.!?]+["”’')\]]*(?=\s|$)|[.!?]+|\n|$)\s*/g;

/** Pieces of at least `words` words that end where a sentence ends; a short rest joins the last piece. */
export function passages(text: string, words = 150): string[] {
  const pieces: string[] = [];
  let piece = '';
  let count = 0;
  for (const [sentence] of text.matchAll(SENTENCE)) {
    piece += sentence;
    count += sentence.split(/\s+/).filter(Boolean).length;
    if (count < words) continue;
    pieces.push(piece.trim());
    piece = '';
    count = 0;
  }
  if (count >= words / 2 || pieces.length === 0) pieces.push(piece.trim());
  else pieces.push(`${pieces.pop()}\n${piece.trim()}`.trim());
  return pieces;
}
