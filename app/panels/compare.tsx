'use client';

import { Download } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { comparisonFile, compareSpaces, pairLists, type Shown } from '../../lib/store/comparing';
import { loadParts } from '../../lib/store/parts';
import { select } from '../../lib/store/questions';
import type { CompareView } from '../../lib/store/answers';
import type { OpenSpace } from '../../lib/store/state';
import { activeCorpus, activeSpace } from '../../lib/store/store';
import { train } from '../../lib/store/training';
import { partsOfSpeech, type PartOfSpeech } from '../../lib/text/parts-of-speech';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { percentRange, share, wholePercent } from '../ui/numbers';
import { ProgressBar } from '../ui/progress';
import { saveFile } from '../ui/save';
import { useApp } from '../use-app';
import { PairLists } from './compare-pairs';
import { PairScatter } from './compare-scatter';
import { OverviewTable } from './compare-table';

const SHOWN = 60;

/** Where two spaces agree and which words they see differently. */
export function ComparePanel() {
  const { spaces: all, active, comparison, job } = useApp((s) => ({ spaces: s.spaces, active: activeSpace(s), comparison: s.comparison, job: s.jobs.find((j) => j.kind === 'compare') }));
  const spaces = all.filter((s) => !s.training);
  const [content, setContent] = useState(true);
  const [picked, setPicked] = useState<Pair>({ a: null, b: null });
  if (spaces.length < 2) return <SecondNeeded />;
  const [a, b] = comparedSpaces(spaces, [picked, comparison], active);
  const options = spaces.map((s) => ({ value: s.id, label: s.title, detail: s.corpusTitle }));
  return (
    <section aria-label="Compare" className="space-y-3">
      <div className="grid grid-cols-2 gap-2">
        <Choice label="One space" value={a} options={options} onChange={(id) => setPicked({ a: id, b })} />
        <Choice label="Another" value={b} options={options} onChange={(id) => setPicked({ a, b: id })} />
      </div>
      <label className="flex min-h-6 items-center gap-2 max-lg:min-h-11">
        <input type="checkbox" className="size-4 accent-accent" checked={content} onChange={(e) => setContent(e.target.checked)} /> Without function words (the, of, and)
      </label>
      {job ? (
        <div className="space-y-2">
          <ProgressBar done={job.progress.done} total={job.progress.total} label={job.title} />
          <Button className="w-full" onClick={job.cancel}>Cancel</Button>
        </div>
      ) : (
        <Button kind="primary" className="w-full" disabled={a === b} onClick={() => void compareSpaces(a, b, content)}>{a === b ? 'Choose two different spaces' : 'Compare'}</Button>
      )}
      {comparison.error && <p role="alert" className="rounded-lg bg-accent-wash px-3 py-2">{comparison.error}</p>}
      {comparison.result && <Agreement />}
      <OverviewTable />
    </section>
  );
}

function SecondNeeded() {
  const { corpus, training } = useApp((s) => ({ corpus: activeCorpus(s), training: s.jobs.some((j) => j.kind === 'train') }));
  return (
    <section aria-label="Compare" className="space-y-3">
      <Empty>Two spaces are needed. Train a second model on the same text, such as tf-idf, and see where counting words and predicting them disagree.</Empty>
      {corpus && (
        <Button className="w-full" disabled={training} onClick={() => void train('tfidf', {})}>
          <span className="truncate">Count {corpus.title} by tf-idf</span>
        </Button>
      )}
    </section>
  );
}

type Pair = Pick<CompareView, 'a' | 'b'>;

/**
 * The ids of the two spaces to compare: on each side the first that was wished for and is still there,
 * else the one on the map, else another of its text.
 * @param spaces two at least
 */
export function comparedSpaces(spaces: Pick<OpenSpace, 'id' | 'corpusId'>[], wishes: Pair[], active: Pick<OpenSpace, 'id' | 'corpusId'> | undefined): [string, string] {
  const [wishedA, wishedB] = (['a', 'b'] as const).map((side) => wishes.map((w) => w[side]).find((id) => spaces.some((s) => s.id === id)));
  const other = (than: string | null | undefined) => {
    const others = spaces.filter((s) => s.id !== than);
    return (others.find((s) => s.id === active?.id) ?? others.find((s) => s.corpusId === active?.corpusId) ?? others[0]).id;
  };
  const a = wishedA ?? other(wishedB);
  return [a, wishedB ?? other(a)];
}

/** How often the words occur that are shown: rare words disagree by chance. */
const BANDS = [
  { value: 'learned', label: '50 times and more', from: 50, to: undefined },
  { value: 'all', label: 'All words', from: undefined, to: undefined },
  { value: 'frequent', label: '1,000 times and more', from: 1000, to: undefined },
  { value: 'middle', label: '100 to 999 times', from: 100, to: 1000 },
  { value: 'rare', label: 'Less than 100 times', from: 1, to: 100 },
];

const PARTS = [{ value: 'any', label: 'any part of speech' }, ...partsOfSpeech.map((part) => ({ value: part as string, label: `${part}s` }))];

