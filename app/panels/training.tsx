'use client';

import { Pause, Play, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { withCaution } from '../../lib/models/skipgram/coach';
import { modelById } from '../../lib/models/registry';
import { secondsLeft } from '../../lib/store/store';
import type { RunningJob } from '../../lib/store/state';
import { Button } from '../ui/button';
import { Curve } from '../ui/curve';
import { count, duration, partDone, plain, wholePercent } from '../ui/numbers';
import { NumberField } from '../ui/number-field';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';
import { SeedBars } from './seeds';

/** The training under way: how far it is, how well it does, and what can be done about it. */
export function Training() {
  const { job, spaces } = useApp((s) => ({ job: s.jobs.find((j) => j.kind === 'train'), spaces: s.spaces.length }));
  const watched = useRef<HTMLDivElement>(null);
  const learns = (job?.curve.length ?? 0) > 0;
  // It stands above the button that began it, grows by the curve, and moves down when the words it learns become a space.
  useEffect(() => {
    // In newer browsers this gives a promise, which must not pass for the effect's end.
    void watched.current?.scrollIntoView({ block: 'nearest' });
  }, [job?.id, learns, spaces]);
  if (!job) return null;
  const { figures = {}, stage, done, total } = job.progress;
  return (
    <div className="space-y-3 rounded-lg border border-line bg-surface p-3" data-testid="training" data-stage={stage}>
      <div ref={watched} className="scroll-m-4 space-y-3">
        <p className="truncate font-medium" title={job.title}>{job.title}</p>
        <Steering job={job} />
        <ProgressBar done={done} total={total} label={job.title} />
        {job.seeds && <SeedBars shares={job.seeds} />}
        <p className="figures text-small text-muted">{figuresInWords(job)}</p>
        <Curve label={curveLabel(figures)} points={job.curve} />
      </div>
      {figures.lossPerToken > 0 && <p className="figures text-small text-muted">{plain(figures.lossPerToken)} per token read; both smoothed over the last 1 % of the training</p>}
      {job.steer && !job.seeds && figures.alpha !== undefined && <Rate job={job} />}
    </div>
  );
}

export function Steering({ job }: { job: RunningJob }) {
  const paused = job.progress.stage === 'paused';
  const keeps = job.model !== undefined && modelById(job.model).keeps;
  return (
    <div className="flex flex-wrap gap-2">
      {job.steer && (
        <Button onClick={() => job.steer?.(paused ? 'resume' : 'pause')}>
          {paused ? <><Play size={14} aria-hidden /> Resume</> : <><Pause size={14} aria-hidden /> Pause</>}
        </Button>
      )}
      {job.steer && keeps && <Button onClick={() => job.steer?.('keep')}><Square size={13} aria-hidden /> Stop and keep</Button>}
      <Button onClick={job.cancel}>Cancel</Button>
    </div>
  );
}

/** epoch 3 of 10 · 27 % · 8 s left · 1.2 M tokens/s · 2 threads · rate 0.0182 */
export function figuresInWords(job: RunningJob): string {
  const { figures = {}, stage } = job.progress;
  const left = secondsLeft(job);
  const speed = figures.tokensPerSecond ?? figures.drawsPerSecond;
  return [
    figures.epochs && (stage === 'training' || stage === 'paused') && `epoch ${figures.epoch} of ${figures.epochs}`,
    (!figures.epochs || stage !== 'training') && stage,
    wholePercent(partDone(job.progress)),
    left !== null && `${duration(left)} left`,
    speed > 0 && `${count(speed)} tokens/s`,
    figures.threads && `${figures.threads} ${figures.threads > 1 ? 'threads' : 'thread'}`,
    figures.alpha && `rate ${figures.alpha.toFixed(4)}`,
  ].filter(Boolean).join(' · ');
}

/** Another learning rate for what is left. */
function Rate({ job }: { job: RunningJob }) {
  const [rate, setRate] = useState<number | null>(null);
  const option = { name: 'rate', label: 'Rate from now on', help: 'Falls to nothing over what is left.', default: 0.025, min: 0.0001, max: 1, integer: false };
  return (
    <details>
      <summary className="min-h-8 cursor-pointer text-small text-muted hover:text-ink max-lg:min-h-11">Change the learning rate</summary>
      <div className="space-y-2">
        <NumberField option={withCaution(option, rate ?? 0)} value={rate ?? Number((job.progress.figures?.alpha ?? 0.025).toFixed(4))} onChange={setRate} />
        <Button disabled={rate === null || !(rate >= option.min && rate <= option.max)} onClick={() => job.steer?.({ alpha: rate ?? 0 })}>Set rate</Button>
      </div>
    </details>
  );
}

export function curveLabel(figures: Record<string, number>): string {
  return figures.logLikelihoodPerToken === undefined ? 'Loss per pair of words' : 'Log-likelihood per token';
}
