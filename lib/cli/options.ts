/** Options that several verbs share, parsed and checked alike. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { models } from '../models/registry';
import { allowed, kebab, range, type Option as Declared, type OptionValues } from '../options';
import { textDefaults } from '../text/encode';

/** A number; whether it is in range is for those who use it to say. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** A number in a declared range. */
function within(text: string, declared: Pick<Declared, 'integer' | 'min' | 'max'>): number {
  const value = number(text);
  if (!allowed(declared, value)) throw new InvalidArgumentError(`It must be ${range(declared)}.`);
  return value;
}

/** Where a generator of random numbers begins. */
export function seed(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number of at least 0.');
  return value;
}

/** A count of at least 1. */
export function positive(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return value;
}

/** `--corpus`, `--text` and how the text is read. */
export function withCorpus(command: Command): Command {
  return command
    .option('--corpus <name>', 'a built-in corpus (see “wordspace corpora”)')
    .option('--text <files...>', 'your own files: .txt .md .csv .tsv .jsonl .zip .gz')
    .addOption(new Option('--min-count <n>', 'leave out words that occur less often').argParser(number).default(textDefaults.minCount))
    .addOption(new Option('--max-size <n>', 'keep at most so many of the most frequent words').argParser(number).default(textDefaults.maxSize))
    .option('--keep-case', 'The and the are two words', false)
    .addOption(new Option('--apostrophes <how>', "one word, don't, or two").choices(['keep', 'split']).default(textDefaults.apostrophes))
    .addOption(new Option('--hyphens <how>', 'one word, well-known, or two').choices(['keep', 'split']).default(textDefaults.hyphens))
    .addOption(new Option('--numbers <how>', 'numbers are words or left out').choices(['keep', 'drop']).default(textDefaults.numbers))
    .addOption(new Option('--phrases <passes>', 'join words that stand together far more often than by chance (new_york); each pass can double their length').argParser(number).default(textDefaults.phrases))
    .addOption(new Option('--phrase-threshold <x>', 'how many times as often as by chance').argParser(number).default(textDefaults.phraseThreshold))
    .option('--locale <tag>', 'language of the text: lower case and words without spaces depend on it', textDefaults.locale);
}

/** One option a model option, `minLetters` as `--min-letters`; where models share a name, one option serves them all. */
export function withModelOptions(command: Command, ids = models.map((m) => m.id)): Command {
  return withOptionsOf(command, models.filter((m) => ids.includes(m.id)));
}

/** The same for anything with declared options. */
export function withOptionsOf(command: Command, methods: { id: string; options: Declared[] }[]): Command {
  const byName = new Map<string, { help: string; choices?: string[]; min: number; max: number; integer: boolean; defaults: Map<number, string[]> }>();
  for (const model of methods) {
    for (const option of model.options) {
      const { help, choices, min, max, integer } = option;
      const entry = byName.get(option.name) ?? { help, choices, min, max, integer, defaults: new Map<number, string[]>() };
      // The widest: which value a model takes it says itself.
      [entry.min, entry.max, entry.integer] = [Math.min(entry.min, min), Math.max(entry.max, max), entry.integer && integer];
      entry.defaults.set(option.default, [...(entry.defaults.get(option.default) ?? []), model.id]);
      byName.set(option.name, entry);
    }
  }
  for (const [name, { help, choices, min, max, integer, defaults }] of byName) {
    if (choices) {
      command.addOption(new Option(`--${kebab(name)} <name>`, `${help} (${choices.join(' or ')}; default: ${[...defaults.keys()].map((value) => choices[value]).join(', ')})`).argParser((text) => chosen(text, choices)));
      continue;
    }
    const said = [...defaults].map(([value, of]) => (defaults.size === 1 ? `${value}` : `${value} for ${of.join(', ')}`)).join('; ');
    command.addOption(new Option(`--${kebab(name)} <number>`, `${help} (${min} to ${max}; default: ${said})`).argParser((text) => within(text, { integer, min, max })));
  }
  return command;
}

/** The number of a choice, given by its beginning (`--objective hier`), by what stands in brackets in it (`--l2 L1`) or as the number itself. */
export function chosen(text: string, choices: string[]): number {
  const typed = text.trim().toLowerCase();
  const names = choices.map((label) => label.toLowerCase());
  const exact = names.findIndex((label, i) => label === typed || String(i) === typed);
  if (exact >= 0) return exact;
  const found = names.flatMap((label, i) => (typed !== '' && (label.startsWith(typed) || label.endsWith(`(${typed})`)) ? [i] : []));
  if (found.length !== 1) throw new InvalidArgumentError(`It must be one of: ${choices.join(', ')}.`);
  return found[0];
}

/** The options given that belong to models. */
export function modelOptions(given: object): Record<string, number | undefined> {
  const names = new Set(models.flatMap((m) => m.options.map((o) => o.name)));
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name))) as OptionValues;
}
