import type { PointerEvent } from 'react';

/** Which of a chart's dots, one at least, is nearest to the pointer. The drawing keeps its proportions. */
export function nearestDot({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>, dots: readonly { x: number; y: number }[]): number {
  const { width, height } = currentTarget.viewBox.baseVal;
  const box = currentTarget.getBoundingClientRect();
  const x = ((clientX - box.left) / box.width) * width;
  const y = ((clientY - box.top) / box.height) * height;
  const distance = (dot: { x: number; y: number }) => (dot.x - x) ** 2 + (dot.y - y) ** 2;
  return dots.reduce((best, dot, i) => (distance(dot) < distance(dots[best]) ? i : best), 0);
}
