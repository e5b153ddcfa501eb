import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { builtInTests } from '../../../data/questions';
import { spread } from '../../space/ensemble/spread';
import { evaluate, FEWEST_PAIRS, headline, tells, type Test, type TestReport } from '../../space/evaluation';
import type { EvaluationKind } from '../../space/evaluation-kind';
import { chosenSpace, fileText, spaceHelp } from '../inputs';
import { positive, seed } from '../options';
import { answer, warn, watch } from '../terminal';

type Given = Partial<Record<EvaluationKind, string>> & { builtin?: boolean; vocabulary?: number; seed: number; draws: number; detail: boolean };

interface Reports {
  files: TestReport[];
  questions: TestReport[];
}

/** Draws that leave an interval its ends, and that are done in seconds. */
const FEWEST = 100;
const MOST = 100_000;

function draws(text: string): number {
  const value = positive(text);
  if (value < FEWEST || value > MOST) throw new InvalidArgumentError(`It must be from ${FEWEST} to ${MOST}.`);
  return value;
}

const KINDS = ['analogies', 'similarity', 'odd', 'categories'] as const;

export function evaluateVerb(): Command {
  return new Command('evaluate')
    .description('accuracy on analogy questions, agreement with judged similarity, odd ones out, purity of categories; with 95 % intervals and coverage')
    .argument('<spaces...>', `${spaceHelp}; of several, the mean is told too`)
    .option('--analogies <file>', 'questions-words format: “: section” lines, then “a b c d”')
    .option('--similarity <file>', 'lines of “word word score”, separated by tab, comma or space')
    .option('--odd <file>', '“: section” lines, then “word word word | odd”: the word after the bar does not belong')
    .option('--categories <file>', 'lines of “word category”, separated by tab, comma or space')
    .option('--builtin', 'the built-in questions (default where no file is given)')
    .option('--vocabulary <n>', 'only the n most frequent words are known', positive)
    .option('--seed <n>', 'of the drawn intervals and of the clusters', seed, 1)
    .option('--draws <n>', `how often the questions are drawn again for an interval, ${FEWEST} to ${MOST}`, draws, 1000)
    .option('--detail', 'tell every question with its answer', false)
    .action(async (names: string[], given: Given) => {
      const own = KINDS.flatMap((kind): Test[] => {
        const file = given[kind];
        return file ? [{ kind, name: basename(file), text: fileText(file) }] : [];
      });
      const builtin = given.builtin || own.length === 0 ? builtInTests() : [];
      const spaces = [];
      const all: Reports[] = [];
      for (const name of names) {
        const space = chosenSpace(name);
        const run = async (tests: Test[]) => {
          const reports: TestReport[] = [];
          for (const test of tests) reports.push(await watch(evaluate(space, test, given)));
          return reports;
        };
        const [files, questions] = [await run(own), await run(builtin)];
        spaces.push({ space: name, ...byKind(files), builtin: questions.length > 0 ? byKind(questions) : undefined });
        all.push({ files, questions });
        for (const report of [...files, ...questions]) {
          const figure = headline(report);
          if (tells(figure)) continue;
          const known = figure.asked === 0 ? `knows the words of no question of ${report.kind}` : `can be asked only ${figure.asked} of the judged pairs, and a correlation needs ${FEWEST_PAIRS}`;
          warn(`${name} ${known}: its figure there stands for nothing.`);
        }
      }
      if (spaces.length > 1) {
        const questions = builtin.length > 0 ? means(all.map((h) => h.questions)) : undefined;
        answer({ mean: { ...means(all.map((h) => h.files)), builtin: questions }, spaces });
      } else {
        const { space: _, ...only } = spaces[0];
        answer(only);
      }
    });
}

function byKind(reports: TestReport[]): Record<string, TestReport['report']> {
  return Object.fromEntries(reports.map(({ kind, report }) => [kind, report]));
}

/** The headline of each test over the spaces that could be asked enough of it. */
function means(bySpace: TestReport[][]): Record<string, unknown> {
  return Object.fromEntries(bySpace[0].map(({ kind }, t) => {
    const figures = bySpace.map((reports) => headline(reports[t]));
    const asked = figures.filter(tells);
    return [kind, { measure: figures[0].measure, spaces: asked.length, ...(asked.length > 0 ? spread(asked.map((f) => f.value)) : { mean: null, sd: null }) }];
  }));
}
