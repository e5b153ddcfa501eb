/** Who draws when: the layers that draw points, the overlay between their frames, and whoever wants to know. */
export interface Layer {
  /** Asks for a frame soon. */
  wake: () => void;
  /** Draws a frame at once. */
  draw: () => HTMLCanvasElement;
}

export class Frames {
  /** Draws lines and labels; true while something fades in. */
  drawOverlay: (now: number) => boolean = () => false;
  /** What lines and labels are drawn on. */
  surface: HTMLCanvasElement | null = null;
  frames = 0;
  /** What the graphics library drew in the frame before: calls and points. */
  drawn = { calls: 0, points: 0 };
  /** Milliseconds a frame while things move, smoothed. */
  protected frameTime = 0;
  private last = { at: 0, moving: false };
  /** The layers that draw points; the last one does. */
  private readonly layers: Layer[] = [];
  private readonly listeners = new Set<(moving: boolean) => void>();
  private overlayRequest = 0;

  /** Adds a layer that draws the points; returns how to take it away. */
  attach(layer: Layer): () => void {
    this.layers.push(layer);
    this.wake();
    return () => {
      this.layers.splice(this.layers.indexOf(layer), 1);
      this.wake();
    };
  }

  /** Asks for a frame. */
  wake(): void {
    this.layers.at(-1)?.wake();
  }

  /** Draws a frame at once. The canvases, the points' first, hold it until the running task ends. */
  picture(): HTMLCanvasElement[] {
    const points = this.layers.at(-1)?.draw();
    return points && this.surface ? [points, this.surface] : [];
  }

  /** Tells after each frame whether more will follow; returns how to stop. */
  afterFrame(listener: (moving: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Lines and labels anew, without the points. */
  touchOverlay(): void {
    this.overlayRequest ||= requestAnimationFrame(() => {
      this.overlayRequest = 0;
      this.paintOverlay(performance.now());
    });
  }

  stop(): void {
    cancelAnimationFrame(this.overlayRequest);
    this.overlayRequest = 0;
    this.drawOverlay = () => false;
  }

  /** The points have been moved: the overlay follows, then the listeners hear. */
  protected finishFrame(now: number, moving: boolean): void {
    this.frames++;
    if (this.last.moving) this.frameTime += 0.3 * (now - this.last.at - this.frameTime);
    this.last = { at: now, moving };
    this.paintOverlay(now);
    for (const listener of this.listeners) listener(moving);
  }

  private paintOverlay(now: number): void {
    if (this.drawOverlay(now)) this.touchOverlay();
  }
}
