'use client';

import { useId, useState } from 'react';
import { sweepPoints, type Spread, type SweepPoint } from '../../../lib/models/lda/sweep';
import type { OpenCorpus } from '../../../lib/store/state';
import { sweepTopics, wrongNumbers } from '../../../lib/store/topic-quality';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { count, share, small } from '../../ui/numbers';
import { NumberField } from '../../ui/number-field';
import { ProgressBar } from '../../ui/progress';
import { useApp } from '../../use-app';
import { SweepChart } from './sweep-chart';

const SEEDS = { name: 'seeds', label: 'Seeds each', help: 'Several show how much of a difference is chance.', default: 3, min: 1, max: 8, integer: true };

type Measure = 'npmi' | 'cv' | 'perplexity' | 'stability' | 'diversity' | 'exclusivity';
const MEASURES: { id: Measure; label: string; detail: string }[] = [
  { id: 'npmi', label: 'Coherence (NPMI)', detail: 'Do a topic’s top words stand near each other? 0 by chance, 1 always.' },
  { id: 'cv', label: 'Coherence (C_v)', detail: 'The same over longer stretches, closest to what people judge.' },
  { id: 'perplexity', label: 'Held-out perplexity', detail: 'Among how many words the next one of an unread document is a guess: lower is better.' },
  { id: 'stability', label: 'Stability', detail: 'How alike the matched topics of two seeds are.' },
  { id: 'diversity', label: 'Diversity', detail: 'The share of different words among all top words.' },
  { id: 'exclusivity', label: 'Exclusivity', detail: 'How much of its top words is a topic’s own.' },
];

/** How many topics? Several numbers trained over several seeds, and drawn. */
export function TopicSweep({ corpus }: { corpus: OpenCorpus | undefined }) {
  const { sweep, job, training } = useApp((s) => ({ sweep: s.topicSweep, job: s.jobs.find((j) => j.kind === 'topics' && j.progress.stage === 'comparing numbers of topics'), training: s.jobs.some((j) => j.kind === 'train') }));
  const id = useId();
  const [numbers, setNumbers] = useState('5, 10, 20, 40');
  const [seeds, setSeeds] = useState(SEEDS.default);
  const [measure, setMeasure] = useState<Measure>('npmi');
  const wrong = wrongNumbers(numbers);
  const points = sweep ? sweepPoints(sweep.runs) : [];
  const chosen = MEASURES.find((m) => m.id === measure)!;
  return (
    <section aria-label="How many topics?" className="space-y-3" data-testid="topic-sweep">
      <p className="text-small text-muted">Trains with several numbers of topics and compares what comes of it. Every tenth document is held out.</p>
      <div>
        <div className="flex items-center justify-between gap-3">
          <label htmlFor={id}>Numbers of topics</label>
          <input id={id} value={numbers} aria-invalid={wrong !== null} aria-describedby={`${id}-help`} onChange={(e) => setNumbers(e.target.value)} className={`figures h-8 w-32 shrink-0 rounded-md border bg-surface px-2 text-right max-lg:h-11 ${wrong ? 'border-accent' : 'border-line hover:border-strong-line'}`} />
        </div>
        <p id={`${id}-help`} className={`mt-0.5 text-small ${wrong ? 'text-accent' : 'text-muted'}`}>{wrong ?? 'From 2 to 500, with commas between.'}</p>
      </div>
      <NumberField option={SEEDS} value={seeds} onChange={setSeeds} />
      {job ? (
        <div className="space-y-2">
          <ProgressBar done={job.progress.done} total={job.progress.total} label={job.title} />
          <div className="flex items-center justify-between gap-2">
            <p className="figures text-small text-muted">{sweep?.runs.length ?? 0} of {sweep?.total ?? 0} trainings done</p>
            <Button onClick={job.cancel}>Cancel</Button>
          </div>
        </div>
      ) : (
        <Button className="w-full" disabled={!corpus || training || wrong !== null || !(Number.isInteger(seeds) && seeds >= 1 && seeds <= SEEDS.max)} onClick={() => void sweepTopics(numbers, seeds)}>
          <span className="truncate">{corpus ? `Compare in ${corpus.title}` : 'Open a text first'}</span>
        </Button>
      )}
      {sweep && points.length > 0 && (
        <>
          <Choice label="Drawn" value={measure} options={MEASURES.map((m) => ({ value: m.id, label: m.label, detail: m.detail }))} onChange={(value) => setMeasure(value as Measure)} />
          <SweepChart label={`${chosen.label} of topics of ${sweep.corpusTitle}`} points={points.map((p) => ({ topics: p.topics, ...spreadOf(p, measure) })).filter((p) => p.mean !== null)} />
          <p className="text-small text-muted">{chosen.detail}</p>
          <SweepTable points={points} />
        </>
      )}
    </section>
  );
}

function spreadOf(point: SweepPoint, measure: Measure): { mean: number | null; sd: number | null } {
  if (measure === 'stability') return { mean: point.stability, sd: null };
  return point[measure] ?? { mean: null, sd: null };
}

/** The same in numbers. */
function SweepTable({ points }: { points: SweepPoint[] }) {
  const cell = (spread: Spread | null, tell: (value: number) => string) => (spread ? <>{tell(spread.mean)}{spread.sd !== null && <span className="block text-muted">± {tell(spread.sd)}</span>}</> : '–');
  return (
    <table className="figures w-full text-small whitespace-nowrap" aria-label="Numbers of topics compared" data-testid="sweep-table">
      <thead>
        <tr className="text-left text-muted">
          {['Topics', 'NPMI', 'C_v', 'Perplexity', 'Stability'].map((name) => <th key={name} scope="col" className="py-1 pr-3 font-normal">{name}</th>)}
        </tr>
      </thead>
      <tbody>
        {points.map((p) => (
          <tr key={p.topics} className="border-t border-line">
            <th scope="row" className="py-1 pr-3 text-left align-top font-medium">{p.topics}</th>
            <td className="py-1 pr-3 align-top">{cell(p.npmi, small)}</td>
            <td className="py-1 pr-3 align-top">{cell(p.cv, share)}</td>
            <td className="py-1 pr-3 align-top">{cell(p.perplexity, count)}</td>
            <td className="py-1 align-top">{p.stability === null ? '–' : share(p.stability)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
