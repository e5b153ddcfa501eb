import { beforeEach, describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';
import { lasso, letGo, selectAround, selectTyped, selectWords } from '../../lib/store/selection';
import { initialState, type OpenSpace } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';

const words = new VectorSpace({
  names: ['ship', 'sail', 'bread', 'butter'],
  matrix: dense(4, 2, Float32Array.of(1, 0, 1, 0.1, 0, 1, 0.1, 1)),
  columns: [],
  provenance: { model: 'test', corpus: 'none', options: {} },
});
const space: OpenSpace = { id: 's', title: 'S', model: 'test', corpusId: 'c', corpusTitle: 'C', options: {}, words, figures: {}, seconds: 0, threads: 1, curve: [], created: 0, builtIn: false };

beforeEach(() => set({ ...initialState, spaces: [space], spaceId: 's' }));

describe('selection', () => {
  it('turns the page to the words and puts the tool down', () => {
    lasso(true);
    selectWords(['ship', 'bread']);
    expect(get()).toMatchObject({ selection: ['ship', 'bread'], lassoing: false, view: { ask: 'selection' } });
    selectWords([]);
    expect(get()).toMatchObject({ selection: [], view: { ask: 'selection' } });
  });

  it('lets go of the tool first, then of the words, then of the category in the light, then of nothing', () => {
    set({ view: { ...initialState.view, colouring: 'topic', highlight: 'the sea' } });
    selectWords(['ship']);
    lasso(true);
    expect([letGo(), get().lassoing, get().selection.length]).toEqual([true, false, 1]);
    expect([letGo(), get().selection.length]).toEqual([true, 0]);
    expect([letGo(), get().view.highlight]).toEqual([true, null]);
    expect(letGo()).toBe(false);
  });

  it('takes a word with its nearest, and none around a word that is not known', () => {
    selectAround('ship', 1);
    expect(get().selection).toEqual(['ship', 'sail']);
    selectAround('nowhere', 1);
    expect(get().selection).toEqual(['ship', 'sail']);
  });

  it('takes typed words once each, whatever their case, and names those that are not known', () => {
    expect(selectTyped(' Bread, ship;ship  whale')).toEqual(['whale']);
    expect(get().selection).toEqual(['bread', 'ship']);
    expect(selectTyped('whale')).toEqual(['whale']);
    expect(get().selection).toEqual(['bread', 'ship']);
    expect(selectTyped('  ')).toEqual([]);
  });

  it('takes what fits a pattern', () => {
    expect(selectTyped(' /^b/ ')).toEqual([]);
    expect(get().selection).toEqual(['bread', 'butter']);
    expect(selectTyped('/z/')).toEqual(['/z/']);
    expect(() => selectTyped('/[/')).toThrow(/is no pattern/);
    expect(get().selection).toEqual(['bread', 'butter']);
  });
});
