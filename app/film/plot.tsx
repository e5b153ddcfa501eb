import type { FilmData } from '../../lib/space/film/frames';
import type { RankPoint } from '../../lib/space/film/rank-curve';

const HEIGHT = 40;
const TOP = 3;

/** The loss, and the place of the followed answer, over the frames: they stand behind the slider. */
export function FilmPlot({ film, rank, frame }: { film: FilmData; rank: RankPoint[]; frame: number }) {
  const last = Math.max(1, film.frames.length - 1);
  const losses = film.frames.map((f) => (f.loss > 0 ? f.loss : null));
  const known = losses.filter((v) => v !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const ranks = film.frames.map(({ done }) => rank.find((p) => p.done === done)?.rank ?? null);
  // Places are drawn by their order of magnitude: from 200 to 100 matters as much as from 2 to 1.
  const worst = Math.log(Math.max(2, ...ranks.filter((r) => r !== null)));
  return (
    <svg viewBox={`0 0 ${last} ${HEIGHT}`} preserveAspectRatio="none" className="pointer-events-none absolute inset-x-[7px] inset-y-0 h-full w-[calc(100%-14px)] overflow-visible" aria-hidden>
      <path data-curve="loss" d={path(losses.map((v) => v !== null && (v - low) / (high - low || 1)))} fill="none" stroke="var(--strong-line)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
      {rank.length > 0 && <path data-curve="rank" data-points={rank.length} d={path(ranks.map((r) => r !== null && 1 - Math.log(r) / worst))} fill="none" stroke="var(--accent)" strokeWidth="1.75" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />}
      <line x1={frame} x2={frame} y1={0} y2={HEIGHT} stroke="var(--ink)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** A line through shares of the height, 1 at the top, with gaps where there is none. */
function path(shares: (number | false)[]): string {
  let pen = 'M';
  return shares
    .map((share, x) => {
      if (share === false) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x} ${(TOP + (1 - share) * (HEIGHT - 2 * TOP)).toFixed(2)}`;
      pen = 'L';
      return step;
    })
    .join('');
}
