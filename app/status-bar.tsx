'use client';

import { secondsLeft, activeSpace } from '../lib/store/store';
import { layoutKey, type RunningJob } from '../lib/store/state';
import { count, duration, share } from './ui/numbers';
import { useApp } from './use-app';

/** What is running, how far it is, and how far the picture can be trusted. */
export function StatusBar() {
  const { jobs, space, layout } = useApp((s) => ({ jobs: s.jobs, space: activeSpace(s), layout: s.spaceId ? s.layouts[layoutKey(s.spaceId, s.view)] : undefined }));
  const shown = layout ? layout.positions.values.length / layout.positions.dims : 0;
  return (
    <footer className="figures flex min-h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-surface px-3 text-small text-muted">
      <div className="flex min-w-0 grow items-center gap-4" data-testid="jobs">
        {jobs.map((j) => <JobLine key={j.id} job={j} />)}
        {jobs.length === 0 && <span className="truncate">{space ? `${space.title} · ${space.corpusTitle}` : 'Ready'}</span>}
      </div>
      {shown > 0 && <span className="shrink-0 max-sm:hidden">{shown.toLocaleString('en')} of {count(space?.words.size ?? 0)} words on the map</span>}
      {layout?.trust && (
        <span className="shrink-0" title="Trustworthiness at 15: how rarely the map puts words together that are not close. Recall: the share of each word’s true 15 neighbours that the map keeps near it.">
          map trust {share(layout.trust.trustworthiness)}<span className="max-sm:hidden"> · recall {share(layout.trust.recall)}</span>
        </span>
      )}
    </footer>
  );
}

function JobLine({ job }: { job: RunningJob }) {
  const { stage, done, total } = job.progress;
  const left = secondsLeft(job);
  return (
    <span className="flex min-w-0 items-center gap-2 text-soft" data-job={job.kind}>
      <span className="size-1.5 shrink-0 rounded-full bg-accent" aria-hidden />
      <span className="truncate">{job.title} · {stage} · {total > 0 ? Math.round((100 * done) / total) : 0} %{left !== null && ` · ${duration(left)} left`}</span>
      <button type="button" className="min-h-6 shrink-0 px-1 underline underline-offset-2 hover:text-ink" onClick={job.cancel}>cancel</button>
    </span>
  );
}
