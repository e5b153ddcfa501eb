'use client';

import { useMemo, type ReactNode } from 'react';
import { seedNeighbours, type SeedNeighbour } from '../../lib/space/ensemble/neighbours';
import { select } from '../../lib/store/questions';
import { SEED_NEIGHBOURS } from '../../lib/store/seeds';
import type { OpenSpace } from '../../lib/store/state';
import { share } from '../ui/numbers';
import { WhyButton } from './why-button';

/** The neighbours of a word over all seeds of a space: what stays when the seed changes is firm, what goes is faint. */
export function SeedNeighbours({ space, row }: { space: OpenSpace; row: number }) {
  const found = useMemo(() => seedNeighbours(space.ensemble ?? [], row, { k: SEED_NEIGHBOURS }), [space.ensemble, row]);
  const seeds = space.ensemble?.length ?? 0;
  return (
    <>
      <p className="figures mb-1 text-small text-soft" data-testid="stability">
        Stability {share(found.stability)}: of its {found.k} neighbours {Math.round(found.stability * found.k)} stay when the seed changes.
      </p>
      <div className="flex justify-between px-1 text-small text-muted" aria-hidden>
        <span>mean ± spread over {seeds} seeds</span>
        <span>kept by</span>
      </div>
      <ol className="figures">
        {found.neighbours.map((n) => <Row key={n.row} neighbour={n} seeds={seeds} why={<WhyButton space={space} word={space.words.names[row]} other={n.name} />} />)}
      </ol>
    </>
  );
}

function Row({ neighbour: { name, similarity, sd, seeds: kept }, seeds, why }: { neighbour: SeedNeighbour; seeds: number; why: ReactNode }) {
  const firm = kept === seeds;
  return (
    <li className="group flex items-center">
      <button type="button" className="relative flex min-h-6 min-w-0 grow items-center gap-2 rounded px-1 text-left hover:bg-sunken max-lg:min-h-9" onClick={() => select(name)} data-kept={kept}>
        <span className={`absolute inset-y-1 left-0 rounded-sm ${firm ? 'bg-accent-wash' : 'border border-dashed border-line'}`} style={{ width: `${Math.max(0, similarity) * 100}%` }} aria-hidden />
        <span className={`relative min-w-0 grow truncate ${firm ? 'font-medium' : 'font-light text-soft italic'}`}>{name}</span>
        <span className="relative shrink-0 text-small text-soft">{share(similarity)} ± {share(sd)}</span>
        <Kept kept={kept} seeds={seeds} />
      </button>
      {why}
    </li>
  );
}

/** A dot a seed, filled where the seed has the neighbour; figures where there are too many to see at a glance. */
function Kept({ kept, seeds }: { kept: number; seeds: number }) {
  return (
    <span className="relative flex w-12 shrink-0 justify-end text-small text-soft">
      <span className="sr-only">in {kept} of {seeds} seeds</span>
      <span aria-hidden className="flex items-center gap-1">
        {seeds > 5
          ? `${kept} of ${seeds}`
          : Array.from({ length: seeds }, (_, s) => <span key={s} className={`size-1.5 rounded-full border border-current ${s < kept ? 'bg-current' : ''}`} />)}
      </span>
    </span>
  );
}
