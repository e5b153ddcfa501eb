'use client';

import { useState } from 'react';
import type { OverviewRow } from '../../lib/space/overview';
import { labelColumns, spacesOf, tabulate } from '../../lib/store/comparing';
import type { OpenSpace } from '../../lib/store/state';
import { activeSpace } from '../../lib/store/store';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { duration, score, share, size, wholePercent } from '../ui/numbers';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';

const NAMES = { similarity: 'Similarity', analogies: 'Analogies', odd: 'Odd one out', categories: 'Categories' } as const;
/** No choice of column. */
const NONE = 'none';

/** All spaces of one text in a table: agreement, questions, classes of documents, cost. */
export function OverviewTable() {
  const { all, of, corpus, overview, job } = useApp((s) => {
    const of = activeSpace(s)?.corpusId ?? s.corpusId ?? undefined;
    return { all: s.spaces, of, corpus: s.corpora.find((c) => c.id === of), overview: s.overview, job: s.jobs.find((j) => j.kind === 'overview') };
  });
  const spaces = spacesOf({ spaces: all }, of);
  const columns = labelColumns(corpus);
  const [picked, setPicked] = useState<string | null>(null);
  const label = columns.length === 0 ? null : (picked ?? columns[0]);
  if (spaces.length < 2) return null;
  const text = spaces[0].corpusTitle;
  const shown = overview && overview.corpusId === spaces[0].corpusId ? overview : null;
  const rows = shown?.spaces.flatMap((id, i) => {
    const space = spaces.find((s) => s.id === id);
    return space ? [{ space, row: shown.result.rows[i], index: i }] : [];
  }) ?? [];
  return (
    <section aria-label="All spaces of the text" className="space-y-2 border-t border-line pt-4">
      <h3 className="font-medium">All spaces of {text}</h3>
      <p className="text-small text-muted">All are asked about the words that every one of them has{columns.length > 0 && ', and documents are classified by their five nearest neighbours, a fifth at a time'}.</p>
      {columns.length > 0 && (
        <Choice label="Classify documents by" value={label ?? NONE} options={[...columns, NONE].map((c) => ({ value: c, label: c === NONE ? 'nothing' : c }))} onChange={setPicked} />
      )}
      {job ? (
        <div className="space-y-2">
          <ProgressBar done={job.progress.done} total={job.progress.total} label={job.title} />
          <p className="figures text-small text-muted">{job.progress.stage}</p>
          <Button className="w-full" onClick={job.cancel}>Cancel</Button>
        </div>
      ) : (
        <Button className="w-full" onClick={() => void tabulate(spaces[0].corpusId, label === NONE ? null : label)}>{`Compare all ${spaces.length} spaces`}</Button>
      )}
      {shown && rows.length > 0 && <Table rows={rows} label={shown.label} shared={shown.result.shared} k={shown.result.k} />}
    </section>
  );
}

function Table({ rows, label, shared, k }: { rows: { space: OpenSpace; row: OverviewRow; index: number }[]; label: string | null; shared: number; k: number }) {
  const scores = rows[0].row.scores;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className="more-sideways overflow-x-auto" role="region" aria-label="Table of spaces" tabIndex={0}>
        <table className="figures w-full text-small whitespace-nowrap" data-testid="overview">
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="py-1 pr-3 font-normal">Space</th>
              {scores.map((s) => <th key={s.name} scope="col" className="px-2 py-1 text-right font-normal" title={`${s.measure}, ${s.name}`}>{s.kind in NAMES ? NAMES[s.kind] : s.name}</th>)}
              {label && <th scope="col" className="px-2 py-1 text-right font-normal">{label}</th>}
              <th scope="col" className="px-2 py-1 text-right font-normal">Training</th>
              <th scope="col" className="px-2 py-1 text-right font-normal">Size</th>
              {rows.map(({ space }) => <th key={space.id} scope="col" className="px-2 py-1 text-right font-normal">∩ {space.title}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ space, row }) => (
              <tr key={space.id} className="border-b border-line">
                <th scope="row" className="py-1.5 pr-3 text-left font-medium text-ink">{space.title}</th>
                {scores.map((s, i) => <td key={s.name} className="px-2 text-right" title={interval(row.scores[i])}>{row.scores[i].asked > 0 ? score(row.scores[i].value, s.kind === 'similarity') : '–'}</td>)}
                {label && <td className="px-2 text-right" title={row.classification ? interval({ ...row.classification, asked: row.classification.documents }) : 'no document vectors'}>{row.classification ? wholePercent(row.classification.accuracy) : '–'}</td>}
                <td className="px-2 text-right">{space.seconds > 0 ? duration(space.seconds) : '–'}</td>
                <td className="px-2 text-right">{size(row.bytes)}</td>
                {rows.map(({ space: other, index }) => <td key={other.id} className={`px-2 text-right ${other.id === space.id ? 'text-muted' : ''}`}>{other.id === space.id ? '·' : wholePercent(row.overlaps[index])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-small text-muted">
        {shared.toLocaleString('en')} words are in all. ∩: share of {k} neighbours in common with that space.
        {label && rows.some(({ row }) => row.classification) && ` Always saying the most frequent ${label} would be right for ${wholePercent(rows.find(({ row }) => row.classification)?.row.classification?.baseline ?? 0)} of ${(rows.find(({ row }) => row.classification)?.row.classification?.documents ?? 0).toLocaleString('en')} documents.`}
      </p>
    </>
  );
}

function interval({ interval: [low, high], asked }: { interval: [number, number]; asked: number }): string {
  return `95 % interval ${share(low)} to ${share(high)}, of ${asked.toLocaleString('en')}`;
}
