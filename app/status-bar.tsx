'use client';

import type { Facts } from '../lib/projection/projection';
import type { Trust } from '../lib/projection/trust';
import { secondsLeft, activeSpace } from '../lib/store/store';
import type { OpenSpace, RunningJob } from '../lib/store/state';
import { layoutKey } from '../lib/store/view';
import { duration, partDone, percent, share, wholePercent } from './ui/numbers';
import { useApp } from './use-app';

/** What is running, how far it is, and how far the picture can be trusted. */
export function StatusBar() {
  const { jobs, space, layout, film } = useApp((s) => ({ jobs: s.jobs, space: activeSpace(s), layout: s.spaceId && !s.film ? s.layouts[layoutKey(s.spaceId, s.view)] : undefined, film: s.film !== null }));
  const { components, explainedVariance } = layout?.facts ?? {};
  const shown = layout ? layout.positions.values.length / layout.positions.dims : 0;
  return (
    <footer className="figures flex min-h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-surface px-3 text-small text-muted">
      <div className="flex min-w-0 grow items-center gap-4" data-testid="jobs">
        {jobs.map((j) => <JobLine key={j.id} job={j} />)}
        {jobs.length === 0 && <span className="truncate">{space ? `${space.title} · ${space.corpusTitle}` : 'Ready'}</span>}
      </div>
      {layout?.neighbours?.approximate && <span className="shrink-0 max-lg:hidden" title="Above 30,000 words neighbours are looked for among near words alone: about 97 of 100 of the true ones are found.">neighbours approximate</span>}
      {film && <span className="shrink-0 max-sm:hidden">a moment of the training on the map</span>}
      {shown > 0 && space && <span className="shrink-0 max-sm:hidden">{wordsOnMap(shown, space)} on the map</span>}
      {components && explainedVariance && <Explained components={components} explainedVariance={explainedVariance} />}
      {layout?.trust && <TrustFigures trust={layout.trust} />}
    </footer>
  );
}

function wordsOnMap(shown: number, { training, words: { size } }: OpenSpace): string {
  const number = shown.toLocaleString('en');
  if (training) return `the ${number} most frequent words`;
  return shown === size ? `all ${number} words` : `${number} of ${size.toLocaleString('en')} words`;
}

/** How much of what sets words apart the map shows. */
function Explained({ components, explainedVariance }: Required<Pick<Facts, 'components' | 'explainedVariance'>>) {
  const shares = components.map((number) => explainedVariance[number - 1] ?? 0);
  return (
    <span className="shrink-0" data-testid="explained" title={components.map((number, i) => `Component ${number}: ${percent(shares[i])} of the variance`).join(' · ')}>
      {percent(shares.reduce((a, b) => a + b, 0))} of variance shown
    </span>
  );
}

/** The first figure always, the others where there is room; what they say on pointing at them. */
function TrustFigures({ trust: { k, trustworthiness, continuity, recall, distanceCorrelation } }: { trust: Trust }) {
  return (
    <span className="shrink-0" data-testid="trust">
      <span title={`Trustworthiness at ${k}: how rarely the map puts words together that are not close.`}>map trust {share(trustworthiness)}</span>
      <span className="max-lg:hidden" title={`Continuity at ${k}: how rarely the map puts words apart that are close.`}> · continuity {share(continuity)}</span>
      <span className="max-sm:hidden" title={`Recall: the share of each word’s true ${k} neighbours that the map keeps near it.`}> · recall {share(recall)}</span>
      <span className="max-lg:hidden" title="Rank correlation of distances: how well far and near on the map tell far and near in the space."> · distances {share(distanceCorrelation)}</span>
    </span>
  );
}

function JobLine({ job }: { job: RunningJob }) {
  const { stage } = job.progress;
  const left = secondsLeft(job);
  return (
    <span className="flex min-w-0 items-center gap-2 text-soft" data-job={job.kind}>
      <span className="size-1.5 shrink-0 rounded-full bg-accent" aria-hidden />
      <span className="truncate">{job.title} · {stage} · {wholePercent(partDone(job.progress))}{left !== null && ` · ${duration(left)} left`}</span>
      {job.kind === 'map' && job.steer && <Act name={stage === 'paused' ? 'resume' : 'pause'} onAct={(name) => job.steer?.(name)} />}
      <Act name="cancel" onAct={job.cancel} />
    </span>
  );
}

function Act<Name extends string>({ name, onAct }: { name: Name; onAct: (name: Name) => void }) {
  return <button type="button" className="min-h-6 shrink-0 px-1 underline underline-offset-2 hover:text-ink" onClick={() => onAct(name)}>{name}</button>;
}
