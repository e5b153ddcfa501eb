/** What the colours mean, drawn into the lower left corner of a picture. */
import type { CategoryEntry } from '../scene/colour';
import type { Inks } from '../scene/ink';
import { ends } from '../scene/Legend';
import type { Key } from '../scene/screen';

const MARGIN = 12;
const PADDING = 10;
const LINE = 18;
const FONT = 12;
const SCALE = { width: 160, height: 8, steps: 80 };
const DOT = 5;
/** Categories written; the others are counted. */
const MOST = 12;

/** @param height of the picture in CSS pixels */
export function drawKey(context: CanvasRenderingContext2D, { title, legend }: Key, height: number, inks: Inks): void {
  const lines = legend.kind === 'category' ? shown(legend.entries) : [];
  context.font = fontOf(inks, 400);
  const widths = lines.map(({ label, count }) => 2 * DOT + 8 + context.measureText(`${label}  ${count}`).width);
  context.font = fontOf(inks, 600);
  const width = Math.max(SCALE.width, context.measureText(title).width, ...widths) + 2 * PADDING;
  const inner = LINE * (1 + (legend.kind === 'category' ? lines.length : 1 + Number(legend.missing > 0))) + (legend.kind === 'number' ? SCALE.height : 0);
  const top = height - MARGIN - inner - 2 * PADDING;
  context.beginPath();
  context.roundRect(MARGIN, top, width, inner + 2 * PADDING, 8);
  context.globalAlpha = 0.92;
  context.fillStyle = inks.paper;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
  context.strokeStyle = inks.muted;
  context.setLineDash([]);
  context.stroke();

  const left = MARGIN + PADDING;
  let y = top + PADDING + LINE / 2;
  context.textBaseline = 'middle';
  context.fillStyle = inks.ink;
  context.fillText(title, left, y);
  context.font = fontOf(inks, 400);
  y += LINE;
  if (legend.kind === 'category') {
    for (const { label, colour, count } of lines) {
      if (colour) {
        context.beginPath();
        context.arc(left + DOT, y, DOT, 0, 2 * Math.PI);
        context.fillStyle = colour;
        context.fill();
      }
      context.fillStyle = inks.ink;
      context.fillText(`${label}  ${count}`, left + 2 * DOT + 8, y);
      y += LINE;
    }
    return;
  }
  const colours = coloursOf(legend.gradient);
  for (let step = 0; step < SCALE.steps; step++) {
    context.fillStyle = between(colours, step / (SCALE.steps - 1));
    // A little wider than its share: no seams.
    context.fillRect(left + (SCALE.width * step) / SCALE.steps, y - LINE / 2, SCALE.width / SCALE.steps + 0.4, SCALE.height);
  }
  y += SCALE.height;
  context.fillStyle = inks.ink;
  const [low, high] = ends(legend);
  context.fillText(`${low}${legend.log ? '  (log)' : ''}`, left, y);
  context.fillText(high, left + SCALE.width - context.measureText(high).width, y);
  if (legend.missing > 0) context.fillText(`${legend.missing.toLocaleString('en')} without, grey`, left, y + LINE);
}

function shown(entries: readonly CategoryEntry[]): { label: string; count: string; colour: string }[] {
  const own = entries.slice(0, MOST).map(({ label, count, colour }) => ({ label, colour, count: count.toLocaleString('en') }));
  const rest = entries.slice(MOST);
  if (rest.length > 0) own.push({ label: `${rest.length} more`, colour: '', count: rest.reduce((sum, { count }) => sum + count, 0).toLocaleString('en') });
  return own;
}

/** The stops of a CSS gradient, `rgb(r g b)` each. */
function coloursOf(gradient: string): number[][] {
  return [...gradient.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((stop) => stop.slice(1).map(Number));
}

function between(colours: number[][], u: number): string {
  const at = u * (colours.length - 1);
  const low = Math.min(colours.length - 2, Math.floor(at));
  return `rgb(${colours[low].map((c, i) => Math.round(c + (at - low) * (colours[low + 1][i] - c))).join(' ')})`;
}

function fontOf({ family }: Inks, weight: number): string {
  return `${weight} ${FONT}px ${family}`;
}
