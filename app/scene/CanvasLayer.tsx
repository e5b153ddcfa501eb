'use client';

import { useEffect, useRef } from 'react';
import { runCanvas } from './canvas-points';
import type { Stage } from './stage';

export function CanvasLayer({ stage }: { stage: Stage }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => (ref.current ? runCanvas(ref.current, stage) : undefined), [stage]);
  return <canvas ref={ref} className="pointer-events-none absolute inset-0 size-full" aria-hidden />;
}
