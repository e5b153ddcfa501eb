import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOptions, checkThreads } from '../lib/options';
import { modelById, models } from '../lib/models/registry';

test('every default is allowed, and every option explains itself', () => {
  for (const model of models) {
    expect(checkOptions(model, {})).toEqual(Object.fromEntries(model.options.map((o) => [o.name, o.default])));
    for (const option of model.options) {
      expect(option.help.length, `${model.id} ${option.name}`).toBeGreaterThan(10);
      expect(option.help.length, `${model.id} ${option.name}`).toBeLessThanOrEqual(90);
    }
  }
});

test('a value is taken as it is or refused with its range, never bent', () => {
  const skipgram = modelById('skipgram');
  const dims = skipgram.options.find((o) => o.name === 'dims')!;
  fc.assert(
    fc.property(fc.double(), (value) => {
      const allowed = Number.isInteger(value) && value >= dims.min && value <= dims.max;
      if (allowed) expect(checkOptions(skipgram, { dims: value }).dims).toBe(value);
      else expect(() => checkOptions(skipgram, { dims: value })).toThrow(`from ${dims.min} to ${dims.max}`);
    }),
  );
});

test('a choice is refused with its labels', () => {
  expect(() => checkOptions(modelById('cbow'), { objective: 2 })).toThrow('objective must be one of negative sampling, hierarchical softmax, not 2');
  for (const option of models.flatMap((m) => m.options.filter((o) => o.choices))) {
    expect(option).toMatchObject({ min: 0, max: option.choices!.length - 1, integer: true });
  }
});

test('unknown options, models and thread counts are named', () => {
  expect(() => checkOptions(modelById('tfidf'), { window: 3 })).toThrow(/no option --window; it knows .*--smooth.*--max-document-share/);
  expect(() => modelById('elmo')).toThrow(/elmo.*skipgram/);
  for (const threads of [0, 1.5, Number.NaN, 65]) expect(() => checkThreads(threads)).toThrow(/from 1 to 64/);
  checkThreads(2);
});
