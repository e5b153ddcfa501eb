import { UsageError } from '../error';
import { bm25 } from './bm25';
import { cbow } from './cbow';
import { glove } from './glove';
import { lda } from './lda';
import { lsa } from './lsa';
import type { Model } from './model';
import { ppmi, ppmiSvd } from './ppmi';
import { skipgram } from './skipgram';
import { subword } from './subword';
import { tfidf } from './tfidf';

/** Every model the page and the CLI offer, in the order they are offered. */
export const models: Model[] = [skipgram, cbow, subword, glove, ppmiSvd, ppmi, tfidf, bm25, lsa, lda];

export function modelById(id: string): Model {
  const model = models.find((m) => m.id === id);
  if (!model) throw new UsageError(`There is no model “${id}”; choose one of ${models.map((m) => m.id).join(', ')}.`);
  return model;
}
