'use client';

import { useState } from 'react';
import { lda } from '../../../lib/models/lda';
import { allowed, type Option, type OptionValues } from '../../../lib/options';
import type { OpenCorpus, RunningJob } from '../../../lib/store/state';
import { train } from '../../../lib/store/training';
import { Button } from '../../ui/button';
import { Curve } from '../../ui/curve';
import { NumberField } from '../../ui/number-field';
import { ProgressBar } from '../../ui/progress';
import { useApp } from '../../use-app';
import { curveLabel, figuresInWords, Steering } from '../training';

const named = (...names: string[]): Option[] => names.flatMap((name) => lda.options.filter((o) => o.name === name));

/** What is asked here, the limits on words folded, since small texts may need others; the rest stands among the models on the left. */
const FIRST = named('topics', 'iterations');
const LIMITS = named('maxDocumentShare', 'minDocumentFrequency');
const OPTIONS = [...FIRST, ...LIMITS];

/** Find topics in the open text. */
export function TopicForm({ corpus }: { corpus: OpenCorpus | undefined }) {
  const [values, setValues] = useState<OptionValues>(Object.fromEntries(OPTIONS.map((o) => [o.name, o.default])));
  const wrong = OPTIONS.some((o) => !allowed(o, values[o.name]));
  const field = (o: Option) => <NumberField key={o.name} option={o} value={values[o.name]} onChange={(value) => setValues({ ...values, [o.name]: value })} />;
  const busy = useApp((s) => s.jobs.find((j) => j.kind === 'train'));
  return (
    <div className="space-y-3">
      {corpus && FIRST.map(field)}
      {corpus && (
        <details>
          <summary className="min-h-8 cursor-pointer text-small text-muted hover:text-ink max-lg:min-h-11">Which words take part</summary>
          <div className="mt-1 space-y-3">{LIMITS.map(field)}</div>
        </details>
      )}
      <Button kind="primary" className="w-full" disabled={!corpus || wrong || busy !== undefined} onClick={() => void train(lda.id, values)}>
        <span className="truncate">{corpus ? `Find topics in ${corpus.title}` : 'Open a text first'}</span>
      </Button>
      {busy && <p className="text-small text-muted">{busy.title} is under way; topics can be found after it.</p>}
    </div>
  );
}

/** A training under way, told where its topics will stand. */
export function TopicTraining({ job }: { job: RunningJob }) {
  return (
    <section aria-label="Training" className="space-y-3 rounded-lg border border-line bg-surface p-3" data-testid="topic-training">
      <p className="truncate font-medium" title={job.title}>{job.title}</p>
      <Steering job={job} />
      <ProgressBar done={job.progress.done} total={job.progress.total} label={`${job.title}, progress`} />
      <p className="figures text-small text-muted">{figuresInWords(job)}</p>
      <Curve label={curveLabel(job.progress.figures ?? {})} points={job.curve} />
    </section>
  );
}
