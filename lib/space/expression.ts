/**
 * What a person types to calculate with words: `king - man + woman`,
 * `2*paris − france`, `"new york" - (usa + "united kingdom") × 0.5`.
 *
 *   sum     = product (("+" | "-") product)*
 *   product = factor (("*" | "×" | "·") factor)*
 *   factor  = ("+" | "-") factor | number | name | "(" sum ")"
 *
 * A minus may also be typed as − or –. A name is a run without spaces,
 * operators and brackets, or anything between double quotes. A hyphen with no
 * space around it belongs to the name where the space has such a name
 * (`well-known`) and is a minus where it has not (`king-man`); of several
 * readings the longest name wins. A number multiplies; a name that looks like
 * one (`1990`) needs quotes.
 */
import { WordspaceError } from '../error';

/** A name and how often it is counted. */
export interface Term {
  name: string;
  weight: number;
}

/** Longer expressions are refused: it bounds the depth of the brackets. */
const LONGEST = 1000;
const HEAVIEST = 1e6;
/** What rounding leaves of 0.1 + 0.2 − 0.3. */
const NOTHING = 1e-12;

/** A part's value: a plain number, or names with their weights. */
type Value = number | Map<string, number>;

interface Token {
  kind: 'number' | 'name' | '+' | '-' | '*' | '(' | ')' | 'end';
  text: string;
  /** Where it begins, in UTF-16 units from 0. */
  at: number;
}

/**
 * The names of an expression with their weights, each name once, in order of
 * first appearance; names of weight 0 are left out.
 * @param has whether the space has a name: decides what a hyphen is
 * @throws WordspaceError that says at which column and how to mend it
 */
export function parseExpression(text: string, has: (name: string) => boolean): Term[] {
  if (text.length > LONGEST) {
    throw new WordspaceError(`The expression has ${text.length} characters; write it in ${LONGEST} or fewer.`);
  }
  if (text.trim() === '') throw new WordspaceError('The expression is empty; write something like king - man + woman.');
  const value = new Parser(text, [...tokens(text, has)]).parse();
  if (typeof value === 'number') {
    throw new WordspaceError(`“${text.trim()}” is only a number; name a word, and quote a name that is a number: "1990".`);
  }
  const terms = [...value].map(([name, weight]) => ({ name, weight })).filter((t) => !(Math.abs(t.weight) < NOTHING));
  if (terms.length === 0) throw new WordspaceError(`“${text.trim()}” cancels itself out: no word is left; change a weight or a word.`);
  for (const { name, weight } of terms) {
    if (!(Math.abs(weight) <= HEAVIEST)) throw new WordspaceError(`The weight of “${name}” is out of range; use numbers up to 1,000,000.`);
  }
  return terms;
}

class Parser {
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: Token[],
  ) {}

  parse(): Value {
    const value = this.sum();
    const token = this.tokens[this.next];
    if (token.kind === ')') fail(this.text, token.at, 'this closing bracket has no opening one; remove it');
    if (token.kind !== 'end') {
      fail(this.text, token.at, `an operator is missing before “${token.text}”; write + − or ×, or put a name with spaces in double quotes`);
    }
    return value;
  }

  private sum(): Value {
    let value = this.product();
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) {
      const right = this.product();
      if (typeof value === 'number' && typeof right === 'number') {
        value = sign.kind === '+' ? value + right : value - right;
      } else if (typeof value !== 'number' && typeof right !== 'number') {
        value = added(value, right, sign.kind === '+' ? 1 : -1);
      } else {
        fail(this.text, sign.at, 'a number can only multiply a word; write 2 * king, or quote a name that is a number: "1990"');
      }
    }
    return value;
  }

  private product(): Value {
    let value = this.factor();
    for (let times = this.take('*'); times; times = this.take('*')) {
      const right = this.factor();
      if (typeof value === 'number') value = scaled(right, value);
      else if (typeof right === 'number') value = scaled(value, right);
      else fail(this.text, times.at, 'two words cannot be multiplied; multiply a word by a number');
    }
    return value;
  }

  private factor(): Value {
    const token = this.tokens[this.next++];
    switch (token.kind) {
      case '+':
        return this.factor();
      case '-':
        return scaled(this.factor(), -1);
      case 'number':
        return Number(token.text);
      case 'name':
        return new Map([[token.text, 1]]);
      case '(': {
        const value = this.sum();
        if (!this.take(')')) fail(this.text, token.at, 'this bracket is never closed; add )');
        return value;
      }
      case 'end':
        return fail(this.text, token.at, 'the expression ends where a word should follow; add one');
      default:
        return fail(this.text, token.at, `a word should stand where “${token.text}” is; add one or remove the sign`);
    }
  }

  private take(...kinds: Token['kind'][]): Token | undefined {
    return kinds.includes(this.tokens[this.next].kind) ? this.tokens[this.next++] : undefined;
  }
}

function scaled(value: Value, by: number): Value {
  if (typeof value === 'number') return value * by;
  return new Map([...value].map(([name, weight]) => [name, weight * by]));
}

function added(left: Map<string, number>, right: Map<string, number>, sign: 1 | -1): Map<string, number> {
  const sum = new Map(left);
  for (const [name, weight] of right) sum.set(name, (sum.get(name) ?? 0) + sign * weight);
  return sum;
}

/** In order: spaces, quoted name, unclosed quote, sign, dash, bare name (hyphens only inside). */
const PIECE = /(\s+)|["“”„«»]([^"“”„«»]*)["“”„«»]|(["“”„«»])|([+*×·()])|([-−–])|([^\s"“”„«»+*×·()−–-]+(?:-[^\s"“”„«»+*×·()−–-]+)*)/gu;
const NUMBER = /^(\d+\.?\d*|\.\d+)$/;

function* tokens(text: string, has: (name: string) => boolean): Generator<Token> {
  for (const piece of text.matchAll(PIECE)) {
    const [, space, quoted, unclosed, sign, dash, bare] = piece;
    const at = piece.index;
    if (unclosed) fail(text, at, 'this quotation mark is never closed; add another after the name');
    if (quoted?.trim() === '') fail(text, at, 'there is no name between the quotation marks; write one');
    if (quoted !== undefined) yield { kind: 'name', text: quoted.trim(), at };
    else if (sign) yield { kind: sign === '×' || sign === '·' ? '*' : (sign as Token['kind']), text: sign, at };
    else if (dash) yield { kind: '-', text: dash, at };
    else if (space === undefined) yield* hyphenated(bare, at, has);
  }
  yield { kind: 'end', text: '', at: text.length };
}

/** A bare run as one name, or as names with a minus at some of its hyphens. */
function* hyphenated(run: string, at: number, has: (name: string) => boolean): Generator<Token> {
  if (NUMBER.test(run)) return yield { kind: 'number', text: run, at };
  const hyphens = [...run.matchAll(/-/g)].map((m) => m.index);
  if (hyphens.length === 0 || has(run)) return yield { kind: 'name', text: run, at };
  const cut = hyphens.findLast((h) => has(run.slice(0, h))) ?? hyphens[0];
  yield* hyphenated(run.slice(0, cut), at, has);
  yield { kind: '-', text: '-', at: at + cut };
  yield* hyphenated(run.slice(cut + 1), at + cut + 1, has);
}

function fail(text: string, at: number, what: string): never {
  const column = Array.from(text.slice(0, at)).length + 1;
  throw new WordspaceError(`In “${text}”, column ${column}: ${what}.`);
}
