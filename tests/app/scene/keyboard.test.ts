import { describe, expect, it } from 'vitest';
import { keyAction, stepThrough } from '../../../app/scene/keyboard';

const key = (name: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keyAction', () => {
  it('turns with arrows, pans with Shift or on a flat map', () => {
    expect(keyAction(key('ArrowLeft'), false)).toMatchObject({ do: 'turn' });
    expect(keyAction(key('ArrowLeft', { shiftKey: true }), false)).toMatchObject({ do: 'pan' });
    expect(keyAction(key('ArrowUp'), true)).toMatchObject({ do: 'pan' });
  });

  it('zooms in and out by the same step', () => {
    const zoomIn = keyAction(key('+'), false);
    const zoomOut = keyAction(key('-'), false);
    expect(zoomIn?.do === 'zoom' && zoomOut?.do === 'zoom' && zoomIn.by * zoomOut.by).toBeCloseTo(1);
  });

  it.each([
    ['0', 'home'],
    ['Home', 'home'],
    ['n', 'step'],
    ['[', 'step'],
    ['Enter', 'choose'],
    [' ', 'choose'],
    ['l', 'lasso'],
    ['L', 'lasso'],
    ['Escape', 'leave'],
  ])('%s means %s', (name, action) => {
    expect(keyAction(key(name), false)?.do).toBe(action);
  });

  it("leaves Tab, letters and the browser's own keys alone", () => {
    for (const event of [key('Tab'), key('x'), key('0', { ctrlKey: true }), key('ArrowLeft', { altKey: true }), key('+', { metaKey: true })]) expect(keyAction(event, false)).toBeNull();
  });
});

describe('stepThrough', () => {
  it('goes round both ways and starts at an end', () => {
    expect(stepThrough([5, 6, 7], 7, 1)).toBe(5);
    expect(stepThrough([5, 6, 7], 5, -1)).toBe(7);
    expect(stepThrough([5, 6, 7], null, 1)).toBe(5);
    expect(stepThrough([5, 6, 7], 9, -1)).toBe(7);
    expect(stepThrough([], 9, 1)).toBeNull();
  });
});
