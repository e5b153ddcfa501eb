'use client';

import { useState } from 'react';
import { compareSpaces, select } from '../../lib/store/questions';
import { activeSpace } from '../../lib/store/store';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Empty } from '../ui/empty';
import { share } from '../ui/numbers';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';

const SHOWN = 60;

/** Where two spaces agree and which words they see differently. */
export function ComparePanel() {
  const { spaces: all, active, comparison, job } = useApp((s) => ({ spaces: s.spaces, active: activeSpace(s), comparison: s.comparison, job: s.jobs.find((j) => j.kind === 'compare') }));
  const spaces = all.filter((s) => !s.training);
  const [content, setContent] = useState(true);
  const [picked, setPicked] = useState<{ a?: string; b?: string }>({});
  if (spaces.length < 2) return <Empty>Two spaces are needed. Train a second model on the same text, such as tf-idf, and see where counting words and predicting them disagree.</Empty>;
  const a = picked.a ?? comparison.a ?? (active?.training ? undefined : active?.id) ?? spaces[0].id;
  const b = picked.b ?? comparison.b ?? (spaces.find((s) => s.id !== a && s.corpusId === active?.corpusId) ?? spaces.find((s) => s.id !== a) ?? spaces[1]).id;
  const options = spaces.map((s) => ({ value: s.id, label: s.title, detail: s.corpusTitle }));
  return (
    <section aria-label="Compare" className="space-y-3">
      <div className="grid grid-cols-2 gap-2">
        <Choice label="One space" value={a} options={options} onChange={(id) => setPicked({ ...picked, a: id, b })} />
        <Choice label="Another" value={b} options={options} onChange={(id) => setPicked({ ...picked, a, b: id })} />
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
    </section>
  );
}

function Agreement() {
  const { result, a, b } = useApp((s) => ({
    result: s.comparison.result,
    a: s.spaces.find((x) => x.id === s.comparison.a)?.title ?? '',
    b: s.spaces.find((x) => x.id === s.comparison.b)?.title ?? '',
  }));
  if (!result) return null;
  return (
    <div className="space-y-4">
      <dl className="figures grid grid-cols-3 gap-2" data-testid="agreement">
        <Figure value={`${Math.round(result.overlap * 100)} %`} name={`of ${result.k} neighbours shared, on average`} />
        <Figure value={share(result.spearman)} name="rank correlation of pair similarities" />
        <Figure value={result.shared.toLocaleString('en')} name="words in both" />
      </dl>
      <div>
        <h3 className="font-medium">Seen most differently</h3>
        <p className="mb-1 text-small text-muted">Frequent words whose nearest neighbours differ most. Choose one to see it on the map.</p>
        <ol className="divide-y divide-line">
          {result.words.slice(0, SHOWN).map((w) => (
            <li key={w.word}>
              <button type="button" className="w-full rounded px-1 py-1.5 text-left hover:bg-sunken" onClick={() => select(w.word)}>
                <span className="figures flex justify-between gap-2"><span className="font-medium">{w.word}</span><span className="text-small text-soft">{Math.round(w.overlap * 100)} % shared</span></span>
                <span className="mt-0.5 grid grid-cols-2 gap-2 text-small text-soft">
                  <span className="truncate"><span className="text-muted">{a}: </span>{w.onlyA.slice(0, 4).join(', ')}</span>
                  <span className="truncate"><span className="text-muted">{b}: </span>{w.onlyB.slice(0, 4).join(', ')}</span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Figure({ value, name }: { value: string; name: string }) {
  return (
    <div>
      <dd className="text-title font-medium">{value}</dd>
      <dt className="text-small text-muted">{name}</dt>
    </div>
  );
}
