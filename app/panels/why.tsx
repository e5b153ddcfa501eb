'use client';

import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Explanation, Part } from '../../lib/space/evidence/explain';
import type { Quote } from '../../lib/space/evidence/quotes';
import { sentencesWith } from '../../lib/store/texts';
import { askText, endWhy, textOf, type Why } from '../../lib/store/why';
import { Button } from '../ui/button';
import { share, small } from '../ui/numbers';
import { TextNeeded } from '../ui/text-needed';
import { useApp } from '../use-app';
import { Quotes } from './quotes';

const PARTS: Record<Explanation['by'], { title: string; one: string; many: string; how: string }> = {
  documents: { title: 'Shared documents', one: 'document', many: 'documents', how: 'Each part is the product of both words’ weights in a document; together they are the cosine.' },
  words: { title: 'Shared contexts', one: 'context', many: 'contexts', how: 'Each part is the product of both words’ PPMI with a context word; together they are the cosine.' },
  topics: { title: 'Shared topics', one: 'topic', many: 'topics', how: 'Each part is the product of both words’ shares in a topic; together they are the cosine.' },
  directions: { title: 'Shared directions', one: 'direction', many: 'directions', how: 'Each part is the product of both words’ places along a direction, which runs from one group of words to another; together they are the cosine.' },
  contexts: {
    title: 'Shared contexts', one: 'context', many: 'contexts',
    how: 'The numbers of a neural space mean nothing by themselves. So the text is counted: each part is what a context word adds to the cosine of the two words’ PPMI (how much more often than by chance it stands near them). What counting does not say, such as contexts that are alike but not the same, is the remainder.',
  },
};

