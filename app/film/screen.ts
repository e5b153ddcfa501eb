import type { Stage } from '../scene/stage';

/** The map's stage while a map is on the page: what a film is taken from. */
let stage: Stage | null = null;

export function setScreen(shown: Stage | null): void {
  stage = shown;
}

export function screen(): Stage | null {
  return stage;
}
