/**
 * Bundles the TypeScript that Node runs (the CLI, the preparation, the benches)
 * into single .mjs files: a start takes a third of a second instead of the three
 * that compiling on the fly costs. Bundles only when a source is newer.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where what is made for Node goes; git-ignored. */
export const output = join(root, '.wordspace');

/** The bundles every command needs, by name. */
export const programs = {
  cli: join(root, 'lib/cli/main.ts'),
  prepare: join(root, 'lib/cli/prepare.ts'),
  'skipgram-thread': join(root, 'lib/jobs/skipgram.node.ts'),
  'blocks-thread': join(root, 'lib/jobs/blocks.node.ts'),
  'lda-thread': join(root, 'lib/jobs/lda.node.ts'),
  'knn-thread': join(root, 'lib/jobs/knn.node.ts'),
};
const sources = ['lib', 'data', 'package-lock.json'].map((path) => join(root, path));

/**
 * Bundle each entry { name: file.ts } to outDir/name.mjs, packages left outside.
 * Each bundle appears whole or not at all, dated by when its sources were read.
 */
export async function bundle(entries, outDir = output) {
  const { build } = await import('rolldown');
  const started = new Date();
  const draft = join(outDir, `draft-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  try {
    for (const [name, input] of Object.entries(entries)) {
      await build({
        input: { [name]: input },
        cwd: root,
        platform: 'node',
        external: (id) => !id.startsWith('.') && !isAbsolute(id),
        logLevel: 'warn',
        output: { dir: draft, format: 'esm', entryFileNames: '[name].mjs', codeSplitting: false },
      });
      utimesSync(join(draft, `${name}.mjs`), started, started);
      renameSync(join(draft, `${name}.mjs`), join(outDir, `${name}.mjs`));
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Build the kernels and the bundles where a source has changed; true when it did.
 * What the builders say goes to `stdio` (default: standard error).
 */
export async function refresh(stdio = ['ignore', 2, 2]) {
  const names = Object.keys(programs).map((name) => join(output, `${name}.mjs`));
  if (!isOlder(names, sources)) return false;
  const { status } = spawnSync(process.execPath, [join(root, 'lib/kernels/build.mjs')], { stdio });
  if (status !== 0) throw new Error('the kernels could not be built');
  await bundle(programs);
  return true;
}

/** True when one of the files is missing or older than anything at or below the sources. */
export function isOlder(files, sources) {
  const made = files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.min(...made) <= Math.max(...sources.map(newest));
}

/** Latest change at or below a path; a folder's own date tells of what was removed. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory() || basename(path) === 'node_modules') return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
