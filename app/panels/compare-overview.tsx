'use client';

import type { ReactNode } from 'react';
import type { OverviewRow } from '../../lib/space/overview';
import { tableRows, widenTable } from '../../lib/store/comparing';
import { useMedia } from '../theme';
import { Board } from '../ui/board';
import { duration, score, share, size, wholePercent } from '../ui/numbers';
import { useApp } from '../use-app';

const NAMES = { similarity: 'Similarity', analogies: 'Analogies', odd: 'Odd one out', categories: 'Categories' } as const;

/** Over the map: the table of all spaces with the intervals of its figures. */
export function OverviewBoard() {
  const open = useApp((s) => s.view.ask === 'compare' && s.overview?.wide);
  const room = useMedia('(min-width: 1024px)');
  if (!open || !room) return null;
  return (
    <Board label="Spaces side by side" title="All spaces of one text" onLeave={leave}>
      <div className="min-h-0 grow space-y-2 overflow-y-auto px-4 py-3"><SpacesTable /></div>
    </Board>
  );
}

function leave(): void {
  widenTable(false);
}

/** A row a space: questions, classes of documents, cost, and what it shares with the others. Over the map every figure has its interval. */
export function SpacesTable() {
  const { spaces, overview } = useApp((s) => ({ spaces: s.spaces, overview: s.overview }));
  const rows = tableRows({ spaces, overview });
  if (!overview || rows.length === 0) return null;
  const { label, wide, result: { shared, k } } = overview;
  const [{ row: { scores } }] = rows;
  const classified = rows.find(({ row }) => row.classification)?.row.classification;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className="more-sideways overflow-x-auto" role="region" aria-label="Table of spaces" tabIndex={0}>
        <table className="figures w-full text-small whitespace-nowrap" data-testid="overview">
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="py-1 pr-3 align-top font-normal">Space</th>
              {scores.map((s, i) => <Head key={s.name} title={`${s.measure}, ${s.name}`} of={wide ? most(rows.map(({ row }) => row.scores[i].asked)) : undefined}>{s.kind in NAMES ? NAMES[s.kind] : s.name}</Head>)}
              {label && <Head of={wide ? classified?.documents : undefined}>{label}</Head>}
              <Head>Training</Head>
              <Head>Size</Head>
              {rows.map(({ space }) => <Head key={space.id}>∩ {space.title}</Head>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ space, row }) => (
              <tr key={space.id} className="border-b border-line align-top">
                <th scope="row" className="py-1.5 pr-3 text-left font-medium text-ink">{space.title}</th>
                {scores.map((s, i) => <Cell key={s.name} figure={row.scores[i]} written={(value) => score(value, s.kind === 'similarity')} none="none could be asked" wide={wide} />)}
                {label && <Cell figure={row.classification && { ...row.classification, value: row.classification.accuracy, asked: row.classification.documents }} written={wholePercent} none="no document vectors" wide={wide} />}
                <td className="px-2 py-1.5 text-right">{space.seconds > 0 ? duration(space.seconds) : '–'}</td>
                <td className="px-2 py-1.5 text-right">{size(row.bytes)}</td>
                {rows.map(({ space: other, index }) => <td key={other.id} className={`px-2 py-1.5 text-right ${other.id === space.id ? 'text-muted' : ''}`}>{other.id === space.id ? '·' : wholePercent(row.overlaps[index])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-small text-muted">
        {shared.toLocaleString('en')} words are in all. ∩: share of {k} neighbours in common with that space.
        {wide && ' Below a figure stand the ends of its 95 % interval, below a heading how many were asked.'}
        {label && classified && ` Always saying the most frequent ${label} would be right for ${wholePercent(classified.baseline)} of ${classified.documents.toLocaleString('en')} documents.`}
      </p>
    </>
  );
}

function Head({ title, of, children }: { title?: string; of?: number; children: ReactNode }) {
  return <th scope="col" className="px-2 py-1 text-right align-top font-normal" title={title}>{children}{of !== undefined && <span className="block">of {of.toLocaleString('en')}</span>}</th>;
}

function most(values: number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

type Told = Pick<OverviewRow['scores'][number], 'value' | 'interval' | 'asked'>;

/** A figure with its interval, below it or in a hint; why there is none. */
function Cell({ figure, written, none, wide }: { figure: Told | null; written: (value: number) => string; none: string; wide: boolean }) {
  if (!figure || figure.asked === 0) return <td className="px-2 py-1.5 text-right" title={none}>–{wide && <span className="block text-muted">{none}</span>}</td>;
  const { value, interval: [low, high], asked } = figure;
  return (
    <td className="px-2 py-1.5 text-right" title={`95 % interval ${share(low)} to ${share(high)}, of ${asked.toLocaleString('en')}`}>
      {written(value)}
      {wide && <span className="block text-muted">{written(low).replace(' %', '')}–{written(high)}</span>}
    </td>
  );
}
