import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordVideo, type Export } from '../../../app/film/export';
import type { Stage } from '../../../app/scene/stage';
import { initialState, type FilmView } from '../../../lib/store/state';
import { set } from '../../../lib/store/store';

const track = { stop: vi.fn() };

class Recorder {
  static isTypeSupported = () => true;
  static last: Recorder;
  state = 'inactive';
  onstop = () => {};
  onerror = () => {};
  constructor() {
    Recorder.last = this;
  }
  start() {
    this.state = 'recording';
  }
  stop() {
    this.state = 'inactive';
    this.onstop();
  }
}

beforeEach(() => {
  vi.stubGlobal('MediaRecorder', Recorder);
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => setTimeout(next));
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => ({}), captureStream: () => ({ getTracks: () => [track] }) }) });
  set({ ...initialState, film: { frame: 0, playing: false } as FilmView });
});
afterEach(() => vi.unstubAllGlobals());

const stage = { morph: { revision: 0 }, picture: () => [], inks: null } as unknown as Stage;
const work = (change: Partial<Export>): Export => ({ stage, frames: 1, caption: () => '', share: () => 0, report: () => {}, signal: new AbortController().signal, ...change });

it('a recording leaves nothing running, also when a picture cannot be taken', async () => {
  await expect(recordVideo(work({ caption: () => { throw new Error('no picture'); } }))).rejects.toThrow('no picture');
  expect(Recorder.last.state).toBe('inactive');
  expect(track.stop).toHaveBeenCalledTimes(1);
  const stopping = new AbortController();
  expect(await recordVideo(work({ report: () => stopping.abort(), signal: stopping.signal }))).toBeNull();
  expect(track.stop).toHaveBeenCalledTimes(2);
});

it('an encoder that fails says so', async () => {
  await expect(recordVideo(work({ report: () => Recorder.last.onerror() }))).rejects.toThrow(/encoder/);
  expect(Recorder.last.state).toBe('inactive');
});
