'use client';

import { useMemo, useState } from 'react';
import { nearestBy, type Measure } from '../../lib/space/by-distance';
import { fromNgrams, type Unseen } from '../../lib/space/unseen';
import { shownMoment } from '../../lib/store/film-moment';
import { select } from '../../lib/store/questions';
import type { OpenSpace } from '../../lib/store/state';
import { activeSpace } from '../../lib/store/store';
import { widestTable } from '../../lib/store/tables';
import { askWhy } from '../../lib/store/why';
import { stopWords } from '../../lib/text/stopwords';
import { isolateWithNearest } from '../isolating';
import { InFilm } from '../film/in-film';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Chip } from '../ui/chip';
import { Empty } from '../ui/empty';
import { share } from '../ui/numbers';
import { useApp } from '../use-app';
import { SeedNeighbours } from './seed-neighbours';
import { textsInWords, whyMissing } from './space-in-words';
import { WhyButton } from './why-button';
import { WhyPanel } from './why';

/** Neighbours listed at first, and at most. */
const FEW = 12;
const MOST = 96;
const MEASURES: { value: Measure; label: string; detail: string }[] = [
  { value: 'cosine', label: 'Cosine', detail: 'The angle between two vectors, whatever their lengths' },
  { value: 'euclidean', label: 'Distance', detail: 'Euclidean: how far apart they end, so lengths count too' },
];

/** The neighbours of the chosen word in every space, side by side. */
export function WordPanel() {
  const [k, setK] = useState(FEW);
  const [measure, setMeasure] = useState<Measure>('cosine');
  const { selected, spaces, spaceId, why } = useApp((s) => ({ selected: s.selected, spaces: s.spaces, spaceId: s.spaceId, why: s.why }));
  if (!selected) return <Suggestions />;
  if (why?.word === selected) return <WhyPanel why={why} />;
  const ordered = [...spaces].sort((a, b) => Number(b.id === spaceId) - Number(a.id === spaceId));
  const mapped = ordered.some((s) => s.id === spaceId && !s.training && s.words.rowOf(selected) >= 0);
  // Of the space on the map, whose text it is; of another one only where that does not know.
  const occurrences = ordered.map((s) => countOf(s, selected)).find((c) => c !== null);
  return (
    <section aria-label="Word">
      <header className="mb-3 flex items-baseline justify-between gap-2">
        <h2 className="truncate text-title font-medium" data-testid="chosen-word">{selected}</h2>
        {occurrences !== undefined && occurrences !== null && <span className="figures shrink-0 text-small text-muted">{occurrences.toLocaleString('en')} occurrences</span>}
      </header>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-2">
        <p className="grow basis-40 text-small text-muted">Words that keep similar company{measure === 'cosine' ? ', most similar first' : ': nearest first, so that words as frequent come before others'}.</p>
        <Choice label="Measured by" showLabel={false} value={measure} options={MEASURES} onChange={(value) => setMeasure(value as Measure)} />
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-x-4 gap-y-5">
        {ordered.map((s) => <NeighbourColumn key={s.id} space={s} word={selected} shown={s.id === spaceId} k={k} measure={measure} />)}
      </div>
      <div className="mt-2 -ml-2 flex flex-wrap gap-1.5">
        {k < MOST && <Button kind="quiet" onClick={() => setK(Math.min(MOST, 2 * k))}>More neighbours</Button>}
        {mapped && <Button kind="quiet" title={`Lays out ${selected} and its ${k} nearest alone`} onClick={() => void isolateWithNearest(selected, k)}>Isolate with its {k} nearest</Button>}
      </div>
      <WhyField word={selected} />
    </section>
  );
}

/** Any other word: why is it close, or not? */
function WhyField({ word }: { word: string }) {
  const [other, setOther] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form className="mt-5" onSubmit={(e) => { e.preventDefault(); setProblem(other.trim() === '' ? null : askWhy(word, other.trim())); }}>
      <label htmlFor="why-other" className="mb-1 block text-small text-muted">Why is {word} close to, or far from …</label>
      <div className="flex gap-2">
        <input id="why-other" className="h-8 min-w-0 grow rounded-md border border-line bg-surface px-2.5 hover:border-strong-line max-lg:h-11" placeholder="another word, or a document’s title" value={other} onChange={(e) => setOther(e.target.value)} autoComplete="off" />
        <Button type="submit">Why?</Button>
      </div>
      {problem && <p role="alert" className="mt-1 rounded-lg bg-accent-wash px-3 py-2">{problem}</p>}
    </form>
  );
}

