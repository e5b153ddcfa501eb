/** Axes are placed at once where a space knows an example; otherwise the map stays, and the panel that was open comes back. */
import { beforeEach, expect, test, vi } from 'vitest';
import { dropColouring } from '../../lib/store/boot';
import { axisExamples, chooseLayout } from '../../lib/store/layout-choice';
import { initialState, type OpenSpace } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import { VectorSpace } from '../../lib/space/space';
import { dense } from '../../lib/kernels/matrix';

vi.mock('../../lib/jobs/client', () => ({ start: () => ({ promise: new Promise(() => {}), cancel: () => {}, steer: () => {} }) }));

function open(...names: string[]): void {
  const words = new VectorSpace({ names, matrix: dense(names.length, 2), columns: [], provenance: {} } as never);
  set({ ...initialState, spaces: [{ id: 's', title: 's', words } as OpenSpace], spaceId: 's', view: { ...initialState.view, ask: 'compare' } });
}

beforeEach(() => set({ ...initialState }));

test('the first example that the space knows is placed, and the panel from before comes back', () => {
  open('good', 'bad', 'she', 'past');
  expect(axisExamples(get().spaces[0].words)).toEqual([{ from: ['good'], to: ['bad'] }]);
  void chooseLayout('axes');
  expect(get().view).toMatchObject({ method: 'axes', ask: 'axes', axes: [{ from: ['good'], to: ['bad'] }] });
  void chooseLayout('pca');
  expect(get().view).toMatchObject({ method: 'pca', ask: 'compare' });
});

test('a space that knows no example keeps its layout until axes are named', () => {
  open('anchor', 'bread');
  void chooseLayout('axes');
  expect(get().view).toMatchObject({ method: 'umap', ask: 'axes' });
  void chooseLayout('pca');
  expect(get().view).toMatchObject({ method: 'pca', ask: 'compare' });
});

test('a colouring that nothing here can answer is let go', () => {
  open('anchor', 'bread');
  set((s) => ({ view: { ...s.view, colouring: 'column:party' } }));
  dropColouring();
  expect(get().view.colouring).toBe('frequency');
  set((s) => ({ view: { ...s.view, colouring: 'cluster' } }));
  dropColouring();
  expect(get().view.colouring).toBe('cluster');
});
