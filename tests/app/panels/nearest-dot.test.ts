import type { PointerEvent } from 'react';
import { expect, it } from 'vitest';
import { nearestDot } from '../../../app/panels/nearest-dot';

it('the nearest dot is found in a drawing that stands anywhere at any size', () => {
  const dots = [{ x: 10, y: 10 }, { x: 90, y: 10 }, { x: 90, y: 40 }];
  const currentTarget = { viewBox: { baseVal: { width: 100, height: 50 } }, getBoundingClientRect: () => ({ left: 300, top: 200, width: 400, height: 200 }) };
  const at = (clientX: number, clientY: number) => nearestDot({ currentTarget, clientX, clientY } as unknown as PointerEvent<SVGSVGElement>, dots);
  expect([at(340, 240), at(660, 290), at(660, 310)]).toEqual([0, 1, 2]);
});
