'use client';

import { movement, type Change } from '../../lib/models/skipgram/microscope/step';
import { stepOnMap } from '../../lib/store/step-on-map';
import { small } from '../ui/numbers';
import { useApp } from '../use-app';

/** What of the step is drawn on the map; `what` are the words whose vectors moved. */
export function OnMap({ what }: { what: string }) {
  const onMap = useApp(stepOnMap);
  const drawn = onMap?.arrows.length ?? 0;
  return (
    <p data-testid="on-map">
      {drawn > 0
        ? `${drawn === 1 ? `The arrow on the map shows where the ${what} goes` : `The ${drawn} arrows on the map show where the ${what}s go`}, magnified × ${onMap!.times.toLocaleString('en')}. The map shows word vectors; output vectors have no place on it.`
        : !onMap
        ? 'The map is still being arranged; the arrows are drawn when it stands still.'
        : `No ${what} is among the words on this map, so there is nothing to draw.`}
    </p>
  );
}

/** Rows that moved: by how much, their lengths, and their cosine with another row. */
export function Moves({ id, title, against, moves, toward }: { id: string; title: string; against: string; moves: { name: string; change: Change }[]; toward: Change }) {
  return (
    <table className="figures w-full text-right text-small" data-testid={id}>
      <caption className="pb-1 text-left text-body font-medium">{title}</caption>
      <thead className="text-muted">
        <tr className="align-bottom">
          <th scope="col" className="text-left font-normal">row</th>
          <th scope="col" className="px-1 font-normal">moved</th>
          <th scope="col" className="px-1 font-normal">length</th>
          <th scope="col" className="w-28 pl-1 font-normal">{against}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map(({ name, change }, i) => {
          const { distance, length, cosine } = movement(change, toward);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- two rows may have one name, and the list never changes its order
            <tr key={i}>
              <th scope="row" className="max-w-24 truncate border-t border-line py-1 text-left font-medium">{name}</th>
              <td className="border-t border-line px-1 whitespace-nowrap">{small(distance)}</td>
              <td className="border-t border-line px-1 whitespace-nowrap"><FromTo of={length} /></td>
              <td className="border-t border-line pl-1 whitespace-nowrap"><FromTo of={cosine} /></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Two numbers with as many digits as it takes to tell them apart. */
function FromTo({ of: [from, to] }: { of: readonly [number, number] }) {
  const digits = from === to ? 2 : Math.min(6, Math.max(2, Math.ceil(-Math.log10(Math.abs(to - from)))));
  const show = (x: number) => x.toFixed(digits).replace(/^(-?)0\./, '$1.').replace('-', '−');
  return <>{show(from)} → {show(to)}</>;
}
