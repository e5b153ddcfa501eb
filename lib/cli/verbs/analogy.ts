import { Command, Option } from 'commander';
import { analogy, type AnalogyMethod } from '../../space/analogy';
import { chosenSpace } from '../inputs';
import { positive } from '../options';
import { answer } from '../terminal';

type Given = { method: AnalogyMethod; vocabulary?: number; k: number; inputs: boolean };

export function analogyVerb(): Command {
  return new Command('analogy')
    .description('arithmetic with words: "king - man + woman"')
    .argument('<space>', 'a vector file (.txt .vec .bin .npz, also .gz), or glove, or default')
    .argument('<expression>', 'words, + − × numbers, parentheses; quote names with spaces')
    .addOption(new Option('--method <name>', '3CosAdd, 3CosMul or PairDirection').choices(['add', 'mul', 'pair']).default('add'))
    .option('--vocabulary <n>', 'answers come from the n most frequent words', positive)
    .option('--k <n>', 'how many answers', positive, 10)
    .option('--inputs', 'let the words of the expression be answers too', false)
    .action((name: string, expression: string, { method, vocabulary, k, inputs }: Given) => {
      const space = chosenSpace(name);
      const { answers } = analogy(space, expression, { method, vocabulary, k, excludeInputs: !inputs });
      answer({ expression, method, answers: answers.map((a) => ({ word: a.name, score: a.score })) });
    });
}
