/** Entry of the preparation: run in the project's folder, it brings `public/data` up to date. */
import { join } from 'node:path';
import { WordspaceError } from '../error';
import { Artefacts } from './artefacts';
import { Preparation } from './preparation';

const root = process.cwd();
const artefacts = new Artefacts(join(root, 'public/data'), join(root, '.wordspace/stamps.json'));
try {
  await new Preparation(root, artefacts, (line) => console.log(`data   ${line}`)).all();
} catch (error) {
  if (!(error instanceof WordspaceError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
