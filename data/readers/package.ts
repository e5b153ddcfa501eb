/** Where the built-in texts lie: the npm packages beside the program. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { WordspaceError } from '../../lib/error';

/**
 * The folder of an installed package, found from wherever this file ends up: its
 * own place in a test, the bundle's place in the CLI.
 * @throws WordspaceError when the package is not installed
 */
export function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new WordspaceError(`The data package ${name} is not installed; run “npm ci” in the folder of Wordspace.`);
  }
}

/**
 * The text of a file of a package.
 * @throws WordspaceError when it is not there
 */
export function packageText(folder: string, ...path: string[]): string {
  const file = join(folder, ...path);
  if (!existsSync(file)) throw new WordspaceError(`${file} is missing; run “npm ci” to install the data packages again.`);
  return readFileSync(file, 'utf8');
}
