import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { nodeThread } from '../../lib/jobs/threads';

/** Answers every message with an event of this name. */
class Answering extends EventEmitter {
  constructor(private readonly event: 'message' | 'error') {
    super();
  }
  postMessage(message: unknown): void {
    queueMicrotask(() => this.emit(this.event, message));
  }
  terminate(): void {}
}

const listeners = (worker: EventEmitter) => worker.listenerCount('message') + worker.listenerCount('error');

test('a thread in Node leaves no listener behind, however often it runs', async () => {
  const worker = new Answering('message');
  const thread = nodeThread<string>(worker);
  for (let part = 0; part < 12; part++) await thread.run('part');
  expect(listeners(worker)).toBe(0);
});

test('a thread in Node that fails says why', async () => {
  const worker = new Answering('error');
  await expect(nodeThread<string>(worker).run('broken')).rejects.toBe('broken');
  expect(listeners(worker)).toBe(0);
});
