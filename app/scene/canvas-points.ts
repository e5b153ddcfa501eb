/** The points painted on a 2D canvas, for machines without WebGL: the same discs, slower. */
import { discRadius, paling } from './depth';
import { toRgb } from './ink';
import { STRIDE } from './project';
import type { Stage } from './stage';

/** Draws a frame whenever the stage asks; returns how to stop. */
export function runCanvas(canvas: HTMLCanvasElement, stage: Stage): () => void {
  const context = canvas.getContext('2d');
  if (!context) return () => {};
  let request = 0;
  const draw = (): void => {
    request = 0;
    const moving = stage.frame(performance.now());
    const pixelRatio = Math.min(2, devicePixelRatio);
    canvas.width = Math.round(stage.rig.width * pixelRatio);
    canvas.height = Math.round(stage.rig.height * pixelRatio);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    paintPoints(context, stage);
    if (moving) stage.wake();
  };
  const wake = (): void => {
    request ||= requestAnimationFrame(draw);
  };
  const drawNow = (): HTMLCanvasElement => {
    cancelAnimationFrame(request);
    draw();
    return canvas;
  };
  const detach = stage.attach({ wake, draw: drawNow });
  return () => {
    cancelAnimationFrame(request);
    detach();
  };
}

function paintPoints(context: CanvasRenderingContext2D, stage: Stage): void {
  const { screen, order, count, sizes, paint, rig, inks } = stage;
  if (!inks) return;
  const paper = toRgb(inks.paper).map((c) => 255 * c);
  const home = rig.homeDistance();
  const haze = rig.haze();
  for (let k = 0; k < count; k++) {
    const row = order[k];
    const x = screen[row * STRIDE];
    const y = screen[row * STRIDE + 1];
    const depth = screen[row * STRIDE + 2];
    if (depth === 0 || x < -20 || y < -20 || x > rig.width + 20 || y > rig.height + 20) continue;
    const pale = 0.64 * paling(depth, haze);
    const mixed = (c: number): number => Math.round(paint[row * 4 + c] * (1 - pale) + paper[c] * pale);
    context.globalAlpha = 0.85 * (0.16 + 0.84 * stage.emphasis(row));
    context.fillStyle = `rgb(${mixed(0)},${mixed(1)},${mixed(2)})`;
    context.beginPath();
    context.arc(x, y, discRadius(sizes[row], depth, home), 0, 2 * Math.PI);
    context.fill();
  }
}
