import type { MapLegend } from './colour';
import type { Stage } from './stage';

/** The map's stage while a map is on the page: for whoever takes pictures of it or asks what it shows. */
let stage: Stage | null = null;

export function setScreen(shown: Stage | null): void {
  stage = shown;
}

export function screen(): Stage | null {
  return stage;
}

/** What the colours of the map mean. */
export interface Key {
  title: string;
  legend: MapLegend;
}

let key: Key | null = null;

export function setKey(shown: Key | null): void {
  key = shown;
}

export function keyShown(): Key | null {
  return key;
}
