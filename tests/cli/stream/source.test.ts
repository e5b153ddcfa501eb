/** Where the blocks of an epoch come from: the text, or the file they are kept in. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { blockFileOf, BlockSource, forgetBlocks } from '../../../lib/cli/stream/source';
import { openTexts } from '../../../lib/cli/stream/texts';
import { BLOCK } from '../../../lib/models/skipgram/blocks';
import { tokenDefaults } from '../../../lib/text/tokenizer';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-source-'));
const text = join(folder, 'text.txt');
const checkpoint = join(folder, 'checkpoint');
const WORDS = ['ship', 'sail', 'wave'];
/** Three blocks, the last one short. */
const TOKENS = 2 * BLOCK + 1000;

beforeEach(() => {
  writeFileSync(text, Array.from({ length: TOKENS }, (_, i) => WORDS[(i * i) % 3] + (i % 9 === 8 ? '.' : '')).join(' unknown '));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const source = (tokens = TOKENS) => new BlockSource(openTexts([text]), tokenDefaults, WORDS, tokens, false);

async function read(from: BlockSource, first = 0): Promise<number[][]> {
  const found: number[][] = [];
  for await (const block of from.blocks(first, () => {})) found.push(Array.from(block));
  return found;
}

test('the blocks are the same from the text, from the file, and from any block on', async () => {
  const plain = source();
  const blocks = await read(plain);
  expect(blocks.map((block) => block.length)).toEqual([BLOCK, BLOCK, 1000]);
  expect(await read(plain, 2)).toEqual(blocks.slice(2));

  const kept = source();
  kept.openFile(blockFileOf(checkpoint), true, 0);
  expect(kept.encoded).toBe(0);
  // Passing over blocks still writes them.
  expect(await read(kept, 1)).toEqual(blocks.slice(1));
  expect(kept.encoded).toBe(TOKENS);
  expect(await read(kept)).toEqual(blocks);
  kept.leave();

  const again = source();
  again.openFile(blockFileOf(checkpoint), true, TOKENS);
  unlinkSync(text);
  expect(await read(again, 1)).toEqual(blocks.slice(1));
  again.finish();
  expect(statSync(blockFileOf(checkpoint), { throwIfNoEntry: false })).toBeUndefined();
});

test('a file that is not whole is made again; a damaged one is told of', async () => {
  const file = blockFileOf(checkpoint);
  writeFileSync(file, 'short');
  const fresh = source();
  fresh.openFile(file, true, TOKENS);
  expect(fresh.encoded).toBe(0);
  await read(fresh);
  fresh.leave();

  const bytes = readFileSync(file);
  expect(bytes).toHaveLength(TOKENS * 4);
  bytes[BLOCK * 4 + 2] = 9; // an id beyond the vocabulary
  writeFileSync(file, bytes);
  const damaged = source();
  damaged.openFile(file, true, TOKENS);
  await expect(read(damaged)).rejects.toThrow(`The encoded text ${file} is damaged; delete it`);
  damaged.leave();
  forgetBlocks(checkpoint);
});

test('a text that changes, shrinks or vanishes between two readings', async () => {
  const changed = source();
  await read(changed);
  appendFileSync(text, ' ship');
  await expect(read(changed)).rejects.toThrow('has changed while it was trained on');

  await expect(read(source())).rejects.toThrow(`${TOKENS} of its words were known and now ${TOKENS + 1} are`);
  await expect(read(source(TOKENS + 2))).rejects.toThrow('has changed');
  // Where rare words were forgotten, counts are too low and more tokens are no fault.
  expect((await read(new BlockSource(openTexts([text]), tokenDefaults, WORDS, 5, true))).flat()).toHaveLength(TOKENS + 1);

  const vanished = source(TOKENS + 1);
  unlinkSync(text);
  await expect(read(vanished)).rejects.toThrow('there is no such file');
});
