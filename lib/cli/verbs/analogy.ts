import { Command, Option } from 'commander';
import { analogy, type AnalogyMethod } from '../../space/analogy';
import { seedAnalogy, timesFirst } from '../../space/ensemble/analogy';
import { chosenSpace, ensembleOf, spaceHelp } from '../inputs';
import { positive } from '../options';
import { answer } from '../terminal';

type Given = { method: AnalogyMethod; vocabulary?: number; k: number; inputs: boolean; also?: string[] };

export function analogyVerb(): Command {
  return new Command('analogy')
    .description('arithmetic with words: "king - man + woman"')
    .argument('<space>', spaceHelp)
    .argument('<expression>', 'words, + − × numbers, parentheses; quote names with spaces')
    .addOption(new Option('--method <name>', '3CosAdd, 3CosMul or PairDirection').choices(['add', 'mul', 'pair']).default('add'))
    .option('--vocabulary <n>', 'answers come from the n most frequent words', positive)
    .option('--k <n>', 'how many answers', positive, 10)
    .option('--inputs', 'let the words of the expression be answers too', false)
    .option('--also <spaces...>', 'the same text trained with other seeds: scores then carry their spread, and the rank in every seed')
    .action((name: string, expression: string, { method, vocabulary, k, inputs, also }: Given) => {
      if (also) {
        const { answers } = seedAnalogy(ensembleOf([name, ...also].map(chosenSpace)), expression, { method, vocabulary, k, excludeInputs: !inputs });
        const told = answers.map((a) => ({ word: a.name, score: a.score, sd: a.sd, ranks: a.ranks, first: timesFirst(a) }));
        return answer({ expression, method, seeds: also.length + 1, answers: told });
      }
      const space = chosenSpace(name);
      const { answers } = analogy(space, expression, { method, vocabulary, k, excludeInputs: !inputs });
      answer({ expression, method, answers: answers.map((a) => ({ word: a.name, score: a.score })) });
    });
}
