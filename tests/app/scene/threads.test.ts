import { describe, expect, it } from 'vitest';
import { drawThread, strengths } from '../../../app/scene/threads';

const centre = { x: 300, y: 300 };
const along = (degrees: number, length: number) => ({ x: 300 + length * Math.cos((degrees * Math.PI) / 180), y: 300 + length * Math.sin((degrees * Math.PI) / 180) });

describe('lines from one word', () => {
  it('are drawn in full where they run alone, or are all short', () => {
    expect(strengths(centre, [0, 90, 180, 270].map((degrees) => along(degrees, 900)))).toEqual([1, 1, 1, 1]);
    expect(strengths(centre, Array.from({ length: 15 }, (_, i) => along(2 * i, 38)))).toEqual(Array(15).fill(1));
    expect(strengths(centre, [centre, along(10, 0)])).toEqual([1, 1]);
    expect(strengths(centre, [])).toEqual([]);
  });

  it('share the ink of one where they run far the same way, the others do not', () => {
    const [alone, ...band] = strengths(centre, [along(120, 800), ...[0, 0.1, 0.2, 0.3, 0.4, 0.5].map((degrees) => along(degrees, 800))]);
    expect(alone).toBe(1);
    const ink = band.reduce((a, b) => a + b, 0);
    expect(ink).toBeGreaterThan(0.9);
    expect(ink).toBeLessThan(1.5);
    // Lines that part soon keep more; one that ends early beside long ones loses most.
    const [first, , third] = strengths(centre, [along(0, 800), along(4, 800), along(0.2, 120)]);
    expect(first).toBeGreaterThan(0.8);
    expect(third).toBeLessThan(first);
  });

  it('come out again at their ends, in one line without a gap, dashes going on', () => {
    const pieces: { alpha: number; offset: number; from: number[]; to: number[] }[] = [];
    const pen = { globalAlpha: 1, lineDashOffset: 0, at: [0, 0], beginPath() {}, moveTo(x: number, y: number) { this.at = [x, y]; }, lineTo(x: number, y: number) { pieces.push({ alpha: this.globalAlpha, offset: this.lineDashOffset, from: this.at, to: [x, y] }); }, stroke() {} };
    drawThread(pen as unknown as CanvasRenderingContext2D, centre, { x: 700, y: 300 }, 0.8, 0.25);
    expect(pieces[0]).toEqual({ alpha: 0.2, offset: 0, from: [300, 300], to: [640, 300] });
    expect(pieces.at(-1)!.alpha).toBeCloseTo(0.8);
    expect(pieces.at(-1)!.to).toEqual([700, 300]);
    pieces.slice(1).forEach((piece, i) => {
      expect(piece.from).toEqual(pieces[i].to);
      expect(piece.offset).toBe(piece.from[0] - 300);
      expect(piece.alpha).toBeGreaterThan(pieces[i].alpha);
    });
    expect(pen.lineDashOffset).toBe(0);
    pieces.length = 0;
    drawThread(pen as unknown as CanvasRenderingContext2D, centre, { x: 330, y: 300 }, 1, 0.5);
    drawThread(pen as unknown as CanvasRenderingContext2D, centre, centre, 1, 1);
    expect(pieces).toEqual([{ alpha: 0.5, offset: 0, from: [300, 300], to: [330, 300] }]);
  });
});
