'use client';

import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Quote } from '../../lib/space/evidence/quotes';
import { sentencesWith } from '../../lib/store/texts';
import { partsAsShown } from '../../lib/store/topic-parts';
import { askText, endWhy, textOf, type Why } from '../../lib/store/why';
import { Button } from '../ui/button';
import { share } from '../ui/numbers';
import { TextNeeded } from '../ui/text-needed';
import { useApp } from '../use-app';
import { Quotes } from './quotes';
import { Parts } from './why-parts';

/** Why two words are close: parts that add up, and the sentences behind them. */
export function WhyPanel({ why }: { why: Why }) {
  const { space, corpus } = useApp((s) => {
    const of = s.spaces.find((x) => x.id === why.spaceId);
    return { space: of, corpus: of && textOf(s, of) };
  });
  const open = corpus?.id;
  useEffect(() => askText(), [open]);
  if (!space) return null;
  const told = why.own ? partsAsShown(why.own, space) : why.text?.told.contexts;
  const foreign = corpus && corpus.id !== space.corpusId;
  return (
    <section aria-label="Why" className="space-y-5" data-testid="why">
      <header>
        <Button kind="quiet" className="-ml-2" onClick={endWhy}><ArrowLeft size={14} aria-hidden /> Neighbours of {why.word}</Button>
        <h2 className="mt-1 text-title font-medium">Why are <Word of={why.word} mark="a" /> and <Word of={why.other} mark="b" /> close?</h2>
        <p className="figures mt-1 text-small text-soft">Cosine {share(why.similarity)} in {space.title}, {space.corpusTitle}.</p>
      </header>
      {told && <Parts told={told} a={why.word} b={why.other} inDocument={!corpus || foreign ? undefined : (document) => <InDocument corpusId={corpus.id} document={document} why={why} />} />}
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
