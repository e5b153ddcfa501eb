'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Quote } from '../../lib/space/evidence/quotes';
import type { OpenCorpus } from '../../lib/store/state';
import { sentence } from '../../lib/store/store';
import { sentencesWith } from '../../lib/store/texts';
import { spacesOfDocuments, whyDocument } from '../../lib/store/why';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { share, small } from '../ui/numbers';
import { useApp } from '../use-app';
import { Quotes } from './quotes';
import { Parts } from './why-parts';

/** How close a document is to a word in a space, in parts that add up, and the sentences of the document that hold the word. */
export function WhyDocument({ corpus, document, near }: { corpus: OpenCorpus; document: number; near?: string }) {
  const { spaces, spaceId, selected } = useApp((s) => ({ spaces: s.spaces, spaceId: s.spaceId, selected: s.selected }));
  const able = useMemo(() => spacesOfDocuments({ spaces, spaceId }, corpus), [spaces, spaceId, corpus]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState(near ?? selected ?? '');
  const [word, setWord] = useState(near ?? '');
  const space = able.find((s) => s.id === chosen) ?? able[0];
  const answer = useMemo(() => {
    if (!space || word === '') return null;
    try {
      return { why: whyDocument(space, word, corpus, document), problem: null };
    } catch (error) {
      return { why: null, problem: sentence(error) };
    }
  }, [space, word, corpus, document]);
  const title = corpus.encoded.titles[document];
  if (!space) return null;
  const told = answer?.why?.told;
  return (
    <section aria-label="Why is it close to a word?" className="mt-2 space-y-2 border-t border-line pt-2" data-testid="why-document">
      <form onSubmit={(e) => { e.preventDefault(); setWord(text.trim()); }}>
        <label htmlFor="why-document" className="mb-1 block text-small text-muted">Why is it close to, or far from, the word …</label>
        <div className="flex gap-2">
          <input id="why-document" className="h-8 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11" placeholder="a word" value={text} onChange={(e) => setText(e.target.value)} autoComplete="off" />
          <Button type="submit">Why?</Button>
        </div>
      </form>
      {answer && able.length > 1 && <Choice label="In the space" value={space.id} options={able.map((s) => ({ value: s.id, label: s.title, detail: s.corpusTitle }))} onChange={setChosen} />}
      {answer?.problem && <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{answer.problem}</p>}
      {answer?.why && told?.by === 'weight' && (
        <p className="figures text-soft">
          {told.times === 0 ? <><Asked word={answer.why.word} /> does not stand in this document, so it weighs nothing here.</>
            : <><Asked word={answer.why.word} /> weighs {small(told.weight)} here in {space.title}: it stands in this document {told.times.toLocaleString('en')} {told.times === 1 ? 'time' : 'times'}, and in {told.documents.toLocaleString('en')} of all {corpus.encoded.titles.length.toLocaleString('en')} documents.</>}
        </p>
      )}
      {answer?.why && told && told.by !== 'weight' && (
        <>
          <p className="figures text-small text-soft">Cosine of <Asked word={answer.why.word} /> and this document: {share(told.similarity)} in {space.title}.</p>
          <Parts told={told} a={answer.why.word} b="the document" />
        </>
      )}
      {answer?.why && <Sentences key={answer.why.word} corpusId={corpus.id} document={document} word={answer.why.word} title={title} />}
    </section>
  );
}

function Asked({ word }: { word: string }) {
  return <span className="font-medium text-accent">{word}</span>;
}

function Sentences({ corpusId, document, word, title }: { corpusId: string; document: number; word: string; title: string }) {
  const [quotes, setQuotes] = useState<Quote[] | null>(null);
  useEffect(() => {
    let current = true;
    void sentencesWith(corpusId, word, document, 'a').then((found) => current && setQuotes(found), () => current && setQuotes([]));
    return () => {
      current = false;
    };
  }, [corpusId, document, word]);
  if (quotes === null) return <p role="status" className="text-small text-muted">Reading {title} …</p>;
  return quotes.length === 0 ? <p className="text-small text-muted">“{word}” does not stand in it.</p> : <Quotes quotes={quotes} titled={false} />;
}
