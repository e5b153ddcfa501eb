/** What the map's keys do. Tab is left alone, so nobody is trapped. */
import { isTyping } from '../typing';
import type { Stage } from './stage';

export type MapAction =
  | { do: 'turn'; x: number; y: number }
  | { do: 'pan'; x: number; y: number }
  | { do: 'zoom'; by: number }
  | { do: 'step'; by: 1 | -1 }
  | { do: 'home' }
  | { do: 'choose' }
  | { do: 'lasso' }
  | { do: 'leave' };

/** Radians a press of an arrow key turns the map, and pixels it pans. */
const TURN = Math.PI / 18;
const PAN = 60;

export const ZOOM_STEP = 1.35;

/** What each key does; `map`: only while the map has the focus. */
export const KEYS: readonly { keys: string; does: string; map?: boolean }[] = [
  { keys: 'Arrow keys', does: 'turn the map, or move a flat one', map: true },
  { keys: 'Shift and arrow keys', does: 'move the map', map: true },
  { keys: 'Plus and minus', does: 'zoom', map: true },
  { keys: '0', does: 'show the whole map', map: true },
  { keys: 'N and P', does: 'step through the words', map: true },
  { keys: 'Enter', does: 'choose the word', map: true },
  { keys: 'Escape', does: 'let go', map: true },
  { keys: 'L', does: 'draw a loop around words' },
  { keys: 'W', does: 'ask why the word pointed at is close to the chosen one' },
  { keys: '/ or Ctrl K (⌘K)', does: 'find a word, solve an analogy, run a command' },
  { keys: '?', does: 'show these keys' },
];

/** Read to people who cannot see the map. */
export const KEYS_IN_WORDS = KEYS.map(({ keys, does }) => `${keys}: ${does}.`).join(' ');

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The action of a key press, or null where the key is not the map's. In a flat map arrows pan. */
export function keyAction(event: Key, flat: boolean): MapAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const arrow = ARROWS[event.key];
  if (arrow) {
    const [x, y] = arrow;
    // The view goes where the arrow points: the scene moves the other way.
    return flat || event.shiftKey ? { do: 'pan', x: -x * PAN, y: -y * PAN } : { do: 'turn', x: -x * TURN, y: -y * TURN };
  }
  switch (event.key) {
    case '+':
    case '=':
      return { do: 'zoom', by: ZOOM_STEP };
    case '-':
    case '_':
      return { do: 'zoom', by: 1 / ZOOM_STEP };
    case '0':
    case 'Home':
      return { do: 'home' };
    case 'n':
    case ']':
      return { do: 'step', by: 1 };
    case 'p':
    case '[':
      return { do: 'step', by: -1 };
    case 'Enter':
    case ' ':
      return { do: 'choose' };
    case 'l':
    case 'L':
      return { do: 'lasso' };
    case 'Escape':
      return { do: 'leave' };
    default:
      return null;
  }
}

/** The word after (or before) `current` in `rows`, going round; the first or last where `current` is not among them. */
export function stepThrough(rows: readonly number[], current: number | null, by: 1 | -1): number | null {
  if (rows.length === 0) return null;
  const at = current === null ? -1 : rows.indexOf(current);
  if (at < 0) return by > 0 ? rows[0] : rows[rows.length - 1];
  return rows[(at + by + rows.length) % rows.length];
}

interface KeyHandlers {
  /** A word was stepped to, or let go. */
  onHover: (row: number | null) => void;
  onChoose: (row: number | null) => void;
  /** The tool that draws loops is taken up or put down. */
  onLasso: () => void;
  /** Let go of what is not the chosen word; true where there was something. */
  onLeave: () => boolean;
}

/** Works the map while `element` itself has the focus; returns how to stop. */
export function listenToKeys(element: HTMLElement, stage: Stage, handlers: KeyHandlers): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = event.target === element ? keyAction(event, stage.rig.flat) : null;
    if (!action) return;
    event.preventDefault();
    carryOut(action, stage, handlers);
  };
  element.addEventListener('keydown', onKeyDown);
  return () => element.removeEventListener('keydown', onKeyDown);
}

/** The key that takes up the loop works wherever nobody types; returns how to stop. */
export function listenForLasso(onLasso: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    // The map may have answered it.
    if (event.defaultPrevented || isTyping(event) || keyAction(event, false)?.do !== 'lasso') return;
    event.preventDefault();
    onLasso();
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}

function carryOut(action: MapAction, stage: Stage, { onHover, onChoose, onLasso, onLeave }: KeyHandlers): void {
  const now = performance.now();
  switch (action.do) {
    case 'turn':
      return stage.rig.turn(action.x, action.y);
    case 'pan':
      return stage.rig.pan(action.x, action.y);
    case 'zoom':
      return stage.rig.zoom(action.by, now);
    case 'home':
      return stage.rig.goHome(now);
    case 'step':
      return onHover(stepThrough(stage.stops(), stage.hovered, action.by));
    case 'choose':
      return onChoose(stage.hovered ?? stage.wordInMiddle());
    case 'lasso':
      return onLasso();
    case 'leave':
      if (stage.hovered !== null) return onHover(null);
      return onLeave() ? undefined : onChoose(null);
  }
}
