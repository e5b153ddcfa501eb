import { expose } from 'comlink';
import { FilmCoder } from '../space/film/coder';

expose(new FilmCoder());
