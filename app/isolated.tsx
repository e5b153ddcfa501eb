'use client';

import { onMap, wholeOf } from '../lib/store/on-map';
import { showAllWords } from './isolating';
import { Button } from './ui/button';
import { partDone, wholePercent } from './ui/numbers';
import { useApp } from './use-app';

/** That the map shows some words alone, what is asked of all nevertheless, and the way back; while they are laid out, how far that is. */
export function Isolated({ chosen }: { chosen: string | null }) {
  const { space, most, job } = useApp((s) => ({ space: onMap(s), most: s.view.words, job: s.jobs.find((j) => j.kind === 'map') }));
  if (!space) return null;
  const alone = `${space.words.size.toLocaleString('en')} words`;
  const all = wholeOf(space).words.size;
  return (
    <div data-map-obstacle data-testid="isolated" className="absolute top-3 left-1/2 flex w-max max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-3 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 text-small text-soft shadow-float lg:max-w-[calc(100%-104px)]">
      {job ? (
        <>
          <p className="figures">Laying out {alone} alone: {job.progress.stage}, {wholePercent(partDone(job.progress))}</p>
          <Button onClick={job.cancel}>Cancel</Button>
        </>
      ) : (
        <>
          <p>
            <span className="text-ink">{alone} alone.</span>{' '}
            {chosen !== null && <>“{chosen}” is not one of them. </>}
            Neighbours and analogies are still of all {all.toLocaleString('en')}.
          </p>
          <Button onClick={() => void showAllWords()}>Show all {Math.min(most, all).toLocaleString('en')} words</Button>
        </>
      )}
    </div>
  );
}
