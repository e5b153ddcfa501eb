import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { gradesByRow, looksJudged, parseJudged, rankingFigures } from '../../lib/space/judged';

describe('judged files', () => {
  test('queries with their documents and grades; header, comments and empty lines are left out', () => {
    const text = '\uFEFFquery\tdocument\tgrade\r\n# mine\r\nred ship\tA tale\t3\r\n\r\nred ship\t2\t0\r\nbread\tA tale\t1.5\r\n';
    const judged = parseJudged(text, 'j.tsv');
    expect(judged.map(({ query, grades }) => [query, [...grades]])).toEqual([['red ship', [['A tale', 3], ['2', 0]]], ['bread', [['A tale', 1.5]]]]);
    expect(looksJudged(text)).toBe(true);
  });

  test.each([
    ['CSV', 'query,document,grade\r\n"ships, red","A ""tale""",3\nred ship,2,0\nred ship,3,1\n', [['ships, red', [['A "tale"', 3]]], ['red ship', [['2', 0], ['3', 1]]]]],
    ['CSV without a header', '"red ship","A tale",3\nred ship,2,0', [['red ship', [['A tale', 3], ['2', 0]]]]],
    ['qrels', 'red ship 0 12 3\nred  ship Q0 2 0\nships, red, or so 0 7 1\nred ship 0 3 0', [['red ship', [['12', 3], ['3', 0]]], ['red  ship', [['2', 0]]], ['ships, red, or so', [['7', 1]]]]],
    ['qrels between tabs', 'query\titer\tdoc\tgrade\nred ship\t0\tA tale\t3\nred ship\t0\t2\t0', [['red ship', [['A tale', 3], ['2', 0]]]]],
  ])('are read as %s', (kind, text, expected) => {
    expect(parseJudged(text, 'j').map(({ query, grades }) => [query, [...grades]])).toEqual(expected);
    expect(looksJudged(text)).toBe(kind !== 'CSV without a header');
  });

  test.each([
    ['query,document,grade\na,b,11', /line 2.*between commas/],
    ['red ship 0 12 3\nred ship 12 3', /line 2.*as TREC has it/],
    ['301 0 12 3\n302 0 13 1', /numbers for its queries \(“301”\)/],
    ['a\tb\t1\nno tabs here', /line 2.*between tabs/],
    ['a\tb\t11', /grade from 0 to 10/],
    ['a\tb\t1\na\t\t1', /line 2/],
    ['a\tb\t1\t2', /line 1/],
    ['', /holds no judgement/],
    ['query\tdocument\tgrade', /holds no judgement/],
  ])('%j is refused with its place', (text, message) => {
    expect(() => parseJudged(text, 'j.tsv')).toThrow(message);
    expect(() => parseJudged(text, 'j.tsv')).toThrow(WordspaceError);
  });

  test('any text gives judgements or a sentence', () => {
    const line = fc.oneof(fc.string(), fc.tuple(fc.string(), fc.string(), fc.oneof(fc.double(), fc.string())).map((fields) => fields.join('\t')));
    fc.assert(
      fc.property(fc.array(line).map((lines) => lines.join('\n')), (text) => {
        looksJudged(text);
        try {
          for (const { query, grades } of parseJudged(text, 'j.tsv')) {
            expect(query).not.toBe('');
            for (const grade of grades.values()) expect(grade >= 0 && grade <= 10).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
      }),
    );
  });

  test('word similarity files and tables are no judgements of documents', () => {
    expect(looksJudged('tiger cat 7.35\nbook paper 7.46')).toBe(false);
    expect(looksJudged('tiger\tcat\t7.35\ntiger\tpaper\t7.46')).toBe(false);
    expect(looksJudged('id\ttext\tstars\n1\ta good one\t5\n2\ta bad one\t1')).toBe(false);
    expect(looksJudged('title\ttext\tstars\na book\ta good one\t5\nb book\ta bad one\tx', true)).toBe(false);
    expect(looksJudged('title,text,stars\na book,a good one,5\na book,a bad one,1')).toBe(false);
    expect(looksJudged('id\tname\ttext\n1\ta\tlong text')).toBe(false);
  });

  test('documents are known by title, title but for case, or number', () => {
    const { rows, unknown } = gradesByRow(new Map([['7', 1], ['b', 2], ['2', 3], ['9', 1], ['Z', 1]]), ['A', 'c', 'B', '7']);
    expect([...rows]).toEqual([[3, 1], [2, 2], [1, 3]]);
    expect(unknown).toEqual(['9', 'Z']);
  });
});

describe('figures of a ranking', () => {
  test('by hand', () => {
    const grades = new Map([[5, 3], [1, 1], [8, 0]]);
    const { ndcg, reciprocalRank } = rankingFigures([8, 1, 5], grades, 10);
    expect(reciprocalRank).toBe(1 / 2);
    expect(ndcg).toBeCloseTo((1 / Math.log2(3) + 7 / 2) / (7 + 1 / Math.log2(3)), 12);
    expect(rankingFigures([8, 1, 5], grades, 1)).toEqual({ ndcg: 0, reciprocalRank: 0.5 });
    expect(rankingFigures([], grades, 10)).toEqual({ ndcg: 0, reciprocalRank: 0 });
  });

  test('the order of the grades is the best one, and no order beats 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }), fc.nat(), fc.integer({ min: 1, max: 12 }), (list, seed, k) => {
        const grades = new Map(list.map((grade, row) => [row, grade]));
        const rows = list.map((_, row) => row);
        const mixed = [...rows].sort((a, b) => ((a * 7919 + seed) % 13) - ((b * 7919 + seed) % 13));
        const best = [...rows].sort((a, b) => list[b] - list[a]);
        expect(rankingFigures(mixed, grades, k).ndcg).toBeLessThanOrEqual(1 + 1e-12);
        if (list.some((grade) => grade > 0)) expect(rankingFigures(best, grades, k)).toEqual({ ndcg: 1, reciprocalRank: 1 });
      }),
    );
  });
});
