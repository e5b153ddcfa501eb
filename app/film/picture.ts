/** The map as it stands, on one canvas: paper, points, labels, and a caption that tells the moment. */
import type { Stage } from '../scene/stage';

const CAPTION = 34;

export class Picture {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d')!;

  constructor(private readonly stage: Stage) {
    const [points] = stage.picture();
    // Encoders want even sides.
    this.canvas.width = 2 * Math.round((points?.width ?? 2) / 2);
    this.canvas.height = 2 * Math.round((points?.height ?? 2) / 2);
  }

  /** @param share of the training, drawn as a line along the lower edge */
  take(caption: string, share: number): void {
    const { canvas, context, stage } = this;
    const { inks, rig } = stage;
    if (!inks) return;
    const scale = canvas.width / rig.width;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = inks.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of stage.picture()) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const [width, height] = [canvas.width / scale, canvas.height / scale];
    context.globalAlpha = 0.86;
    context.fillRect(0, height - CAPTION, width, CAPTION);
    context.globalAlpha = 1;
    context.fillStyle = inks.ink;
    context.font = `500 13px ${inks.family}`;
    context.textBaseline = 'middle';
    context.fillText(caption, 14, height - CAPTION / 2 - 1, width - 28);
    context.fillStyle = inks.accent;
    context.fillRect(0, height - 3, width * share, 3);
  }
}
