'use client';

import { useMemo, useState } from 'react';
import type { Model, Preset } from '../../lib/models/model';
import { advised } from '../../lib/models/skipgram/coach';
import { allowed, type OptionValues } from '../../lib/options';
import { modelById, models } from '../../lib/models/registry';
import { trainSeeds } from '../../lib/store/seeds';
import { activeCorpus } from '../../lib/store/store';
import { mostThreads } from '../../lib/store/threads';
import { train } from '../../lib/store/training';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { OptionFields } from '../ui/option-fields';
import { useApp } from '../use-app';
import { Coach, Presets } from './coach';
import { analogyExamples } from './examples';
import { hasSeeds, SeedsField } from './seeds';
import { Threads, threadsInWords } from './threads-field';
import { Trained } from './trained';
import { Training } from './training';

/** Choose a model, set what matters, watch it learn. */
export function TrainPanel() {
  const { corpus, jobs, catalogue } = useApp((s) => ({ corpus: activeCorpus(s), jobs: s.jobs, catalogue: s.catalogue }));
  const [modelId, setModelId] = useState('skipgram');
  const [chosenThreads, setThreads] = useState<number | null>(null);
  const [preset, setPreset] = useState<Preset>('quality');
  const [seeds, setSeeds] = useState(1);
  const [changed, setChanged] = useState<Record<string, OptionValues>>({});
  const model = modelById(modelId);
  const recommended = catalogue?.corpora.find((c) => c.id === corpus?.plainId)?.recommended?.[modelId];
  // The panel is drawn with every report of a training; what suits a text is counted once.
  const presets = useMemo(() => corpus && model.presets?.(corpus.encoded), [corpus, model]);
  const suited = corpus && { ...presets?.[preset], ...recommended?.[preset] };
  const values = { ...defaults(model), ...suited, ...changed[modelId] };
  const wrong = model.options.find((o) => !allowed(o, values[o.name]));
  const parallel = model.family !== undefined || model.parallel === true;
  const threads = parallel ? (chosenThreads ?? mostThreads()) : 1;
  const training = jobs.find((j) => j.kind === 'train');
  const change = (name: string, value: number) => setChanged({ ...changed, [modelId]: { ...changed[modelId], [name]: value } });
  const own = Object.keys(suited ?? {}).some((name) => changed[modelId]?.[name] !== undefined && changed[modelId][name] !== suited?.[name]);
  const choose = (id: Preset) => {
    setPreset(id);
    const kept = Object.entries(changed[modelId] ?? {}).filter(([name]) => suited?.[name] === undefined);
    setChanged({ ...changed, [modelId]: Object.fromEntries(kept) });
  };
  const examples = useMemo(() => analogyExamples(catalogue, [corpus?.plainId], 4), [catalogue, corpus?.plainId]);
  const many = hasSeeds(model) && seeds > 1;
  return (
    <section aria-label="Train" className="space-y-3 [&_:is(input,button,summary)]:scroll-mb-18">
      {training && <Training />}
      <Choice label="Model" value={modelId} options={models.map((m) => ({ value: m.id, label: m.title, detail: m.summary }))} onChange={setModelId} />
      <p className="text-small text-muted">{model.summary}</p>
      {!training && (
        <>
          {model.presets && <Presets value={own ? null : preset} onChange={choose} />}
          <OptionFields of={{ ...model, options: advised(model.options, values) }} values={values} onChange={(o, value) => change(o.name, value)}>
            {parallel && <Threads value={threads} repeats={model.parallel} onChange={setThreads} />}
          </OptionFields>
          {hasSeeds(model) && <SeedsField value={seeds} values={values} corpus={corpus} onChange={setSeeds} />}
          {corpus && model.family && (
            <Coach corpus={corpus} model={model} values={values} threads={many ? 1 : threads} turns={many ? Math.ceil(seeds / mostThreads()) : 1} expressions={examples} />
          )}
          {/* In reach while the settings are in view. On a phone what scrolls has a padding of its own. */}
          <div className="sticky bottom-0 z-10 -mx-4 max-lg:-bottom-4 bg-surface px-4 py-3 before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-3 before:bg-linear-to-t before:from-surface">
            <Button kind="primary" className="w-full" disabled={!corpus || wrong !== undefined} onClick={() => void (hasSeeds(model) && seeds !== 1 ? trainSeeds(modelId, values, seeds) : train(modelId, values, threads))}>
              <span className="truncate">{wrong ? `Mend ${wrong.label.toLowerCase()} first` : corpus ? `Train on ${corpus.title}` : 'Open a text first'}</span>
            </Button>
          </div>
          {parallel && seeds === 1 && <p className="text-small text-muted">{threadsInWords(threads, model.parallel)}</p>}
          <Trained threads={chosenThreads ?? mostThreads()} />
        </>
      )}
    </section>
  );
}

function defaults(model: Model): OptionValues {
  return Object.fromEntries(model.options.map((o) => [o.name, o.default]));
}
