import { afterEach, expect, it } from 'vitest';
import { readFiles } from '../../app/read-files';
import { initialState } from '../../lib/store/state';
import { get, store } from '../../lib/store/store';

const file = (name: string) => new File(['oak elm'], name);
const folder = (name: string) => Object.assign(file(name), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) });

afterEach(() => store.setState(initialState, true));

it('files are read, and what cannot be is told', async () => {
  expect(await readFiles([file('a.txt')])).toEqual([{ name: 'a.txt', bytes: new TextEncoder().encode('oak elm') }]);
  expect(get().notices).toEqual([]);
  const read = await readFiles([folder('books'), file('b.txt')]);
  expect(read.map((f) => f.name)).toEqual(['b.txt']);
  expect(get().notices).toMatchObject([{ kind: 'problem', text: 'books could not be read; is it a folder?' }]);
  await readFiles([folder('books'), folder('poems')]);
  expect(get().notices.at(-1)?.text).toBe('books, poems could not be read; are they folders?');
});
