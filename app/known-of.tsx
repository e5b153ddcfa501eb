import { columnsOfWords } from '../lib/store/colouring';
import type { OpenSpace } from '../lib/store/state';
import type { Column } from '../lib/text/corpus';
import { periodName, periodOf } from '../lib/text/dates';

/** So many columns fit a card. */
const FEW = 4;

/** What the columns of a space's words say of one of them, on the hover card. */
export function KnownOf({ space, row }: { space: OpenSpace; row: number }) {
  const known = columnsOfWords(space).flatMap((column) => {
    const value = column.values[row] ?? null;
    return value === null ? [] : [{ name: column.name, text: said(column, value) }];
  });
  if (known.length === 0) return null;
  return (
    <dl className="text-soft">
      {known.slice(0, FEW).map(({ name, text }) => (
        <div key={name} className="truncate"><dt className="inline text-muted">{name}</dt> <dd className="inline">{text}</dd></div>
      ))}
    </dl>
  );
}

function said(column: Column, value: string | number): string {
  if (typeof value === 'string') return value;
  return column.kind === 'number' && column.dates ? periodName(periodOf(value, 'month'), 'month') : String(Number(value.toPrecision(6)));
}
