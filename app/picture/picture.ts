/**
 * What is seen of the map as a file: points, lines and labels on paper, without the
 * buttons. Drawn anew at any scale, by the same code as on the screen.
 */
import { WordspaceError } from '../../lib/error';
import { eachDisc } from '../scene/discs';
import { Overlay } from '../scene/overlay';
import type { Key } from '../scene/screen';
import type { Stage } from '../scene/stage';
import { drawKey } from './key';
import { SvgContext } from './svg-context';

/** Words of an SVG: with more, programs that draw them become slow. */
export const MOST_SVG = 10_000;

/** The rim of paper around each disc: CSS pixels, and how strong it is. */
const RIM = { width: 1.1, alpha: 0.55 };

/** @throws WordspaceError where the browser has no canvas as large */
export async function pngOf(stage: Stage, scale: number, key: Key | null): Promise<Blob> {
  const { width, height } = stage.rig;
  const [paper, over] = [blank(), blank()];
  const sized = [paper, over].every(({ canvas }) => {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    return canvas.width > 0 && canvas.height > 0;
  });
  const { inks } = stage;
  if (!sized || !inks) throw new WordspaceError('The map is not on the screen yet; try again in a moment.');
  paper.setTransform(scale, 0, 0, scale, 0, 0);
  paper.fillStyle = inks.paper;
  paper.fillRect(0, 0, width, height);
  drawDiscs(paper, stage, inks.paper);
  const overlay = new Overlay(over, stage);
  overlay.resize(width, height, scale);
  overlay.draw(performance.now());
  if (key) drawKey(over, key, height, inks);
  paper.setTransform(1, 0, 0, 1, 0, 0);
  paper.globalAlpha = 1;
  paper.drawImage(over.canvas, 0, 0);
  const blob = await new Promise<Blob | null>((done) => paper.canvas.toBlob(done, 'image/png'));
  if (!blob) throw new WordspaceError(`This browser cannot make a picture of ${paper.canvas.width} × ${paper.canvas.height} pixels; choose a smaller one.`);
  return blob;
}

/** @throws WordspaceError where more than MOST_SVG words are in view */
export function svgOf(stage: Stage, key: Key | null, title: string): string {
  const { inks, rig } = stage;
  if (!inks) throw new WordspaceError('The map is not on the screen yet; try again in a moment.');
  let discs = 0;
  eachDisc(stage, () => discs++);
  if (discs > MOST_SVG) throw new WordspaceError(`An SVG holds at most ${MOST_SVG.toLocaleString('en')} words and ${discs.toLocaleString('en')} are in view: zoom in, put fewer on the map, or save a PNG.`);
  const ruler = blank();
  const svg = new SvgContext((text, font) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  });
  drawDiscs(svg.context, stage, inks.paper);
  new Overlay(svg.context, stage).draw(performance.now());
  if (key) drawKey(svg.context, key, rig.height, inks);
  return svg.document(rig.width, rig.height, inks.paper, title);
}

function drawDiscs(context: CanvasRenderingContext2D, stage: Stage, paper: string): void {
  context.strokeStyle = paper;
  context.lineWidth = 2 * RIM.width;
  eachDisc(stage, (x, y, radius, colour, alpha) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.globalAlpha = RIM.alpha * alpha;
    context.stroke();
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fill();
  });
}

function blank(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new WordspaceError('This browser lets no picture be drawn.');
  return context;
}
