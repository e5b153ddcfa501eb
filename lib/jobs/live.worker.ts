import { expose } from 'comlink';
import { LiveDesk } from './live-desk';

expose(new LiveDesk());
