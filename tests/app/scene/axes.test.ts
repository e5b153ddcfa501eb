import { expect, test } from 'vitest';
import { drawAxes } from '../../../app/scene/axes';
import type { Inks } from '../../../app/scene/ink';
import type { Stage } from '../../../app/scene/stage';

/** A canvas that only remembers what was written where. */
function canvas() {
  const written: { text: string; x: number }[] = [];
  const known = { measureText: (text: string) => ({ width: 8 * text.length }), fillText: (text: string, x: number) => written.push({ text, x }) };
  const context = new Proxy(known as unknown as CanvasRenderingContext2D, { get: (target, name) => Reflect.get(target, name) ?? (() => {}), set: () => true });
  return { context, written };
}

/** Three axes, of which the ends that `behind` names lie behind the camera. */
function stage(behind: number[]): Stage {
  const axes = [['west', 'east'], ['', 'up'], ['far', 'near']].map(([from, to]) => ({ from, to }));
  const spot = (point: number[]) => {
    const dimension = point.findIndex((value) => value !== 0);
    return behind.includes(dimension) ? null : { x: 400 + 300 * point[dimension] * (dimension - 1), y: 100 + 200 * dimension };
  };
  return { axes, spot, obstacles: [], rig: { width: 800, height: 600 } } as unknown as Stage;
}

test('every name stands at its own end, whichever axes are behind the camera', () => {
  for (const [behind, expected] of [[[], ['west', 'east', 'up', 'far', 'near']], [[0], ['up', 'far', 'near']], [[2], ['west', 'east', 'up']], [[0, 1, 2], []]] as const) {
    const { context, written } = canvas();
    const boxes = drawAxes(context, stage([...behind]), {} as Inks);
    expect(written.map(({ text }) => text)).toEqual(expected);
    expect(boxes).toHaveLength(expected.length);
    written.forEach(({ x }, i) => expect(x).toBeGreaterThan(boxes[i].left));
  }
});
