/** Rows as comma-separated values (RFC 4180), for spreadsheets, R and pandas. */

export type Cell = string | number | null;

/** With a line of names first; cells with commas, quotes or line ends are quoted, null is empty. */
export function csv(names: string[], rows: Iterable<Cell[]>): string {
  const lines = [names, ...rows].map((cells) => cells.map(written).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? String(Number(cell.toPrecision(7))) : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
