/** Ties a stage to its elements: size, overlay, camera controls, obstacles, and the figures that tests read. */
import { Overlay } from './overlay';
import type { Stage } from './stage';

/** Returns how to untie them. */
export function mount(container: HTMLElement, surface: HTMLCanvasElement, stage: Stage): () => void {
  const context = surface.getContext('2d');
  if (!context) return () => {};
  const overlay = new Overlay(context, stage);
  const disconnect = stage.rig.connect(surface);
  stage.surface = surface;

  const measure = (): void => {
    const { width, height } = container.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    stage.obstacles = obstaclesIn(container);
    stage.resize(width, height);
    keepClear(stage, container);
    overlay.resize(width, height, Math.min(3, devicePixelRatio));
    // A resized canvas is empty: fill it before the browser paints.
    stage.drawOverlay(performance.now());
  };
  stage.drawOverlay = (now) => overlay.draw(now);
  const unlisten = stage.afterFrame((moving) => {
    container.dataset.frames = String(stage.frames);
    container.dataset.labels = String(stage.labeller.placed.length);
    container.dataset.names = stage.plates.map(({ region, box }) => `${region.name} @ ${Math.round(box.left + box.width / 2)},${Math.round(box.top + box.height / 2)}`).join('; ');
    container.dataset.calls = String(stage.drawn.calls);
    container.dataset.drawn = String(stage.drawn.points);
    container.dataset.moving = String(moving);
  });
  const resizes = new ResizeObserver(measure);
  resizes.observe(container);
  const changes = new MutationObserver(() => {
    stage.obstacles = obstaclesIn(container);
    stage.touchOverlay();
  });
  changes.observe(container, { childList: true, subtree: true });

  return () => {
    resizes.disconnect();
    changes.disconnect();
    disconnect();
    stage.stop();
    unlisten();
  };
}

/** The buttons in the corner take a column at the right, or a row at the bottom. */
function keepClear({ rig }: Stage, container: HTMLElement): void {
  const buttons = container.querySelector('[data-map-buttons]')?.getBoundingClientRect();
  const { right, bottom } = container.getBoundingClientRect();
  if (!buttons) return;
  const upright = buttons.height > buttons.width;
  rig.cover(upright ? right - buttons.left : 0, upright ? 0 : bottom - buttons.top);
}

function obstaclesIn(container: HTMLElement): { left: number; top: number; width: number; height: number }[] {
  const { left, top } = container.getBoundingClientRect();
  return [...container.querySelectorAll('[data-map-obstacle]')].map((obstacle) => {
    const box = obstacle.getBoundingClientRect();
    return { left: box.left - left, top: box.top - top, width: box.width, height: box.height };
  });
}
