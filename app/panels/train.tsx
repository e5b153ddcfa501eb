'use client';

import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Model } from '../../lib/models/model';
import { allowed, type OptionValues } from '../../lib/options';
import { modelById, models } from '../../lib/models/registry';
import { activeCorpus, activeSpace, secondsLeft } from '../../lib/store/store';
import { trainSeeds } from '../../lib/store/seeds';
import { train } from '../../lib/store/training';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { Curve } from '../ui/curve';
import { count, duration } from '../ui/numbers';
import { NumberField } from '../ui/number-field';
import { OptionField } from '../ui/option-field';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';
import { hasSeeds, SeedBars, SeedsField } from './seeds';

/** Choose a model, set what matters, watch it learn. */
export function TrainPanel() {
  const { corpus, jobs, catalogue } = useApp((s) => ({ corpus: activeCorpus(s), jobs: s.jobs, catalogue: s.catalogue }));
  const [modelId, setModelId] = useState('skipgram');
  const [threads, setThreads] = useState(1);
  const [seeds, setSeeds] = useState(1);
  const [changed, setChanged] = useState<Record<string, OptionValues>>({});
  const model = modelById(modelId);
  const recommended = catalogue?.corpora.find((c) => c.id === corpus?.plainId)?.recommended?.[modelId] ?? {};
  const suggested = corpus ? model.suggest?.(corpus.encoded.tokens) : undefined;
  const values = { ...defaults(model), ...suggested, ...recommended, ...changed[modelId] };
  const wrong = model.options.find((o) => !allowed(o, values[o.name]));
  const training = jobs.find((j) => j.kind === 'train');
  const change = (name: string, value: number) => setChanged({ ...changed, [modelId]: { ...changed[modelId], [name]: value } });
  return (
    <section aria-label="Train" className="space-y-3">
      <Choice label="Model" value={modelId} options={models.map((m) => ({ value: m.id, label: m.title, detail: m.summary }))} onChange={setModelId} />
      <p className="text-small text-muted">{model.summary}</p>
      <OptionFields model={model} values={values} onChange={change}>
        {model.family && <Threads value={threads} onChange={setThreads} />}
      </OptionFields>
      {hasSeeds(model) && <SeedsField value={seeds} values={values} corpus={corpus} onChange={setSeeds} />}
      {training ? <Training /> : (
        <Button kind="primary" className="w-full" disabled={!corpus || wrong !== undefined} onClick={() => void (hasSeeds(model) && seeds !== 1 ? trainSeeds(modelId, values, seeds) : train(modelId, values, model.family ? threads : 1))}>
          <span className="truncate">{wrong ? `Mend ${wrong.label.toLowerCase()} first` : corpus ? `Train on ${corpus.title}` : 'Open a text first'}</span>
        </Button>
      )}
      {!training && <LastTraining />}
    </section>
  );
}

function defaults(model: Model): OptionValues {
  return Object.fromEntries(model.options.map((o) => [o.name, o.default]));
}

function OptionFields({ model, values, onChange, children }: { model: Model; values: OptionValues; onChange: (name: string, value: number) => void; children: ReactNode }) {
  const field = (o: Model['options'][number]) => <OptionField key={`${model.id} ${o.name}`} option={o} value={values[o.name]} onChange={(v) => onChange(o.name, v)} />;
  return (
    <div className="space-y-2.5">
      {model.options.filter((o) => !o.advanced).map(field)}
      <details className="group">
        <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1 text-small text-muted hover:text-ink max-lg:min-h-11">
          <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" /> More settings and the method
        </summary>
        <div className="mt-1 space-y-2.5">
          {model.options.filter((o) => o.advanced).map(field)}
          {children}
          <p className="text-small text-muted">Method: {model.source}</p>
        </div>
      </details>
    </div>
  );
}

/** Threads need shared memory, which a page has only when it is cross-origin isolated. */
function Threads({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const shared = globalThis.crossOriginIsolated;
  const option = {
    name: 'threads', label: 'Threads', default: 1, min: 1, max: shared ? Math.max(1, navigator.hardwareConcurrency) : 1, integer: true,
    help: shared ? 'More train faster, but no two runs give quite the same vectors.' : 'Only one: this page was not opened from localhost or over https, so memory cannot be shared.',
  };
  return <NumberField option={option} value={value} onChange={onChange} />;
}

function Training() {
  const job = useApp((s) => s.jobs.find((j) => j.kind === 'train'));
  if (!job) return null;
  const { figures = {}, stage, done, total } = job.progress;
  const left = secondsLeft(job);
  const speed = figures.tokensPerSecond ?? figures.drawsPerSecond;
  return (
    <div className="space-y-3 rounded-lg border border-line bg-surface p-3" data-testid="training">
      <div className="flex items-center justify-between gap-2">
        <span className="truncate font-medium">{job.title}</span>
        <Button onClick={job.cancel}>Cancel</Button>
      </div>
      <ProgressBar done={done} total={total} label={job.title} />
      {job.seeds && <SeedBars shares={job.seeds} />}
      <p className="figures text-small text-muted">
        {stage} · {Math.round((100 * done) / total)} %{left !== null && ` · ${duration(left)} left`}
        {speed ? ` · ${count(speed)} tokens/s` : ''}
        {figures.alpha ? ` · rate ${figures.alpha.toFixed(4)}` : ''}
      </p>
      <Curve label={curveLabel(figures)} points={job.curve} />
    </div>
  );
}

/** How the training of the space on the map went. */
function LastTraining() {
  const space = useApp(activeSpace);
  if (!space || space.curve.length < 2) return null;
  return (
    <div className="rounded-lg border border-line p-3" data-testid="trained">
      <p className="mb-2 text-small text-muted">{space.title} learned in {duration(space.seconds)}:</p>
      <Curve label={curveLabel(space.figures)} points={space.curve} />
    </div>
  );
}

function curveLabel(figures: Record<string, number>): string {
  return figures.logLikelihoodPerToken === undefined ? 'Loss per pair of words' : 'Log-likelihood per token';
}
