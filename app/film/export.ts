/**
 * A film as a file. The map itself plays it, one frame after the other, and its canvases
 * are copied with a caption: what is saved is what is seen, camera movements included.
 */
import { writeZip } from '../../lib/formats/zip';
import { pause, play, seek } from '../../lib/store/film';
import { get } from '../../lib/store/store';
import type { Stage } from '../scene/stage';
import { Picture } from './picture';
import { withDuration } from './webm';

export interface Export {
  stage: Stage;
  /** Frames of the film. */
  frames: number;
  /** What stands under a frame. */
  caption: (frame: number) => string;
  share: (frame: number) => number;
  report: (frame: number) => void;
  signal: AbortSignal;
}

const PICTURES_A_SECOND = 30;
/** How long the last frame stays in a video. Milliseconds. */
const REST = 800;
/** Milliseconds of video handed over at a time, and the longest wait for the first of them. */
const CHUNK = 250;
const SLOWEST = 10_000;
/** Longest wait for the map to hear of another frame, in animation frames. */
const PATIENCE = 40;

const VIDEO = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

/** Why this browser cannot save a video, or null where it can. */
export function noVideo(): string | null {
  const able = typeof MediaRecorder !== 'undefined' && 'captureStream' in HTMLCanvasElement.prototype && VIDEO.some((type) => MediaRecorder.isTypeSupported(type));
  return able ? null : 'This browser cannot record WebM video; save PNG frames instead.';
}

/** The film as WebM, recorded while it plays at its speed; null when it was cancelled. */
export async function recordVideo({ stage, caption, share, report, signal }: Export): Promise<Blob | null> {
  await arrive(stage, 0);
  const picture = new Picture(stage);
  const take = () => {
    const frame = get().film?.frame ?? 0;
    picture.take(caption(frame), share(frame));
    report(frame);
  };
  const stream = picture.canvas.captureStream(PICTURES_A_SECOND);
  const recorder = new MediaRecorder(stream, {
    mimeType: VIDEO.find((type) => MediaRecorder.isTypeSupported(type)),
    videoBitsPerSecond: 8e6,
  });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => data.size > 0 && parts.push(data);
  let failed = false;
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => {
      failed = true;
      resolve();
    };
  });
  const wanted = () => !failed && !signal.aborted && get().film !== null;
  const draw = async (until: () => boolean) => {
    while (!until() && wanted()) {
      await animationFrame();
      take();
    }
  };
  const after = (ms: number) => {
    const end = performance.now() + ms;
    return () => performance.now() > end;
  };
  try {
    recorder.start(CHUNK);
    // The encoder takes its time to begin: the film waits for its first bytes.
    const ready = after(SLOWEST);
    await draw(() => parts.length > 0 || ready());
    play();
    await draw(() => !get().film?.playing);
    await draw(after(REST));
  } finally {
    pause();
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  }
  await stopped;
  if (failed) throw new Error('the browser’s video encoder failed');
  if (!wanted()) return null;
  const video = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Blob([withDuration(video, PICTURES_A_SECOND)], { type: 'video/webm' });
}

/** Every frame of the film as a PNG, in a zip file; null when it was cancelled. */
export async function savePngs({ stage, frames, caption, share, report, signal }: Export): Promise<Blob | null> {
  const { still } = stage;
  stage.setStill(true);
  try {
    const files: { name: string; bytes: Uint8Array }[] = [];
    let picture: Picture | null = null;
    for (let frame = 0; frame < frames; frame++) {
      await arrive(stage, frame);
      if (signal.aborted || !get().film) return null;
      picture ??= new Picture(stage);
      picture.take(caption(frame), share(frame));
      files.push({ name: `frame-${String(frame + 1).padStart(4, '0')}.png`, bytes: await png(picture.canvas) });
      report(frame);
    }
    return new Blob([writeZip(files)], { type: 'application/zip' });
  } finally {
    stage.setStill(still);
  }
}

/** Go to a frame and wait until the map has taken it in. */
async function arrive(stage: Stage, frame: number): Promise<void> {
  const before = stage.morph.revision;
  const there = get().film?.frame === frame;
  seek(frame);
  for (let wait = 0; wait < (there ? 2 : PATIENCE) && stage.morph.revision === before; wait++) await animationFrame();
  // lines and labels of the frame come with the same drawing or the next one
  await animationFrame();
}

function animationFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

async function png(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser could not write a PNG');
  return new Uint8Array(await blob.arrayBuffer());
}
