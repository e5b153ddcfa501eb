/**
 * npm run bench -- NAME [ARGUMENT …]: bundles tests/bench/NAME.ts and calls its `bench`.
 * Without a name it lists the benches.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, output, refresh, root } from '../../lib/cli/bundle.mjs';

const folder = join(root, 'tests/bench');
const names = readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
const [name, ...given] = process.argv.slice(2);

if (names.includes(name)) {
  await refresh();
  const made = join(output, 'bench');
  await bundle({ [name]: join(folder, `${name}.ts`) }, made);
  const { bench } = await import(pathToFileURL(join(made, `${name}.mjs`)).href);
  await bench(...given);
} else {
  if (name) console.error(`There is no bench “${name}”.`);
  console.log(`npm run bench -- NAME, one of: ${names.join(', ')}`);
  process.exitCode = name ? 1 : 0;
}
