'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { labelColumns, spacesOf, tableFile, tabulate, widenTable } from '../../lib/store/comparing';
import { activeSpace } from '../../lib/store/store';
import { useMedia } from '../theme';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { ProgressBar } from '../ui/progress';
import { saveFile } from '../ui/save';
import { useApp } from '../use-app';
import { SpacesTable } from './compare-overview';

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
  const room = useMedia('(min-width: 1024px)');
  if (spaces.length < 2) return null;
  const text = spaces[0].corpusTitle;
  const shown = overview && overview.corpusId === spaces[0].corpusId ? overview : null;
  const judged = shown?.result.rows[0].scores.some((s) => s.kind === 'similarity');
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
      {shown && (
        <>
          {!(shown.wide && room) && <SpacesTable />}
          <div className="flex flex-wrap gap-1.5">
            {room && <Button aria-pressed={shown.wide} onClick={() => widenTable(!shown.wide)}>{shown.wide ? 'Back to the map' : 'Show it over the map'}</Button>}
            <Button onClick={() => saveFile('spaces.csv', tableFile({ spaces: all, overview: shown }))}><Download size={14} aria-hidden /> Save as CSV</Button>
          </div>
          {!judged && <p className="text-small text-muted">Word pairs that people have judged, such as WordSim-353, dropped anywhere on the page, add a column with the next comparison.</p>}
        </>
      )}
    </section>
  );
}
