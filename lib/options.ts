import { UsageError } from './error';

/**
 * A number a person can set before work begins: the page draws a field from it
 * and the CLI an option (`minCount` → `--min-count`); both are checked here.
 */
export interface Option {
  name: string;
  label: string;
  /** What it does to the result, in plain words, under 90 characters. */
  help: string;
  default: number;
  min: number;
  max: number;
  /** Whole numbers only. */
  integer: boolean;
  /** What the values mean, where each stands for one of several ways: 0 is the first. */
  choices?: string[];
  /** Not shown until a person asks for more. */
  advanced?: boolean;
}

export type OptionValues = Record<string, number>;

/**
 * Complete and check a person's options against the model's declaration.
 * @throws WordspaceError naming the option, what was given and what is allowed
 */
export function checkOptions(method: { title: string; options: Option[] }, given: Record<string, number | undefined>): OptionValues {
  const known = new Set(method.options.map((o) => o.name));
  for (const name of Object.keys(given)) {
    if (given[name] !== undefined && !known.has(name)) {
      throw new UsageError(`${method.title} has no option --${kebab(name)}; it knows ${[...known].map((own) => `--${kebab(own)}`).join(', ')}.`);
    }
  }
  const values: OptionValues = {};
  for (const option of method.options) {
    const value = given[option.name] ?? option.default;
    if (!allowed(option, value)) throw new UsageError(`${method.title}: ${option.label.toLowerCase()} must be ${range(option)}, not ${value}.`);
    values[option.name] = value;
  }
  return values;
}

/** As an option is written: min-letters. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The options as a person gives them: choices by their names. */
export function named({ options }: { options: Option[] }, values: OptionValues): Record<string, number | string> {
  return Object.fromEntries(options.map(({ name, choices }) => [name, choices?.[values[name]] ?? values[name]]));
}

/** What may be given, in words. */
export function range({ choices, integer, min, max }: Pick<Option, 'choices' | 'integer' | 'min' | 'max'>): string {
  if (choices) return `one of ${choices.join(', ')}`;
  return `${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}

/** Whether an option is on (1) or off (0) and nothing else. */
export function isSwitch({ choices, integer, min, max }: Option): boolean {
  return !choices && integer && min === 0 && max === 1;
}

/** Whether a value is in the option's range and of its kind. */
export function allowed(option: Pick<Option, 'integer' | 'min' | 'max'>, value: number): boolean {
  return Number.isFinite(value) && value >= option.min && value <= option.max && (!option.integer || Number.isInteger(value));
}

/** More threads than this cost more than they bring. */
export const MOST_THREADS = 64;

/** @throws WordspaceError for a number of threads that makes no sense */
export function checkThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new UsageError(`Threads must be a whole number from 1 to ${MOST_THREADS}, not ${threads}.`);
  }
}
