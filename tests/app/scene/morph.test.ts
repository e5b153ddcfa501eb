import { describe, expect, it } from 'vitest';
import { easeInOut, easeOut, Morph, startingPlaces } from '../../../app/scene/morph';

const names = ['a', 'b', 'c'];
const first = Float32Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0);
const second = Float32Array.of(0, 9, 0, 1, 9, 0, 2, 9, 0);

describe('Morph', () => {
  it('stands still on its first layout, then moves to the next and arrives exactly', () => {
    const morph = new Morph();
    morph.send(names, first, 0, false);
    expect(morph.moving).toBe(false);
    morph.send(names, second, 100, false);
    expect([...morph.current()]).toEqual([...first]);
    morph.advance(650);
    expect(morph.current()[1]).toBeCloseTo(4.5);
    morph.advance(5000);
    expect(morph.moving).toBe(false);
    expect([...morph.current()]).toEqual([...second]);
  });

  it('goes on from where the points are when the next layout comes early', () => {
    const morph = new Morph();
    morph.send(names, first, 0, false);
    morph.send(names, second, 0, false);
    morph.advance(400);
    const here = [...morph.current()];
    morph.send(names, first, 400, false);
    expect([...morph.current()]).toEqual(here);
    morph.advance(700);
    expect([...morph.current()]).toEqual([...first]);
  });

  it('keeps its own copy and, without motion, jumps', () => {
    const morph = new Morph();
    const mine = first.slice();
    morph.send(names, mine, 0, true);
    mine.fill(7);
    expect([...morph.current()]).toEqual([...first]);
    morph.send(names, second, 0, true);
    expect([...morph.current()]).toEqual([...second]);
    expect(morph.revision).toBe(2);
  });
});

describe('startingPlaces', () => {
  it('matches by word where the words changed; new words appear in place', () => {
    const { from, known } = startingPlaces(names, first, ['c', 'x'], Float32Array.of(5, 5, 5, 6, 6, 6));
    expect([...from]).toEqual([2, 0, 0, 6, 6, 6]);
    expect([...known]).toEqual([1, 0]);
  });

  it('matches by row where the words are the same, also when more are drawn', () => {
    const { from, known } = startingPlaces(names, first.slice(0, 6), names, second);
    expect([...from]).toEqual([0, 0, 0, 1, 0, 0, 2, 9, 0]);
    expect([...known]).toEqual([1, 1, 0]);
  });
});

describe('easing', () => {
  it.each([easeInOut, easeOut])('runs from 0 to 1 and never back', (ease) => {
    expect(ease(0)).toBe(0);
    expect(ease(1)).toBe(1);
    for (let u = 0; u < 1; u += 0.01) expect(ease(u + 0.01)).toBeGreaterThanOrEqual(ease(u));
  });
});
