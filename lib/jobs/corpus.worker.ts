import { expose } from 'comlink';
import { CorpusDesk } from './corpus-desk';

expose(new CorpusDesk());
