import { expect, test } from 'vitest';
import { builtInTests } from '../../data/questions';
import { kinds } from '../../data/questions/kinds';
import { pairs } from '../../data/questions/pairs';
import { checkTest } from '../../lib/space/evaluation';
import { evaluationKind } from '../../lib/space/evaluation-kind';
import { parseOdd, parseQuestions } from '../../lib/space/evaluation-files';

const [analogies, odd] = builtInTests();

test('every section has 25 to 40 pairs of two words, none of them twice', () => {
  for (const [name, list] of Object.entries(pairs)) {
    const section = list.trim().split(/\s*,\s*/);
    expect(section.length, name).toBeGreaterThanOrEqual(25);
    expect(section.length, name).toBeLessThanOrEqual(40);
    for (const pair of section) expect(pair.split(/\s+/), `${name}: ${pair}`).toHaveLength(2);
    expect(new Set(section).size, name).toBe(section.length);
  }
});

test('a word has one kind only', () => {
  const all = Object.values(kinds).flatMap((words) => words.split(' '));
  expect(new Set(all).size).toBe(all.length);
});

test('the texts are of the kind they say, and always the same', () => {
  for (const built of builtInTests()) {
    expect(evaluationKind(built.text), built.name).toEqual({ kind: built.kind, sure: true });
    expect(checkTest(built), built.name).toBeGreaterThan(100);
  }
  expect(builtInTests()).toEqual(builtInTests());
});

test('each question joins two pairs of its section, at most three questions a pair', () => {
  const { sections, questions } = parseQuestions(analogies.text, analogies.name);
  expect(sections).toEqual(Object.keys(pairs));
  const asked = new Map<string, number>();
  for (const { words: [a, b, c, d], section } of questions) {
    const list = pairs[sections[section]].trim().split(/\s*,\s*/).map((pair) => pair.replace(/\s+/, ' '));
    expect(list).toContain(`${a} ${b}`);
    expect(list).toContain(`${c} ${d}`);
    expect(a).not.toBe(c);
    asked.set(`${section} ${c}`, (asked.get(`${section} ${c}`) ?? 0) + 1);
  }
  for (const [pair, times] of asked) expect(times, pair).toBeLessThanOrEqual(3);
});

test('each odd word is of another kind than its fellows', () => {
  const kindOf = new Map(Object.entries(kinds).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind])));
  const { sections, groups } = parseOdd(odd.text, odd.name);
  for (const { fellows, odd: alien, section } of groups) {
    for (const word of fellows) expect(kindOf.get(word)).toBe(sections[section]);
    expect(kindOf.get(alien)).not.toBe(sections[section]);
  }
});
