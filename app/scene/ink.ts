/** The page's inks, read from its CSS variables so that the map follows the theme. */
import type { Theme } from '../theme';

export interface Inks {
  ink: string;
  paper: string;
  muted: string;
  accent: string;
  /** Lines to true neighbours that the map tore away, and to those that it only pushed near. */
  torn: string;
  pushed: string;
  /** Font families for words on the map. */
  family: string;
}

export type Rgb = [number, number, number];

export const FALLBACK: Record<Theme, Omit<Inks, 'family'>> = {
  light: { ink: '#1d1c1a', paper: '#faf9f6', muted: '#6c6860', accent: '#b83a0e', torn: '#0064a0', pushed: '#8f3f86' },
  dark: { ink: '#f0eee9', paper: '#17181b', muted: '#a19e97', accent: '#ff9465', torn: '#63b8ec', pushed: '#e29ad4' },
};

export function readInks(element: Element, theme: Theme): Inks {
  const style = getComputedStyle(element);
  const read = (name: keyof Omit<Inks, 'family'>): string => style.getPropertyValue(`--${name}`).trim() || FALLBACK[theme][name];
  return { ink: read('ink'), paper: read('paper'), muted: read('muted'), accent: read('accent'), torn: read('torn'), pushed: read('pushed'), family: style.fontFamily || 'system-ui, sans-serif' };
}

/** Any CSS colour as sRGB, 0 … 1: painted on one pixel and read back, so every notation works. */
export function toRgb(css: string): Rgb {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return [0.5, 0.5, 0.5];
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r / 255, g / 255, b / 255];
}