/** From as many parts of the vocabulary, the frequent and the rarer. */
const SUGGESTED = 12;

/** Before a word is chosen: what to do, and a few words of the space to begin with. */
function Suggestions() {
  const space = useApp(activeSpace);
  const words = useMemo(() => {
    const empty = stopWords();
    const telling = space ? space.words.names.slice(0, 3000).filter((w) => w.length > 3 && !empty.has(w)) : [];
    const step = Math.max(1, Math.floor(telling.length / SUGGESTED));
    return telling.filter((_, i) => i % step === step >> 1).slice(0, SUGGESTED);
  }, [space]);
  return (
    <div className="space-y-3">
      <Empty>Choose a word: click a point on the map, or type in the search field above. Its neighbours in every space appear here.</Empty>
      {words.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-small text-muted">Try</span>
          {words.map((w) => <Chip key={w} onClick={() => select(w)}>{w}</Chip>)}
        </div>
      )}
    </div>
  );
}

/** Where the vector of a word without a row of its own comes from. */
function UnseenNote({ unseen: { known, total } }: { unseen: Unseen }) {
  return (
    <p className="mb-1 text-small text-muted" data-testid="unseen">
      Not in the vocabulary: this vector comes from its pieces (n-grams), of which {known.length} of {total} are known:{' '}
      <span className="text-soft break-words">{known.slice(0, 12).join(' ')}{known.length > 12 && ' …'}</span>
    </p>
  );
}

function countOf(space: OpenSpace, word: string): number | null {
  const row = space.words.rowOf(word);
  return row < 0 ? null : (space.words.counts?.[row] ?? null);
}

function NeighbourColumn({ space, word, shown, k, measure }: { space: OpenSpace; word: string; shown: boolean; k: number; measure: Measure }) {
  const moment = useApp((s) => shownMoment(s, space));
  const words = moment?.words ?? space.words;
  const { found, unseen } = useMemo(() => {
    const row = words.rowOf(word);
    const unseen = row < 0 ? fromNgrams(words, word) : null;
    const query = unseen?.vector ?? row;
    return { unseen, found: query === -1 ? null : nearestBy(measure, words, query, { k, table: widestTable(words) }) };
  }, [words, word, k, measure]);
  const seeds = measure === 'cosine' && space.ensemble !== undefined && !moment && found !== null && unseen === null;
  return (
    <div data-testid={`neighbours-${space.id}`} className={seeds ? 'col-span-full' : ''}>
      <h3 className="truncate text-small font-medium text-soft" title={`${space.title}, ${textsInWords(space)}`}>
        {shown && <span className="mr-1 text-accent" aria-label="on the map">●</span>}{space.title}
      </h3>
      <p className="mb-1 truncate text-small text-muted">{moment ? <InFilm moment={moment} /> : textsInWords(space)}</p>
      {found === null && moment && space.words.rowOf(word) >= 0 && <p className="text-small text-muted">“{word}” is not in the film, which shows the {words.size.toLocaleString('en')} most frequent words.</p>}
      {found === null && space.words.rowOf(word) < 0 && <p className="text-small text-muted">“{word}” has no vector here: {whyMissing(space, word)}.</p>}
      {unseen && <UnseenNote unseen={unseen} />}
      {found?.length === 0 && <p className="text-small text-muted">No neighbours: nothing else shares anything with it.</p>}
      {seeds && <SeedNeighbours space={space} row={space.words.rowOf(word)} />}
      {!seeds && <ol className="figures">
        {found?.map((n) => (
          <li key={n.row} className="group flex items-center">
            <button type="button" className="relative flex min-h-6 min-w-0 grow items-center justify-between gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-9" onClick={() => select(n.name)}>
              <span className="relative min-w-0 grow truncate rounded-sm px-0.5 py-px">
                <span className="absolute inset-y-0 left-0 rounded-sm bg-accent-wash" style={{ width: `${Math.max(0, n.similarity) * 100}%` }} aria-hidden />
                <span className="relative">{n.name}</span>
              </span>
              <span className="text-small text-soft" title={n.distance === undefined ? undefined : `cosine ${share(n.similarity)}`}>{n.distance === undefined ? share(n.similarity) : n.distance.toPrecision(3)}</span>
            </button>
            {!moment && !unseen && !space.training && <WhyButton space={space} word={word} other={n.name} />}
          </li>
        ))}
      </ol>}
    </div>
  );
}
