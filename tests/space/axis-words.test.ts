import { describe, expect, it } from 'vitest';
import { axisText, parseAxis, rowsOfAxis } from '../../lib/space/axis-words';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';

describe('axes in words', () => {
  it('are read and written', () => {
    expect(parseAxis(' good, nice:bad ,evil ')).toEqual({ from: ['good', 'nice'], to: ['bad', 'evil'] });
    expect(parseAxis('new york:rome')).toEqual({ from: ['new york'], to: ['rome'] });
    expect(axisText(parseAxis('she:he'))).toBe('she:he');
    for (const wrong of ['', 'good', 'good:', ':bad', 'a:b:c', ' , :x']) expect(() => parseAxis(wrong)).toThrow(/is not an axis: name the words/);
  });

  it('find their rows, without regard to case and each once', () => {
    const names = ['good', 'bad', 'new_york', 'Rome'];
    const space = new VectorSpace({ names, matrix: dense(4, 2), columns: [], provenance: { model: 'word2vec', corpus: 'x', options: {} } });
    expect(rowsOfAxis(space, parseAxis('Good,good:new york,rome'))).toEqual({ from: [0], to: [2, 3] });
    expect(() => rowsOfAxis(space, parseAxis('goud:bad'))).toThrow(/“goud” is not among the 4 words of this space; did you mean good/);
  });
});
