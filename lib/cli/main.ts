/**
 * The `wordspace` command line: one JSON document on standard output, progress
 * and warnings on standard error. Exit 0 on success, 1 on bad input with one line (a file, or
 * a word that a space does not have), 2 on wrong usage (an option, or a value out of its range).
 */
import { Command, CommanderError } from 'commander';
import { UsageError, WordspaceError } from '../error';
import { reasonOf } from './reasons';
import { endLine } from './terminal';
import { analogyVerb } from './verbs/analogy';
import { coachVerb } from './verbs/coach';
import { compareVerb } from './verbs/compare';
import { corporaVerb } from './verbs/corpora';
import { evaluateVerb } from './verbs/evaluate';
import { explainVerb } from './verbs/explain';
import { neighborsVerb } from './verbs/neighbors';
import { projectVerb } from './verbs/project';
import { searchVerb } from './verbs/search';
import { stabilityVerb } from './verbs/stability';
import { termsVerb } from './verbs/terms';
import { topicsVerb } from './verbs/topics';
import { trainVerb } from './verbs/train';

const HELP = '(wordspace VERB --help tells what a verb takes)';

const program = new Command('wordspace')
  .description('Train word vectors on your own text and question them. Every verb prints one JSON document.')
  .showHelpAfterError(HELP)
  .exitOverride();
for (const verb of [corporaVerb, coachVerb, trainVerb, neighborsVerb, analogyVerb, evaluateVerb, searchVerb, explainVerb, compareVerb, stabilityVerb, topicsVerb, termsVerb, projectVerb]) {
  program.addCommand(verb().exitOverride().copyInheritedSettings(program));
}

// Whoever reads the answer may stop early: wordspace … | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  console.error(`The answer could not be written: ${reasonOf(error)}.`);
  process.exit(1);
});

try {
  await program.parseAsync();
} catch (error) {
  endLine();
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof UsageError) {
    console.error(`${error.message}\n${HELP}`);
    process.exitCode = 2;
  } else if (error instanceof WordspaceError) {
    console.error(error.message);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
