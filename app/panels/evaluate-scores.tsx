'use client';

import { useState } from 'react';
import { headline, sectionFigures, tells, type Figure, type TestReport } from '../../lib/space/evaluation';
import { overSeeds } from '../../lib/space/evaluation-seeds';
import type { OpenSpace } from '../../lib/store/state';
import { score } from '../ui/numbers';
import { Answers } from './evaluate-answers';

/** One test of one space: a report a seed. */
export interface SpaceScore {
  space: OpenSpace;
  seeds: TestReport[];
}

const TITLES = {
  analogies: 'Analogies',
  similarity: 'Similarity, as people see it',
  odd: 'Odd one out',
  categories: 'Categories',
} as const;

const NOUNS = { analogies: 'questions', similarity: 'pairs', odd: 'groups', categories: 'words' } as const;

/** One test: the whole figure of every space, then its sections; each opens to show the single answers. */
export function TestScores({ scores, vocabulary }: { scores: SpaceScore[]; vocabulary: number }) {
  const { kind, report } = scores[0].seeds[0];
  const whole = headline(scores[0].seeds[0]);
  const sections = sectionFigures(scores[0].seeds[0]);
  const total = whole.asked + whole.skipped;
  return (
    <section aria-label={TITLES[kind]}>
      <h3 className="font-medium">{TITLES[kind]} <span className="text-small font-normal text-muted">{whole.measure}</span></h3>
      <Rows scores={scores} figure={headline} kind={kind} whole />
      <p className="figures mt-1 text-small text-muted">
        {whole.asked.toLocaleString('en')} of {total.toLocaleString('en')} {NOUNS[kind]} could be asked{scores.length > 1 && <> of {scores[0].space.title}</>}.
        {whole.skipped > 0 && <> Not among {vocabulary < scores[0].space.words.size ? `its ${vocabulary.toLocaleString('en')} most frequent words` : 'its words'}: {report.unknown.slice(0, 8).join(', ')}{report.unknown.length > 8 && ' …'}</>}
      </p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {sections.map((s, i) => <Section key={s.name} name={s.name} index={i} scores={scores} />)}
        {sections.length === 0 && <Section name="The single pairs" index={-1} scores={scores} />}
      </ul>
    </section>
  );
}

function Section({ name, index, scores }: { name: string; index: number; scores: SpaceScore[] }) {
  const [open, setOpen] = useState(false);
  const { kind } = scores[0].seeds[0];
  return (
    <li>
      <button type="button" aria-expanded={open} className="w-full rounded px-1 py-1.5 text-left hover:bg-sunken max-lg:min-h-11" onClick={() => setOpen(!open)}>
        <span className="block truncate text-small text-soft"><span aria-hidden className="inline-block w-3 text-muted">{open ? '−' : '+'}</span>{name}</span>
        {index >= 0 && <Rows scores={scores} figure={(report) => sectionFigures(report)[index]} kind={kind} />}
      </button>
      {open && name === 'capitals' && scores.some(({ seeds }) => overSeeds(seeds.map((report) => sectionFigures(report)[index])).value < 0.3) && (
        <p className="mb-2 ml-3 rounded-lg bg-sunken px-3 py-2 text-small text-soft">A capital is learned from texts that name it beside its country hundreds of times. A small corpus names most of them a few times or never, so it has no vector for them, or a vague one.</p>
      )}
      {open && <Answers section={index} scores={scores} />}
    </li>
  );
}

/** A bar for every space, the first in the accent colour. One alone is named too, once: it need not be the one on the map. */
function Rows({ scores, figure, kind, whole = false }: { scores: SpaceScore[]; figure: (report: TestReport) => Figure; kind: TestReport['kind']; whole?: boolean }) {
  return (
    <span className="block space-y-0.5">
      {scores.map(({ space, seeds }, i) => {
        const { value: mean, sd, interval, correct, asked, skipped, seeds: many } = overSeeds(seeds.map(figure));
        const told = tells({ correct, asked });
        const said = (value: number) => score(value, kind === 'similarity');
        return (
          <span key={space.id} className="figures block" data-score={space.id}>
            {(whole || scores.length > 1) && <span className="block truncate text-small text-muted">{space.title}{whole && `, ${space.corpusTitle}`}</span>}
            <span className="flex items-center gap-2">
              {told ? <Bar value={mean} interval={interval} chosen={i === 0} /> : <span className="grow text-small text-muted">{asked > 0 ? 'too few for a correlation' : 'cannot be asked'}</span>}
              {told && (
                <span className={`w-11 shrink-0 text-right ${whole ? 'font-medium' : ''}`} title={`95 % interval ${said(interval[0])} to ${said(interval[1])}${many > 1 ? ', the mean of the seeds’ intervals' : ''}`}>
                  {said(mean)}
                </span>
              )}
              <span className="w-24 shrink-0 text-right text-small text-muted">
                {correct !== null ? `${Number(correct.toFixed(1))} of ${asked}` : `${asked} ${asked === 1 ? 'pair' : 'pairs'}`}
                {skipped > 0 && <span className="block">{skipped} unknown</span>}
              </span>
            </span>
            {told && many > 1 && <span className="block text-small text-muted">± {said(sd)} over {many} seeds</span>}
          </span>
        );
      })}
    </span>
  );
}

/** The value as a bar, its interval as a line with ends. */
function Bar({ value, interval: [low, high], chosen }: { value: number; interval: [number, number]; chosen: boolean }) {
  const place = (v: number) => `${100 * Math.max(0, Math.min(1, v))}%`;
  const width = `${100 * (Math.max(0, high) - Math.max(0, low))}%`;
  return (
    <span className="relative h-3 min-w-0 grow rounded-sm bg-sunken" aria-hidden>
      <span className={`absolute inset-y-0.5 left-0 rounded-sm ${chosen ? 'bg-accent' : 'bg-strong-line'}`} style={{ width: place(value) }} />
      <span className="absolute top-1/2 h-px bg-ink" style={{ left: place(low), width }} />
      <span className="absolute inset-y-0.5 w-px bg-ink" style={{ left: place(low) }} />
      <span className="absolute inset-y-0.5 w-px -translate-x-full bg-ink" style={{ left: place(high) }} />
    </span>
  );
}
