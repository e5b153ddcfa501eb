/** Who draws when: the layers that draw points, the overlay between their frames, and whoever wants to know. */
export class Frames {
  /** Draws lines and labels; true while something fades in. */
  drawOverlay: (now: number) => boolean = () => false;
  /** How to ask each layer for a frame; the last one draws. */
  private readonly layers: (() => void)[] = [];
  private readonly listeners = new Set<(moving: boolean) => void>();
  private overlayRequest = 0;

  /** A layer that draws the points when asked; returns how to take it away. */
  attach(draw: () => void): () => void {
    this.layers.push(draw);
    this.wake();
    return () => {
      this.layers.splice(this.layers.indexOf(draw), 1);
      this.wake();
    };
  }

  /** Asks for a frame. */
  wake(): void {
    this.layers.at(-1)?.();
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
    this.paintOverlay(now);
    for (const listener of this.listeners) listener(moving);
  }

  private paintOverlay(now: number): void {
    if (this.drawOverlay(now)) this.touchOverlay();
  }
}
