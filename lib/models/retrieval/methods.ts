/** The ways documents are found, in the order they are told. */
export interface Method {
  id: 'tfidf' | 'bm25' | 'lsa' | 'lda' | 'vectors';
  title: string;
  /** One plain sentence. */
  summary: string;
  /** Model that is trained for it. */
  model: string;
}

export const methods: Method[] = [
  { id: 'tfidf', title: 'tf-idf', summary: 'Documents that use the same words, rare ones weighing more.', model: 'tfidf' },
  { id: 'bm25', title: 'BM25', summary: 'The same, but a word said often counts little more than once.', model: 'bm25' },
  { id: 'lsa', title: 'LSA', summary: 'Documents with words that share documents with these.', model: 'lsa' },
  { id: 'lda', title: 'LDA', summary: 'Documents of the same mixture of topics.', model: 'lda' },
  { id: 'vectors', title: 'Word vectors', summary: 'Documents whose words mean nearly the same, by weighted means of word vectors.', model: 'ppmi-svd' },
];