/** Words that occur a few times have vectors of chance, and differ most: they are shown first only where there are hardly others. */
const ENOUGH = 200;

function Agreement() {
  const { result, comparison, spaces, parts } = useApp((s) => ({ result: s.comparison.result, comparison: s.comparison, spaces: s.spaces, parts: s.parts }));
  const [asked, setBand] = useState<string | null>(null);
  const [learned, all] = BANDS;
  const mostly = useMemo(() => (result && result.words.filter((w) => (w.count ?? 0) >= (learned.from ?? 0)).length >= ENOUGH ? learned : all), [result, learned, all]);
  const band = BANDS.find((b) => b.value === asked) ?? mostly;
  const [part, setPart] = useState<'any' | PartOfSpeech>('any');
  useEffect(() => {
    if (part !== 'any') void loadParts().then((known) => !known && setPart('any'));
  }, [part]);
  const shown = useMemo(() => ({ ...band, keeps: (word: string) => part === 'any' || parts === null || parts.of(word).includes(part) }), [band, part, parts]);
  const lists = useMemo(() => pairLists({ comparison, spaces }, shown), [comparison, spaces, shown]);
  const title = (id: string | null) => spaces.find((x) => x.id === id)?.title ?? '';
  if (!result) return null;
  const { from = 0, to = Infinity } = band;
  const words = result.words.filter((w) => (w.count === null || (w.count >= from && w.count < to)) && shown.keeps(w.word));
  return (
    <div className="space-y-5">
      <dl className="figures grid grid-cols-3 gap-2" data-testid="agreement">
        <Figure value={wholePercent(result.overlap)} name={`of ${result.k} neighbours shared, on average${result.interval ? `; 95 % over seeds and words: ${percentRange(result.interval)}` : ''}`} />
        <Figure value={share(result.spearman)} name="rank correlation of pair similarities" />
        <Figure value={result.shared.toLocaleString('en')} name="words in both" />
      </dl>
      {(result.own.a !== null || result.own.b !== null) && (
        <p className="text-small text-muted">
          Two seeds of one model share{' '}
          {[[comparison.a, result.own.a] as const, [comparison.b, result.own.b] as const].flatMap(([id, own]) => (own === null ? [] : [`${wholePercent(own)} (${title(id)})`])).join(' and ')}: no other model can be expected to share more.
        </p>
      )}
      <PairScatter result={result} lists={lists} titles={[title(comparison.a), title(comparison.b)]} />
      <div className="grid grid-cols-2 gap-2">
        <Choice label="Show words that occur" value={band.value} options={BANDS} onChange={setBand} />
        <Choice label="and mostly are" value={part} options={PARTS} onChange={(value) => setPart(value as typeof part)} />
      </div>
      {part !== 'any' && <p className="text-small text-muted" data-testid="parts-known">{parts ? `What a word mostly is says WordNet, for English: it knows ${result.words.filter((w) => parts.of(w.word).length > 0).length.toLocaleString('en')} of ${result.words.length.toLocaleString('en')} compared words.` : 'Fetching what WordNet knows …'}</p>}
      <PairLists lists={lists} titles={[title(comparison.a), title(comparison.b)]} />
      <div>
        <h3 className="font-medium">Words seen most differently</h3>
        <p className="mb-1 text-small text-muted">Their nearest neighbours differ most. Choose one to see it on the map.</p>
        {words.length === 0 && <p className="text-soft">No compared word is like that.</p>}
        <ol className="divide-y divide-line">
          {words.slice(0, SHOWN).map((w) => (
            <li key={w.word}>
              <button type="button" className="w-full rounded px-1 py-1.5 text-left hover:bg-sunken" onClick={() => select(w.word)}>
                <span className="figures flex justify-between gap-2">
                  <span className="font-medium">{w.word}</span>
                  <span className="text-small text-soft">{wholePercent(w.overlap)} shared{w.interval && <span className="text-muted"> ({percentRange(w.interval)})</span>}</span>
                </span>
                <span className="mt-0.5 grid grid-cols-2 gap-2 text-small text-soft">
                  <span className="truncate"><span className="text-muted">{title(comparison.a)}: </span>{w.onlyA.slice(0, 4).join(', ')}</span>
                  <span className="truncate"><span className="text-muted">{title(comparison.b)}: </span>{w.onlyB.slice(0, 4).join(', ')}</span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        {(['words', 'pairs'] as const).map((what) => <Button key={what} onClick={() => save(what, shown)}><Download size={14} aria-hidden /> {what === 'words' ? 'All words' : 'These pairs'} as CSV</Button>)}
      </div>
    </div>
  );
}

function save(what: 'words' | 'pairs', shown: Shown): void {
  const file = comparisonFile(what, shown);
  if (file) saveFile(file.name, file.text);
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <dd className="text-title font-medium">{value}</dd>
      <dt className="text-small text-muted">{name}</dt>
    </div>
  );
}
