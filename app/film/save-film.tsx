'use client';

import { Download } from 'lucide-react';
import type { Film } from '../../lib/space/film/film';
import type { OpenSpace } from '../../lib/store/state';
import { notify, track } from '../../lib/store/store';
import { screen } from '../scene/screen';
import { useApp } from '../use-app';
import { Button } from '../ui/button';
import { Menu } from '../ui/menu';
import { partDone, wholePercent } from '../ui/numbers';
import { ProgressBar } from '../ui/progress';
import { saveFile } from '../ui/save';
import { noVideo, recordVideo, savePngs, type Export } from './export';
import { momentInWords } from './words';

/** Saves the film as a video or as pictures; while it is being saved, how far that is and how to stop it. */
export function SaveFilm({ space, film }: { space: OpenSpace; film: Film }) {
  const job = useApp((s) => s.jobs.find((j) => j.kind === 'film'));
  if (job) {
    const { done, total } = job.progress;
    return (
      <div className="flex items-center gap-2 text-small text-soft">
        <div className="w-20"><ProgressBar done={done} total={total} label={job.title} /></div>
        <span>{wholePercent(partDone(job.progress))}</span>
        <Button onClick={job.cancel}>Cancel</Button>
      </div>
    );
  }
  const cannot = noVideo();
  return (
    <Menu
      side="top"
      trigger={<Button kind="plain"><Download size={14} aria-hidden /> <span className="max-sm:sr-only">Save</span></Button>}
      items={[
        { title: 'Save as video', detail: cannot ?? 'WebM, recorded while the film plays at the chosen speed. Turn the map meanwhile if you like.', disabled: cannot !== null, onSelect: () => void save(space, film, 'webm') },
        { title: 'Save as PNG frames', detail: `A zip file of ${film.length} pictures.`, onSelect: () => void save(space, film, 'zip') },
      ]}
    />
  );
}

async function save(space: OpenSpace, film: Film, kind: 'webm' | 'zip'): Promise<void> {
  const stage = screen();
  if (!stage) return notify('note', 'The map is not on the screen yet; try again in a moment.');
  const name = `${space.title}, ${space.corpusTitle}`;
  const saved = await track('film', `Saving the film of ${space.title}`, (update) => {
    const controller = new AbortController();
    const doing = kind === 'webm' ? 'recording' : 'drawing';
    update({ cancel: () => controller.abort() });
    const work: Export = {
      stage,
      frames: film.length,
      caption: (frame) => `${name} · ${momentInWords(film.moment(frame), space.options.epochs)}`,
      share: (frame) => film.moment(frame).done,
      report: (frame) => update({ progress: { stage: doing, done: frame + 1, total: film.length } }),
      signal: controller.signal,
    };
    return kind === 'webm' ? recordVideo(work) : savePngs(work);
  });
  if (saved) saveFile(`${name}, training film.${kind}`, saved);
}
