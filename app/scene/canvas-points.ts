/** The points painted on a 2D canvas, for machines without WebGL: the same discs, slower. */
import { eachDisc } from './discs';
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
  eachDisc(stage, (x, y, radius, colour, alpha) => {
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  });
}
