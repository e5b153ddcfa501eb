import { expose } from 'comlink';
import { jobs } from './table';

expose(jobs);
