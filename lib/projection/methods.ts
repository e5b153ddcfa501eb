import { UsageError } from '../error';
import { axesMethod } from './methods/axes';
import { offered, type Given, type ProjectionMethod } from './methods/method';
import { pcaMethod } from './methods/pca';
import { tsneMethod } from './methods/tsne';
import { umapMethod } from './methods/umap';
import { firstRows } from './rows';

export { firstRows };
export type { Given, ProjectionMethod };

/** Every projection the page and the CLI offer, in the order they are offered. */
export const projections: ProjectionMethod[] = [umapMethod, tsneMethod, pcaMethod, axesMethod].map(offered);

export function projectionById(id: string): ProjectionMethod {
  const method = projections.find((m) => m.id === id);
  if (!method) throw new UsageError(`There is no projection “${id}”; choose one of ${projections.map((m) => m.id).join(', ')}.`);
  return method;
}