/** Why two words are close: parts that add up, and the sentences behind them. */
export function WhyPanel({ why }: { why: Why }) {
  const { space, corpus } = useApp((s) => {
    const of = s.spaces.find((x) => x.id === why.spaceId);
    return { space: of, corpus: of && textOf(s, of) };
  });
  const open = corpus?.id;
  useEffect(() => askText(), [open]);
  if (!space) return null;
  const told = why.own ?? why.text?.told.contexts;
  const foreign = corpus && corpus.id !== space.corpusId;
  return (
    <section aria-label="Why" className="space-y-5" data-testid="why">
      <header>
        <Button kind="quiet" className="-ml-2" onClick={endWhy}><ArrowLeft size={14} aria-hidden /> Neighbours of {why.word}</Button>
        <h2 className="mt-1 text-title font-medium">Why are <Word of={why.word} mark="a" /> and <Word of={why.other} mark="b" /> close?</h2>
        <p className="figures mt-1 text-small text-soft">Cosine {share(why.similarity)} in {space.title}, {space.corpusTitle}.</p>
      </header>
      {told && <Parts told={told} why={why} corpusId={foreign ? undefined : corpus?.id} />}
      {told && foreign && !why.own && <p className="text-small text-muted">Counted in {corpus.title}, which is open; these vectors were trained on {space.corpusTitle}, which is not.</p>}
      {!corpus && <TextNeeded of={space} to="read the sentences behind this" />}
      {why.silent && <p role="status" className="rounded-lg bg-sunken px-3 py-2 text-soft">{why.silent}</p>}
      {corpus && !why.text && !why.silent && <p role="status" className="text-soft">Reading {corpus.title} …</p>}
      {why.text && (
        <>
          <div>
            <h3 className="font-medium">{togetherTitle(why.text.told.together)}</h3>
            <p className="mb-2 text-small text-muted">{togetherNote(why.text.told.together)}</p>
            <Quotes quotes={why.text.told.together.quotes} />
          </div>
          {why.text.told.same.some((s) => s.a && s.b) && (
            <div>
              <h3 className="font-medium">In the same company</h3>
              <p className="mb-2 text-small text-muted">A context word that both share, once with each.</p>
              <ul className="space-y-3">
                {why.text.told.same.filter((s) => s.a && s.b).map((s) => (
                  <li key={s.context}>
                    <h4 className="mb-1 text-small font-medium text-soft">near {s.context}</h4>
                    <Quotes quotes={[s.a, s.b].filter((q) => q !== null)} />
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Word({ of, mark }: { of: string; mark: 'a' | 'b' }) {
  return <span className={mark === 'a' ? 'text-accent' : 'text-torn'}>{of}</span>;
}

function togetherTitle({ sentences }: { sentences: number }): string {
  return sentences === 0 ? 'Never in one sentence' : `Together in ${sentences.toLocaleString('en')} sentence${sentences === 1 ? '' : 's'}`;
}

function togetherNote({ sentences, documents, quotes }: { sentences: number; documents: number; quotes: Quote[] }): string {
  const both = `${documents.toLocaleString('en')} document${documents === 1 ? ' holds' : 's hold'} both words`;
  return sentences === 0 ? `${both}.` : `${both}. ${quotes.length < sentences ? 'Shown are those where they stand nearest.' : ''}`;
}

/** The similarity as a sum: a bar a part, then what is not listed and what is not explained. */
function Parts({ told, why, corpusId }: { told: Explanation; why: Why; corpusId?: string }) {
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
      {told.by === 'contexts' && told.parts.length > 0 && <p className="mt-3 mb-1 px-1 text-right text-small text-muted">times near {why.word} × near {why.other} · part</p>}
      {told.by === 'topics' && told.parts.length > 0 && <p className="mt-3 mb-1 px-1 text-right text-small text-muted">share of {why.word} · of {why.other} · part</p>}
      <ol className="figures mt-1 space-y-0.5" data-testid="parts">
        {told.parts.map((part) => <Row key={part.document ?? part.name} part={part} most={most} why={why} by={told.by} corpusId={corpusId} />)}
      </ol>
      <p className="mt-2 text-small text-muted">{how}</p>
    </div>
  );
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

/** Three digits where two would say .00. */
function sumShare(value: number): string {
  return Math.abs(value) < 0.095 ? small(value) : share(value);
}

function Row({ part, most, why, by, corpusId }: { part: Part; most: number; why: Why; by: Explanation['by']; corpusId?: string }) {
  const [open, setOpen] = useState(false);
  const bar = <span className={`absolute inset-y-0.5 left-0 rounded-sm ${part.value < 0 ? 'border border-dashed border-strong-line' : 'bg-accent-wash'}`} style={{ width: `${(100 * Math.abs(part.value)) / most}%` }} aria-hidden />;
  const content = (
    <>
      {bar}
      <span className="relative min-w-0 grow">
        <span className="line-clamp-2">{part.name}{part.words && part.words.length > 0 && <span className="text-small text-soft">: {part.words.join(', ')}{part.against && part.against.length > 0 && <span className="text-muted"> against {part.against.join(', ')}</span>}</span>}</span>
      </span>
      {part.timesA !== undefined && <span className="relative shrink-0 text-small text-muted" title={`near ${why.word} ${part.timesA} times, near ${why.other} ${part.timesB} times`}>{part.timesA} × {part.timesB}</span>}
      {by === 'topics' && <span className="relative shrink-0 text-small text-muted" title={`${why.word} ${share(part.a)}, ${why.other} ${share(part.b)}`}>{share(part.a)} · {share(part.b)}</span>}
      <span className="relative w-12 shrink-0 text-right text-small text-soft">{small(part.value)}</span>
    </>
  );
  if (corpusId === undefined || part.document === undefined) return <li className="relative flex min-h-6 items-center gap-2 px-1">{content}</li>;
  return (
    <li>
      <button type="button" aria-expanded={open} className="relative flex min-h-6 w-full items-center gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-9" onClick={() => setOpen(!open)}>{content}</button>
      {open && <InDocument corpusId={corpusId} document={part.document} why={why} />}
    </li>
  );
}

/** Sentences of a document with one word or the other. */
function InDocument({ corpusId, document, why }: { corpusId: string; document: number; why: Why }) {
  const [quotes, setQuotes] = useState<Quote[] | null>(null);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const [a, b] = await Promise.all([sentencesWith(corpusId, why.word, document, 'a'), sentencesWith(corpusId, why.other, document, 'b')]);
      if (current) setQuotes([...a, ...b]);
    };
    void ask();
    return () => {
      current = false;
    };
  }, [corpusId, document, why.word, why.other]);
  return <div className="my-1 ml-3">{quotes === null ? <p className="text-small text-muted">Reading …</p> : <Quotes quotes={quotes} titled={false} />}</div>;
}
