import type { Quote } from '../../lib/space/evidence/quotes';

/** Colours tell the words apart, and so do their lines: one is underlined, two doubly, a context with dots. */
const LOOKS = {
  a: 'text-accent underline decoration-1 underline-offset-2',
  b: 'text-torn underline decoration-double underline-offset-2',
  context: 'text-ink underline decoration-dotted underline-offset-2',
} as const;

/** Sentences with the words in question marked, and the documents they stand in. */
export function Quotes({ quotes, titled = true }: { quotes: Quote[]; titled?: boolean }) {
  if (quotes.length === 0) return null;
  return (
    <ul className="space-y-2">
      {quotes.map((quote, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a document may hold a sentence twice
        <li key={i} className="border-l-2 border-line pl-2.5">
          <blockquote className="[overflow-wrap:anywhere] text-soft">{marked(quote)}</blockquote>
          {titled && <p className="line-clamp-1 text-small text-muted">{quote.title}</p>}
        </li>
      ))}
    </ul>
  );
}

function marked({ text, marks }: Quote) {
  let at = 0;
  const pieces = marks.flatMap(({ from, to, role }) => {
    const before = text.slice(at, from);
    at = to;
    return [before, <mark key={from} className={`bg-transparent font-medium ${LOOKS[role]}`}>{text.slice(from, to)}</mark>];
  });
  return [...pieces, text.slice(at)];
}
