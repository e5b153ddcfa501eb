import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Artefacts, fingerprint, writeWhole } from '../../lib/cli/artefacts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wordspace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = new Uint8Array([1, 2, 3]);
const open = () => new Artefacts(join(folder, 'data'), join(folder, 'state/stamps.json'));

describe('artefacts', () => {
  it('are current when they are there and made from the same', () => {
    open().keep('a.gz', 'print', { bytes, figures: { tokens: 7 } });
    expect(open().current('a.gz', 'print')).toEqual({ fingerprint: 'print', bytes: 3, figures: { tokens: 7 } });
    expect([...readFileSync(join(folder, 'data/a.gz'))]).toEqual([1, 2, 3]);
  });

  it('are stale when made from something else, removed or cut short', () => {
    open().keep('a.gz', 'print', { bytes, figures: {} });
    expect(open().current('a.gz', 'other print')).toBeUndefined();
    expect(open().current('b.gz', 'print')).toBeUndefined();
    writeFileSync(join(folder, 'data/a.gz'), 'x');
    expect(open().current('a.gz', 'print')).toBeUndefined();
    rmSync(join(folder, 'data/a.gz'));
    expect(open().current('a.gz', 'print')).toBeUndefined();
  });

  it('are all stale when the stamps cannot be read, and are made anew', () => {
    open().keep('a.gz', 'print', { bytes, figures: {} });
    writeFileSync(join(folder, 'state/stamps.json'), '{"a.gz": {"finger');
    const artefacts = open();
    expect(artefacts.current('a.gz', 'print')).toBeUndefined();
    artefacts.keep('a.gz', 'print', { bytes, figures: {} });
    expect(open().current('a.gz', 'print')).toBeDefined();
  });

  it('leave no drafts behind', () => {
    writeWhole(join(folder, 'deep/er/file'), 'text');
    writeWhole(join(folder, 'deep/er/file'), 'other text');
    expect(readdirSync(join(folder, 'deep/er'))).toEqual(['file']);
    expect(readFileSync(join(folder, 'deep/er/file'), 'utf8')).toBe('other text');
  });
});

describe('fingerprint', () => {
  const tree = (content: Record<string, string>) => {
    const root = mkdtempSync(join(folder, 'root-'));
    mkdirSync(join(root, 'src'));
    for (const [name, text] of Object.entries(content)) writeFileSync(join(root, name), text);
    return root;
  };

  it('follows content, names and the rest, but neither place nor time', () => {
    const print = fingerprint(tree({ 'src/a': '1', 'src/b': '2' }), ['src'], { seed: 1 });
    expect(fingerprint(tree({ 'src/b': '2', 'src/a': '1' }), ['src'], { seed: 1 })).toBe(print);
    const others = [
      fingerprint(tree({ 'src/a': '1', 'src/b': '3' }), ['src'], { seed: 1 }),
      fingerprint(tree({ 'src/a': '1', 'src/c': '2' }), ['src'], { seed: 1 }),
      fingerprint(tree({ 'src/a': '1' }), ['src'], { seed: 1 }),
      fingerprint(tree({ 'src/a': '12', 'src/b': '' }), ['src'], { seed: 1 }),
      fingerprint(tree({ 'src/a': '1', 'src/b': '2' }), ['src'], { seed: 2 }),
    ];
    expect(new Set([print, ...others]).size).toBe(6);
  });

  it('takes neither notes nor what is generated for sources', () => {
    const print = fingerprint(tree({ 'src/a.ts': '1' }), ['src']);
    expect(fingerprint(tree({ 'src/a.ts': '1', 'src/a.wasm.ts': '2', 'src/NOTES.md': '3' }), ['src'])).toBe(print);
  });
});
