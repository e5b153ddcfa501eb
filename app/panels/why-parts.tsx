'use client';

import { useState, type ReactNode } from 'react';
import type { Explanation, Part } from '../../lib/space/evidence/explain';
import { share, small } from '../ui/numbers';

/** The two that are close, and what tells of them in a document. */
interface Between {
  a: string;
  b: string;
  inDocument?: (document: number) => ReactNode;
}

const PARTS: Record<Explanation['by'], { title: string; one: string; many: string; how: string }> = {
  documents: { title: 'Shared documents', one: 'document', many: 'documents', how: 'Each part is the product of both words’ weights in a document; together they are the cosine.' },
  words: { title: 'Shared contexts', one: 'context', many: 'contexts', how: 'Each part is the product of both words’ PPMI with a context word; together they are the cosine.' },
  topics: { title: 'Shared topics', one: 'topic', many: 'topics', how: 'Each part is the product of both weights in a topic, of merged topics the sum of theirs; together they are the cosine. A weight is the share in the topic over the root of the sum of all squared shares, so that weights together are more than 1.' },
  directions: { title: 'Shared directions', one: 'direction', many: 'directions', how: 'Each part is the product of both places along a direction, which runs from one group of words to another; together they are the cosine.' },
  'document words': {
    title: 'Words of the document', one: 'word', many: 'words',
    how: 'The document is the mean of its words’ vectors, rare words weighing more. Each part is what a word of it adds to the cosine of that mean; together they are the cosine.',
  },
  contexts: {
    title: 'Shared contexts', one: 'context', many: 'contexts',
    how: 'The numbers of a neural space mean nothing by themselves. So the text is counted: each part is what a context word adds to the cosine of the two words’ PPMI (how much more often than by chance it stands near them). What counting does not say, such as contexts that are alike but not the same, is the remainder.',
  },
};

/** The similarity as a sum: a bar a part, then what is not listed and what is not explained. */
export function Parts({ told: all, a, b, inDocument }: Between & { told: Explanation }) {
  const told = withoutTiny(all);
  const { title, one, many, how } = PARTS[told.by];
  const listed = told.parts.reduce((sum, part) => sum + part.value, 0);
  const exact = Math.abs(told.remainder) < 1e-6;
  const most = Math.max(...told.parts.map((p) => Math.abs(p.value)), 1e-9);
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <Sum whole={told.similarity} pieces={[
        { name: `from the ${told.parts.length} ${told.parts.length === 1 ? one : many} below`, value: listed, look: 'bg-accent' },
        { name: `from ${told.others.count.toLocaleString('en')} more`, value: told.others.value, look: 'bg-strong-line' },
        ...(exact ? [] : [{ name: 'not explained by counting', value: told.remainder, look: 'border border-dashed border-strong-line' }]),
      ].filter((_, i) => i !== 1 || told.others.count > 0)} />
      {told.parts.length === 0 && <p className="text-soft">They share none.</p>}
      {told.by === 'contexts' && told.parts.length > 0 && <p className="mt-3 mb-1 px-1 text-right text-small text-muted">times near {a} × near {b} · part</p>}
      {told.by === 'topics' && told.parts.length > 0 && <p className="mt-3 mb-1 px-1 text-right text-small text-muted">weight of {a} · of {b} · part</p>}
      {told.by === 'document words' && told.parts.length > 0 && <p className="mt-3 mb-1 px-1 text-right text-small text-muted">cosine with {a} · times · part</p>}
      <ol className="figures mt-1 space-y-0.5" data-testid="parts">
        {told.parts.map((part) => <Row key={part.document ?? part.name} part={part} most={most} by={told.by} a={a} b={b} inDocument={inDocument} />)}
      </ol>
      <p className="mt-2 text-small text-muted">{how}</p>
    </div>
  );
}

/** Parts too small to be told by a figure count among the others. */
function withoutTiny({ parts, others, ...rest }: Explanation): Explanation {
  const told = parts.filter(({ value }, i) => i === 0 || Math.abs(value) >= TINY);
  const tiny = parts.reduce((sum, { value }, i) => (i > 0 && Math.abs(value) < TINY ? sum + value : sum), 0);
  return { ...rest, parts: told, others: { count: others.count + parts.length - told.length, value: others.value + tiny } };
}

function Sum({ whole, pieces }: { whole: number; pieces: { name: string; value: number; look: string }[] }) {
  const width = pieces.reduce((sum, p) => sum + Math.abs(p.value), 0) || 1;
  return (
    <>
      <div className="mt-1.5 flex h-3 gap-px overflow-hidden rounded-sm" aria-hidden>
        {pieces.map((p) => <span key={p.name} className={p.look} style={{ width: `${(100 * Math.abs(p.value)) / width}%` }} />)}
      </div>
      <p className="figures mt-1.5 text-small text-soft" data-testid="sum">
        {share(whole)} ={' '}
        {pieces.map((p, i) => (
          <span key={p.name}>{i > 0 && (p.value < 0 ? ' − ' : ' + ')}<span className="font-medium text-ink">{sumShare(i > 0 ? Math.abs(p.value) : p.value)}</span> {p.name}</span>
        ))}
      </p>
    </>
  );
}

/** What rounds to .0000. */
const TINY = 0.00005;

function partValue(value: number): string {
  return value !== 0 && Math.abs(value) < TINY ? '< .0001' : small(value);
}

/** Three digits where two would say .00. */
function sumShare(value: number): string {
  return Math.abs(value) < 0.095 ? partValue(value) : share(value);
}

function Row({ part, most, by, a, b, inDocument }: Between & { part: Part; most: number; by: Explanation['by'] }) {
  const [open, setOpen] = useState(false);
  const bar = <span className={`absolute inset-y-0.5 left-0 rounded-sm ${part.value < 0 ? 'border border-dashed border-strong-line' : 'bg-accent-wash'}`} style={{ width: `${(100 * Math.abs(part.value)) / most}%` }} aria-hidden />;
  const content = (
    <>
      {bar}
      <span className="relative min-w-0 grow">
        <span className="line-clamp-2">{part.name}{part.words && part.words.length > 0 && <span className="text-small text-soft">: {part.words.join(', ')}{part.against && part.against.length > 0 && <span className="text-muted"> against {part.against.join(', ')}</span>}</span>}</span>
      </span>
      {part.timesA !== undefined && <span className="relative shrink-0 text-small text-muted" title={`near ${a} ${part.timesA} times, near ${b} ${part.timesB} times`}>{part.timesA} × {part.timesB}</span>}
      {part.times !== undefined && <span className="relative shrink-0 text-small text-muted" title={`cosine with ${a} ${share(part.a)}, ${part.times} times in ${b}`}>{share(part.a)} · {part.times} ×</span>}
      {by === 'topics' && <span className="relative shrink-0 text-small text-muted" title={`${a} ${share(part.a)}, ${b} ${share(part.b)}`}>{share(part.a)} · {share(part.b)}</span>}
      <span className="relative w-12 shrink-0 text-right text-small text-soft">{partValue(part.value)}</span>
    </>
  );
  if (!inDocument || part.document === undefined) return <li className="relative flex min-h-6 items-center gap-2 px-1">{content}</li>;
  return (
    <li>
      <button type="button" aria-expanded={open} className="relative flex min-h-6 w-full items-center gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-9" onClick={() => setOpen(!open)}>{content}</button>
      {open && inDocument(part.document)}
    </li>
  );
}
